package dev.plimsoll.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A registry that put script into everything it said. */
@ExtendWith(BrowserExtension.class)
class HostileTests {
    @Test
    void noPageRunsWhatTheRegistrySaid(Chromium chromium, SampleReports reports) throws IOException {
        var report = reports.hostile();
        var pages = pages(report);
        assertThat(pages).hasSizeGreaterThan(100);
        try (var visit = chromium.visit(report)) {
            long said = 0;
            for (var page : pages) {
                visit.open(page);
                assertThat(visit.find("img, iframe, object, main script")).hasCount(0);
                said += visit.find("body").textContent().contains(HostileRegistry.TEXT) ? 1 : 0;
            }
            assertThat(said).as("pages that show it as text").isGreaterThan(10);
        }
    }

    @Test
    void whatItSaidCanBeReadAndCopied(Chromium chromium, SampleReports reports) throws IOException {
        try (var visit = chromium.visit(reports.hostile())) {
            visit.open("checks/" + HostileRegistry.FAILING + ".html");
            var wire = visit.find("details[open] .wire").first();

            assertThat(wire).isVisible();
            assertThat(wire).containsText(HostileRegistry.TEXT);
            assertThat(visit.find("table.findings").first()).containsText(HostileRegistry.TEXT);
            visit.find("details[open] button.copy").first().click();
            assertThat(visit.find("details[open] button.copy").first()).hasText("Copied");
        }
    }

    private static List<String> pages(Path report) throws IOException {
        try (Stream<Path> files = Files.walk(report)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .map(file -> report.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
