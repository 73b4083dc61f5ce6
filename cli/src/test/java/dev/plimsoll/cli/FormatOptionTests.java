package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatOptionTests {
    @TempDir
    private Path folder;

    @Test
    void allButAllureAreWrittenUnlessToldOtherwise() throws IOException {
        var out = folder.resolve("all");

        assertThat(check(out).out()).contains("report: " + out.resolve("index.html"));
        assertThat(files(out))
                .contains("index.html", "results.json", "junit.xml", "results.sarif", "summary.md", "badge.json")
                .doesNotContain("allure-results");
    }

    @Test
    void onlyWhatIsNamedIsThereAfterwards() throws IOException {
        var out = folder.resolve("some");
        check(out);

        assertThat(check(out, "--format", "junit,Allure", "--format=badge").out())
                .contains("report: " + out);
        assertThat(files(out)).containsExactlyInAnyOrder("junit.xml", "allure-results", "badge.json", "history.jsonl");
    }

    @Test
    void aNameThatIsNoneIsToldBeforeTheRun() throws IOException {
        var out = folder.resolve("none");

        check(out, "--format", "html,pdf").refused(4, "\"pdf\"", "html, junit, sarif, markdown, badge, allure");
        assertThat(out).doesNotExist();
    }

    private static Cli check(Path out, String... more) {
        var all = new ArrayList<>(List.of("check", "--target", "gcr", "--check", "tags/*", "--output", out.toString()));
        all.addAll(List.of(more));
        return Cli.run(all.toArray(String[]::new));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
