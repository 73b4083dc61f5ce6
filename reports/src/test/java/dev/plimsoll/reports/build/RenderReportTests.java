package dev.plimsoll.reports.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.reports.Runs;
import dev.plimsoll.suites.run.ResultsFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderReportTests {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    @TempDir
    private Path folder;

    @Test
    void theReportAndItsResultsLieSideBySide() throws Exception {
        var results = folder.resolve("results.json");
        ResultsFile.write(Runs.small(), results);

        var report = RenderReport.render(results, folder.resolve("conformance"), out);

        assertThat(report).isEqualTo(folder.resolve("conformance/index.html")).isNotEmptyFile();
        assertThat(folder.resolve("conformance/results.json")).hasSameBinaryContentAs(results);
        assertThat(printed.toString(UTF_8)).isEqualTo(report + ": 1 of 3 checks failed" + System.lineSeparator());
    }

    @Test
    void theResultsMayLieThereAlready() throws Exception {
        var results = folder.resolve("results.json");
        ResultsFile.write(Runs.small(), results);
        RenderReport.render(results, folder, out);

        RenderReport.render(results, folder, out);

        assertThat(ResultsFile.read(results)).isEqualTo(Runs.small());
    }

    @Test
    void missingResultsAreToldInOneLineWithTheRemedy() {
        var results = folder.resolve("results.json");

        assertThatThrownBy(() -> RenderReport.render(results, folder, out))
                .isInstanceOf(ReportFailedException.class)
                .hasMessage(results + " does not exist: run the conformance suite first, which writes it")
                .satisfies(failure -> assertThat(failure.getStackTrace()).isEmpty());
    }

    @Test
    void anOlderReportDoesNotPassForOneOfMissingResults() throws Exception {
        var results = folder.resolve("results.json");
        var report = folder.resolve("conformance");
        ResultsFile.write(Runs.small(), results);
        RenderReport.render(results, report, out);
        ResultsFile.clear(results, "the suite cannot be run");

        assertThatThrownBy(() -> RenderReport.render(results, report, out)).hasMessage("the suite cannot be run");
        assertThat(report).isEmptyDirectory();
    }

    @Test
    void brokenResultsAreToldWithTheirLine() throws IOException {
        var results = Files.writeString(folder.resolve("results.json"), "{\n\"format\":\n}");

        assertThatThrownBy(() -> RenderReport.render(results, folder, out))
                .isInstanceOf(ReportFailedException.class)
                .hasMessageStartingWith(results + ":3: ")
                .message()
                .hasLineCount(1);
    }

    @Test
    void aFolderThatIsAFileIsTold() throws IOException {
        var results = folder.resolve("results.json");
        ResultsFile.write(Runs.small(), results);
        var file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> RenderReport.render(results, file, out))
                .isInstanceOf(ReportFailedException.class)
                .hasMessageStartingWith("cannot make " + file + " from " + results);
    }

    @Test
    void theWrongNumberOfArgumentsIsTold() {
        assertThatThrownBy(() -> RenderReport.main(new String[] {"one"}))
                .isInstanceOf(ReportFailedException.class)
                .hasMessageEndingWith("but there are 1");
    }
}
