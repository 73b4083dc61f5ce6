package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A report to look at, in {@code target/sample}: as much as real runs leave behind. */
class SampleReportTests {
    @Test
    void everyResultHasItsCellItsLogAndItsCurlLine() {
        var site = Written.of(Runs.rich());

        assertThat(Written.all(site.matrix(), "(<td class=\"[a-z]+\"><a )")).hasSize(45);
        assertThat(Written.all(site.whole(), "(<details class=\"exchange\")")).hasSize(30 + 5 + 3 + 4);
        assertThat(Written.all(site.whole(), "(<code>curl -sS )")).hasSize(42);
    }

    @Test
    void theSameRecordsGiveTheSamePages() throws IOException {
        var runs = List.of(Runs.rich(), Runs.of("quay", "replay", Runs.small()));
        HtmlReport.write(runs, Path.of("target/sample"));

        for (var page : Written.of(runs, Extras.NONE).pages().entrySet()) {
            assertThat(Files.readString(Path.of("target/sample").resolve(page.getKey())))
                    .as(page.getKey())
                    .isEqualTo(page.getValue());
        }
    }
}
