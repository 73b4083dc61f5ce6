package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The GitHub action in the top folder: held against GitHub's schema, and its scripts run as a runner runs them. */
@Timeout(180)
class ActionTests {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ ([a-z._-]+) }}");

    @TempDir
    private Path folder = Path.of("");

    private JsonNode action = YAMLMapper.builder().build().createObjectNode();
    private final Map<String, String> values = new HashMap<>();

    @BeforeEach
    void readTheAction() throws IOException {
        action = read("action.yml");
        action.path("inputs")
                .properties()
                .forEach(input -> values.put(
                        "inputs." + input.getKey(),
                        input.getValue().path("default").asText()));
        values.put("github.action_path", ROOT.toString());
        values.put("inputs.jar", ClassesJar.in(folder).toString());
        values.put("inputs.target", "dockerhub");
        values.put("inputs.check", "challenges/*");
        values.put("inputs.output", "a report");
    }

    @ParameterizedTest
    @CsvSource({"action.yml", ".github/actions/suite/action.yml"})
    void githubsSchemaHolds(String file) throws IOException {
        assertThat(complaints(read(file))).isEmpty();
    }

    @Test
    void theSchemaWouldNoticeAMistake() {
        ((ObjectNode) action.path("runs")).put("using", "banana");

        assertThat(complaints(action)).isNotEmpty();
    }

    @Test
    void whatIsWrittenInScriptsIsNeverAnInput() {
        assertThat(action.at("/runs/steps"))
                .allSatisfy(step -> assertThat(step.path("run").asText()).doesNotContain("${{"));
    }

    @Test
    void aCheckThatConformsIsASuccessWithItsReport() throws Exception {
        var checked = step("The check");

        assertThat(checked.exitCode()).as(checked.out()).isZero();
        assertThat(written("output").lines())
                .contains("exit-code=0", "report=a report/index.html")
                .anyMatch(line -> line.matches("summary=[0-9]+ checks judged, none violated a MUST.*"));
        assertThat(folder.resolve("a report/index.html")).exists();
    }

    @Test
    void optionsReachTheCommandAndItsExitCodeTheOutput() throws Exception {
        values.put("inputs.mode", "process");
        var checked = step("The check");

        assertThat(checked.exitCode())
                .as("a later step fails, after the upload")
                .isZero();
        assertThat(checked.out()).contains("the target dockerhub has no mode process");
        assertThat(written("output").lines()).contains("exit-code=4", "summary=");
    }

    @Test
    void anInputIsNoPartOfAScript() throws Exception {
        values.put("inputs.target", "$(touch pwned)\"; touch pwned; \"");

        assertThat(step("The check").out()).contains("no target \"$(touch pwned)");
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    @Test
    void theSummaryOfTheJobIsTheReportsOwnIfThereIsOne() throws Exception {
        assertThat(step("The summary of the job").exitCode()).isZero();
        assertThat(written("summary")).isEmpty();

        Files.createDirectories(folder.resolve("a report"));
        Files.writeString(folder.resolve("a report/summary.md"), "# It conforms\n");
        assertThat(step("The summary of the job").exitCode()).isZero();
        assertThat(written("summary")).isEqualTo("# It conforms\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, violations, 0",
        "1, violations, 1",
        "2, violations, 2",
        "3, violations, 0",
        "4, violations, 4",
        "3, inconclusive, 3",
        "1, inconclusive, 1",
        "1, never, 0",
        "3, never, 0",
        "4, never, 4",
        "5, never, 5",
        "0, sometimes, 4",
        "'', never, 5"
    })
    void theVerdictFailsTheJobAsWished(String code, String failOn, int expected) throws Exception {
        values.put("steps.check.outputs.exit-code", code);
        values.put("inputs.fail-on", failOn);

        var verdict = step("The verdict");

        assertThat(verdict.exitCode()).as(verdict.out()).isEqualTo(expected);
    }

    private static List<String> complaints(JsonNode action) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(Objects.requireNonNull(
                        ActionTests.class.getResourceAsStream("github-action.schema.json"), "is a resource"))
                .validate(action)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonNode read(String file) throws IOException {
        return YAMLMapper.builder().build().readTree(Files.readAllBytes(ROOT.resolve(file)));
    }

    private String written(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".txt"));
    }

    /** As {@code shell: bash} is run: see "Exit codes and error action preference" in GitHub's workflow syntax. */
    private Cli step(String name) throws Exception {
        assumeThat(Path.of("/bin/bash")).as("bash is not installed").isExecutable();
        var step = StreamSupport.stream(action.at("/runs/steps").spliterator(), false)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(step.path("shell").asText()).isEqualTo("bash");
        var script =
                Files.writeString(folder.resolve("step.sh"), step.path("run").asText());
        for (var file : new String[] {"output.txt", "summary.txt"}) {
            Files.writeString(folder.resolve(file), "");
        }
        var builder = new ProcessBuilder("/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("GITHUB_OUTPUT", folder.resolve("output.txt").toString());
        environment.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.txt").toString());
        environment.put(
                "PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + environment.getOrDefault("PATH", ""));
        step.path("env")
                .properties()
                .forEach(variable -> environment.put(
                        variable.getKey(),
                        EXPRESSION
                                .matcher(variable.getValue().asText())
                                .replaceAll(
                                        found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")))));
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Cli(process.exitValue(), said, said);
    }
}
