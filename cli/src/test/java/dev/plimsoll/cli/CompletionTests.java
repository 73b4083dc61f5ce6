package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CompletionTests {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void bashSourcesItAndCompletesPlimsoll() throws Exception {
        assertThat(bash("complete -p plimsoll")).contains("complete ", "-F _complete_plimsoll", " plimsoll");
    }

    @ParameterizedTest
    @CsvSource({
        "plimsoll do, doctor",
        "plimsoll check --targ, --target",
        "plimsoll check --target dockerhub-, dockerhub-live",
        "plimsoll check --check tok, tokens/\\*",
        "plimsoll ca pr, print"
    })
    void commandsOptionsTargetsAndTopicsAreCompleted(String typed, String completed) throws Exception {
        var words = typed.split(" ", -1);
        // What bash itself sets before it calls the function.
        assertThat(bash("COMP_LINE='" + typed + "'; COMP_POINT=" + typed.length() + "; COMP_WORDS=(" + typed
                                + "); COMP_CWORD=" + (words.length - 1)
                                + "; _complete_plimsoll; printf '%s\\n' \"${COMPREPLY[@]}\"")
                        .lines()
                        .map(String::strip))
                .contains(completed);
    }

    @Test
    void zshHasItsScriptToo() {
        assertThat(Cli.run("completion", "zsh").out()).contains("bashcompinit", "_complete_plimsoll");
    }

    @Test
    void anUnknownShellIsAnsweredWithThoseThereAre() {
        Cli.run("completion", "fish").refused(4, "'fish'", "BASH, ZSH", "Try: plimsoll completion --help");
    }

    private String bash(String script) throws Exception {
        assumeThat(Path.of("/bin/bash")).as("bash is not installed").isExecutable();
        var completion = Files.writeString(
                folder.resolve("completion"), Cli.run("completion", "bash").out());
        var process = new ProcessBuilder(
                        "/bin/bash", "--norc", "-c", "set -f; source '" + completion + "' && " + script)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
