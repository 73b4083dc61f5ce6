package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.suites.run.ResultsFile;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.TargetRecord;
import dev.plimsoll.suites.run.RunRecord.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTests {
    @TempDir
    private Path folder;

    @BeforeEach
    void twoRunsHaveBeen() throws IOException {
        ResultsFile.write(run("dockerhub"), folder.resolve("runs/hub/results.json"));
        ResultsFile.write(run("quay"), folder.resolve("runs/quay/results.json"));
    }

    @Test
    void filesAndFoldersAreJoinedIntoOneReport() throws IOException {
        var merged = merge("runs/quay/results.json", "runs/hub");

        assertThat(merged.exitCode()).as(merged.err()).isZero();
        assertThat(merged.out()).isEqualTo(String.format("report: %s (2 runs)%n", folder.resolve("all/index.html")));
        assertThat(folder.resolve("all/index.html"))
                .content()
                .containsSubsequence("<span class=\"key\">quay</span>", "<span class=\"key\">dockerhub</span>");
    }

    @Test
    void aFolderOfReportsGivesThemAllInOrder() {
        assertThat(merge("runs").out()).endsWith(String.format("(2 runs)%n"));
        assertThat(folder.resolve("all/index.html"))
                .content()
                .containsSubsequence("<span class=\"key\">dockerhub</span>", "<span class=\"key\">quay</span>");
    }

    @Test
    void twoRunsOfOneTargetAreNumbered() throws IOException {
        ResultsFile.write(run("quay"), folder.resolve("runs/quay-again/results.json"));

        merge("runs");

        assertThat(folder.resolve("all/index.html"))
                .content()
                .contains("<span class=\"key\">quay-replay</span>", "<span class=\"key\">quay-replay-2</span>");
    }

    @Test
    void aFileThatIsNamedTwiceIsOneRun() {
        assertThat(merge("runs/quay", "runs/quay/results.json").out()).endsWith(String.format("(1 run)%n"));
    }

    @Test
    void whatIsNoResultsFileIsNamedAndNothingIsWritten() throws IOException {
        Files.writeString(folder.resolve("broken.json"), "{\n\"format\":\n}");
        Files.createDirectories(folder.resolve("empty"));

        merge("runs", "broken.json").refused(4, folder.resolve("broken.json") + ":3");
        merge("runs", "missing.json").refused(4, folder.resolve("missing.json") + " does not exist");
        merge("runs", "empty").refused(4, "no results.json in " + folder.resolve("empty"));
        assertThat(folder.resolve("all/index.html")).doesNotExist();
    }

    @Test
    void withoutASubcommandItSaysWhichThereIs() {
        Cli.run("report").refused(4, "say merge");
        assertThat(Cli.run("report", "merge", "--help").out()).contains("Examples:");
    }

    private Cli merge(String... sources) {
        var arguments = new String[sources.length + 4];
        arguments[0] = "report";
        arguments[1] = "merge";
        for (var number = 0; number < sources.length; number++) {
            arguments[number + 2] = folder.resolve(sources[number]).toString();
        }
        arguments[sources.length + 2] = "--output";
        arguments[sources.length + 3] = folder.resolve("all").toString();
        return Cli.run(arguments);
    }

    private static RunRecord run(String target) {
        return new RunRecord(
                RunRecord.FORMAT,
                "plimsoll/0.1.0",
                new TargetRecord(target, "Registry " + target, "https://" + target + ".example", Optional.empty()),
                "replay",
                "a capture",
                false,
                Instant.parse("2026-11-21T10:00:00Z"),
                100,
                List.of(),
                Optional.empty(),
                Map.of(),
                new Verdict(0, "0 checks judged"),
                Optional.empty());
    }
}
