package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten runs of the whole rulebook in one report. */
class LargeReportTests {
    private static final long ONE_MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void theFirstPageAndTheMatrixStaySmall() throws IOException {
        var runs = LargeRuns.ten();

        HtmlReport.write(runs, folder);

        assertThat(runs).allMatch(run -> run.results().size() > 415);
        for (var page : List.of("index.html", "matrix.html", "specification.html")) {
            assertThat(Files.size(folder.resolve(page))).as(page).isLessThanOrEqualTo(ONE_MEBIBYTE);
        }
    }
}
