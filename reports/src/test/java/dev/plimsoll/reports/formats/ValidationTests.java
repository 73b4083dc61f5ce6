package dev.plimsoll.reports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.suites.run.RunListener;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRequest;
import dev.plimsoll.suites.run.Runner;
import dev.plimsoll.suites.run.Selection;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of real and of hostile runs, held against the schemas; {@code target/validation.txt} tells what came of it. */
class ValidationTests {
    private static final String SARIF = "SARIF 2.1.0, OASIS's sarif-schema-2.1.0.json";
    private static final String JUNIT = "JUnit XML, this project's junit.xsd";
    private static final String RESULTS = "results.json 1.x, this project's results-1.schema.json";

    @TempDir
    private Path scratch;

    @Test
    void whatIsWrittenIsValid() throws IOException {
        var told = new TreeMap<String, String>();
        validate("hostile", List.of(SampleRuns.hostile()), told);
        var dockerhub = real("dockerhub");
        var registry = real("registry2");
        validate("dockerhub", List.of(dockerhub), told);
        validate("registry2", List.of(registry), told);
        validate("joined", List.of(dockerhub, registry, SampleRuns.hostile(), registry), told);

        var lines = told.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
        Files.writeString(Path.of("target/validation.txt"), String.join("\n", lines) + "\n");
        assertThat(lines).hasSize(15).allMatch(line -> line.endsWith(": valid"));
    }

    @Test
    void theSchemasRefuseWhatIsBroken() throws IOException {
        var junit = JunitXml.of(List.of(SampleRuns.conforming("a", "replay")));
        assertThat(Schemas.junit(junit)).isEmpty();
        assertThat(Schemas.junit(junit.replace(" time=\"0.321\"/>", "/>"))).isNotEmpty();
        assertThat(Schemas.junit(junit.replace("testcase", "case"))).isNotEmpty();
        assertThat(Schemas.junit(junit.replaceAll("(<testcase [^>]*/>)", "$1$1")))
                .isNotEmpty();
        assertThat(Schemas.junit(junit.replace("</testsuites>", ""))).isNotEmpty();

        var sarif = Sarif.of(List.of(SampleRuns.hostile()));
        assertThat(Schemas.sarif(sarif)).isEmpty();
        assertThat(Schemas.sarif(sarif.replace("\"level\" : \"error\"", "\"level\" : \"fatal\"")))
                .isNotEmpty();
        assertThat(Schemas.sarif(sarif.replace("\"ruleId\"", "\"rule\""))).isNotEmpty();
        assertThat(Schemas.sarif(sarif.replace("10:00:00.250Z", "noon"))).isNotEmpty();
        assertThat(Schemas.sarif(sarif.replaceFirst("\"startLine\" : 1", "\"startLine\" : 0")))
                .isNotEmpty();
    }

    private void validate(String name, List<RunRecord> runs, Map<String, String> told) throws IOException {
        var folder = Path.of("target/validated", name);
        Formats.clear(folder, EnumSet.allOf(Format.class));
        for (var file : Formats.write(runs, EnumSet.of(Format.JSON, Format.JUNIT, Format.SARIF), folder)) {
            var text = Files.readString(file);
            switch (file.getFileName().toString()) {
                case "junit.xml" -> tell(told, file, JUNIT, Schemas.junit(text));
                case "results.sarif" -> tell(told, file, SARIF, Schemas.sarif(text));
                default -> tell(told, file, RESULTS, Schemas.results(text));
            }
        }
    }

    private static void tell(Map<String, String> told, Path file, String schema, List<String> faults) {
        told.put(file + " (" + schema + ")", faults.isEmpty() ? "valid" : String.join("; ", faults));
    }

    private RunRecord real(String target) throws IOException {
        return new Runner(RunListener.SILENT, Clock.systemUTC())
                .run(RunRequest.of(
                        Targets.bundled().load(target),
                        Optional.of(Mode.REPLAY),
                        Selection.of("*").checks(),
                        false,
                        Files.createDirectory(scratch.resolve(target)),
                        Optional.empty()));
    }
}
