package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTests {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "two words",
                "it's",
                "''",
                "\"double\"",
                "$HOME `id` $(id) \\ \\n",
                "; rm -rf / & | > < * ? [a] {a,b} ~ # !",
                "line\nline\n",
                "\ttab",
                "return\r\n\u001b[31m\u0007\u007f",
                "\u202eturned\u200b",
                "\u00fc \u20ac \ud83d\ude80",
                "-n",
                "%s %d"
            })
    void theShellMakesTheSameTextOfIt(String text) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
        var script = Files.writeString(folder.resolve("word.sh"), "printf '%s' " + ShellWord.literal(text) + "\n");
        var output = folder.resolve("output");

        var shell = new ProcessBuilder("/bin/sh", script.toString())
                .redirectOutput(output.toFile())
                .start();

        assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllBytes(output)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aWordWithNothingSpecialStandsAsItIs() {
        assertThat(ShellWord.literal("https://r.example/v2/a:b@sha256:aa"))
                .isEqualTo("https://r.example/v2/a:b@sha256:aa");
    }
}
