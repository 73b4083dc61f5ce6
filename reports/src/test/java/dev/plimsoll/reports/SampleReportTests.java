package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A report to look at, in {@code target/sample}: as much as a real run leaves behind. */
class SampleReportTests {
    @Test
    void everyResultHasItsRowItsLogAndItsCurlLine() throws IOException {
        var html = Files.readString(HtmlReport.write(Runs.rich(), Path.of("target/sample")));

        assertThat(occurrences(html, "<tbody role=\"rowgroup\" id=")).isEqualTo(45);
        assertThat(occurrences(html, "<section class=\"exchange\"")).isEqualTo(30 + 5 + 3 + 4);
        assertThat(occurrences(html, "<code>curl -sS ")).isEqualTo(42);
    }

    @Test
    void theSameRecordGivesTheSamePage() throws IOException {
        var first = Files.readAllBytes(HtmlReport.write(Runs.rich(), Path.of("target/sample")));

        assertThat(Files.readAllBytes(HtmlReport.write(Runs.rich(), Path.of("target/sample-again"))))
                .isEqualTo(first);
    }

    private static int occurrences(String text, String part) {
        return (int)
                Pattern.compile(part, Pattern.LITERAL).matcher(text).results().count();
    }
}
