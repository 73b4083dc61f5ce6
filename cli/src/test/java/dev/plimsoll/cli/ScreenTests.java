package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

@Timeout(120)
class ScreenTests {
    private static final String ESCAPE = "\u001b[";

    @TempDir
    private Path folder = Path.of("");

    /** Variable as NAME=VALUE, whether a terminal is there, and whether colours are. */
    @ParameterizedTest
    @CsvSource({
        "A=1, true, true",
        "A=1, false, false",
        "NO_COLOR=1, true, false",
        "NO_COLOR=, true, true",
        "CLICOLOR_FORCE=1, false, true",
        "CLICOLOR_FORCE=0, false, false",
        "NO_COLOR=1 CLICOLOR_FORCE=1, true, false",
        "TERM=dumb, true, false",
        "TERM=xterm, true, true"
    })
    void coloursAreForTerminalsUnlessTheEnvironmentSaysOtherwise(String variables, boolean terminal, boolean coloured) {
        var environment = Stream.of(variables.split(" ", -1))
                .map(one -> one.split("=", -1))
                .collect(Collectors.toMap(one -> one[0], one -> one[1]));

        assertThat(new Screen(terminal, terminal, environment).ansi(Screen.Colours.AUTO))
                .isEqualTo(coloured ? Ansi.ON : Ansi.OFF);
    }

    @Test
    void whatWasAskedForComesBeforeTheEnvironment() {
        var screen = new Screen(true, true, Map.of("NO_COLOR", "1"));

        assertThat(screen.ansi(Screen.Colours.ALWAYS)).isEqualTo(Ansi.ON);
        assertThat(new Screen(true, true, Map.of()).ansi(Screen.Colours.NEVER)).isEqualTo(Ansi.OFF);
    }

    @Test
    void aWidthIsTakenFromTheEnvironmentIfItIsOne() {
        assertThat(new Screen(true, true, Map.of("COLUMNS", "132")).columns()).isEqualTo(132);
        assertThat(new Screen(true, true, Map.of("COLUMNS", "wide")).columns()).isEqualTo(80);
        assertThat(Screen.none().columns()).isEqualTo(80);
    }

    @Test
    void aPipeGetsNoColours() throws Exception {
        assertThat(said(false, "doctor")).contains("Java").doesNotContain(ESCAPE);
    }

    @Test
    void aPipeGetsColoursIfSomebodyAsks() throws Exception {
        assertThat(said(false, "--color=always", "doctor")).contains(ESCAPE);
        assertThat(said(false, "doctor", "--color=always")).contains(ESCAPE);
    }

    @Test
    void aTerminalGetsColoursAndTheWordsAllTheSame() throws Exception {
        assertThat(said(true, "doctor")).contains(ESCAPE, "ok", "Java");
        assertThat(said(true, "--help")).contains(ESCAPE, "Usage:");
    }

    @Test
    void aTerminalGetsNoneIfNobodyWantsThem() throws Exception {
        assertThat(said(true, "--color=never", "doctor")).contains("Java").doesNotContain(ESCAPE);
        assertThat(said(true, "NO_COLOR=1", "doctor")).contains("Java").doesNotContain(ESCAPE);
    }

    @Test
    void gradesAreColouredWordsInTheOutputOfACheck() throws Exception {
        var said = said(
                false,
                "--color=always",
                "check",
                "--target=dockerhub",
                "--check=tokens/*",
                "--output=" + folder.resolve("report"));

        assertThat(said).contains("checks judged").containsPattern("\u001b\\[[0-9;]+m(WARN|NOTE|KNOWN|FAIL)\u001b");
    }

    /** Of the command in a process of its own; a first argument NAME=VALUE is for its environment. */
    private String said(boolean terminal, String... arguments) throws Exception {
        boolean variable = arguments[0].matches("[A-Z_]+=.*");
        var java = Path.of(System.getProperty("java.home"), "bin", "java") + " -cp '"
                + System.getProperty("java.class.path") + "' " + Main.class.getName() + " "
                + Stream.of(arguments)
                        .skip(variable ? 1 : 0)
                        .reduce((a, b) -> a + " " + b)
                        .orElse("");
        if (terminal) {
            assumeThat(Path.of("/usr/bin/script"))
                    .as("script(1) is not installed")
                    .isExecutable();
        }
        var builder = (terminal
                        ? new ProcessBuilder("/usr/bin/script", "-qec", java, "/dev/null")
                        : new ProcessBuilder("/bin/sh", "-c", java))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        var environment = builder.environment();
        Stream.of("NO_COLOR", "CLICOLOR_FORCE").forEach(environment::remove);
        environment.put("TERM", "xterm");
        if (variable) {
            var pair = arguments[0].split("=", 2);
            environment.put(pair[0], pair[1]);
        }
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
