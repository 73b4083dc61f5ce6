package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.diff.History;
import dev.plimsoll.suites.run.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTests {
    @TempDir
    private Path folder;

    private Path old = Path.of("");
    private Path now = Path.of("");

    @BeforeEach
    void twoRuns() throws IOException {
        old = folder.resolve("old");
        now = folder.resolve("now");
        assertThat(check(old).out()).doesNotContain("since the run before");
        Files.createDirectories(now);
        var worse =
                Files.readString(old.resolve(ResultsFile.NAME)).replace("\"grade\" : \"PASS\"", "\"grade\" : \"FAIL\"");
        Files.writeString(now.resolve(ResultsFile.NAME), worse);
    }

    @Test
    void newFailuresAreToldAndCountOnlyIfAsked() {
        var told = Cli.run("diff", old.toString(), now.resolve(ResultsFile.NAME).toString());

        assertThat(told.exitCode()).isZero();
        assertThat(told.out()).startsWith("dockerhub (replay): ").contains(" new failures", "PASS → FAIL  tokens/");
        assertThat(Cli.run("diff", old.toString(), now.toString(), "--exit-code")
                        .exitCode())
                .isEqualTo(1);
        assertThat(Cli.run("diff", now.toString(), old.toString(), "--exit-code")
                        .exitCode())
                .isZero();
    }

    @Test
    void pageGoesToAFile() throws IOException {
        var page = folder.resolve("diff.html");

        var told = Cli.run("diff", old.toString(), now.toString(), "--format", "html", "--output", page.toString());

        assertThat(told.exitCode()).as(told.err()).isZero();
        assertThat(told.out()).isEmpty();
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("new failures");
    }

    @Test
    void foldersOfRunsAreComparedByTarget() throws IOException {
        var olds = Files.createDirectories(folder.resolve("olds"));
        var news = Files.createDirectories(folder.resolve("news"));
        Files.move(old, olds.resolve("x"));
        Files.move(now, news.resolve("y"));

        assertThat(Cli.run("diff", olds.toString(), news.toString(), "--format", "markdown")
                        .out())
                .startsWith("### Docker Hub")
                .contains("dockerhub &#40;replay&#41;, ", "#### New failures");
    }

    @Test
    void folderWithoutResultsIsRefused() throws IOException {
        var empty = Files.createDirectories(folder.resolve("empty"));

        Cli.run("diff", old.toString(), empty.toString()).refused(4, "there is no results.json in this folder");
        Cli.run("diff", old.toString(), folder.resolve("none.json").toString()).refused(4, "none.json does not exist");
    }

    @Test
    void secondRunTellsWhatChangedAndAddsToTheHistory() throws IOException {
        var again = check(old);

        assertThat(again.out()).contains("since the run before: nothing changed; ");
        assertThat(History.read(old.resolve(History.NAME))).hasSize(2);
    }

    @Test
    void historyGoesWhereItIsWantedOrNowhere() throws IOException {
        var elsewhere = folder.resolve("all.jsonl");

        check(folder.resolve("a"), "--history", elsewhere.toString());
        check(folder.resolve("b"), "--no-history");

        assertThat(History.read(elsewhere)).hasSize(1);
        assertThat(folder.resolve("a").resolve(History.NAME)).doesNotExist();
        assertThat(folder.resolve("b").resolve(History.NAME)).doesNotExist();
        check(folder.resolve("c"), "--no-history", "--history", elsewhere.toString())
                .refused(4, "exclude each other");
    }

    private static Cli check(Path output, String... more) {
        var arguments = new ArrayList<>(
                List.of("check", "--target", "dockerhub", "--check", "tokens/*", "--output", output.toString()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }
}
