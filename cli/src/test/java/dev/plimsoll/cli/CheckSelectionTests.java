package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Choosing checks, running again what failed, and writing down what is known. */
class CheckSelectionTests {
    private static final String CHECKS = "caching/manifest-has-an-etag,tokens/answer-has-a-token";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theListIsOfTheLevelsAndTheTopicThatWereAskedFor() throws IOException {
        var listed = Cli.run("check", "--list", "--json", "--check", "redirects/*", "--level", "MUST");

        assertThat(listed.exitCode()).isZero();
        assertThat(JsonMapper.builder().build().readTree(listed.out()))
                .isNotEmpty()
                .allSatisfy(check -> {
                    assertThat(check.path("check").asText()).startsWith("redirects/");
                    assertThat(check.path("level").asText()).isEqualTo("MUST");
                    assertThat(check.path("requirement").asText()).isNotBlank();
                });
    }

    @Test
    void onlyWhatFailedRunsAgain() {
        var first = check("first", "--check", CHECKS, "--strict");
        var again = check(
                "again",
                "--strict",
                "--rerun-failed",
                folder.resolve("first/results.json").toString());

        assertThat(first.exitCode()).isEqualTo(ExitCode.VIOLATIONS);
        assertThat(first.out()).contains("caching/manifest-has-an-etag", "1 of 2 judged checks violated", "checked in");
        assertThat(again.out()).contains("1 of 1 judged checks violated");
    }

    @Test
    void whatIsViolatedCanBeWrittenDownAsExpected() throws IOException {
        var file = folder.resolve("expectations.yaml");

        check("run", "--check", CHECKS, "--write-expectations", file.toString());

        assertThat(Files.readString(file))
                .startsWith("expectations:\n")
                .contains("check: caching/manifest-has-an-etag", "subject: registry", "source: ")
                .doesNotContain("tokens/answer-has-a-token");
    }

    private Cli check(String output, String... arguments) {
        var all = new ArrayList<>(List.of("check", "--target", "gcr", "--output"));
        all.add(folder.resolve(output).toString());
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray(new String[0]));
    }
}
