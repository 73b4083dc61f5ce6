package dev.plimsoll.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the first page to the evidence of what fails. */
@ExtendWith(BrowserExtension.class)
class OverviewTests {
    @Test
    void whatFailsStandsFirstAndLeadsToItsEvidence(Chromium chromium, SampleReports reports) throws IOException {
        try (var visit = chromium.visit(reports.judged())) {
            visit.open("index.html");
            var first = visit.find("li.problem").first();

            assertThat(first).hasClass(Pattern.compile(".*\\bfail\\b.*"));
            assertThat(first).containsText(SampleReports.FAILING);
            assertThat(visit.isInView(first)).isTrue();

            first.locator(".where a").first().click();

            assertThat(visit.place()).isEqualTo("checks/" + SampleReports.FAILING + ".html#registry2");
            var section = visit.find("section.result:target");
            assertThat(section).isVisible();
            assertThat(section).containsText("FAIL");
            assertThat(visit.isInView(section)).isTrue();
            assertThat(section.locator("details[open] .wire").first()).isVisible();
        }
    }

    @Test
    void everyPageOfTheNavigationOpensWithoutAWord(Chromium chromium, SampleReports reports) throws IOException {
        try (var visit = chromium.visit(reports.single())) {
            visit.open("index.html");
            int pages = visit.find(".top nav a").count();
            assertThat(pages).isGreaterThanOrEqualTo(5);
            for (var number = 0; number < pages; number++) {
                visit.find(".top nav a").nth(number).click();
                assertThat(visit.find(".top nav a").nth(number)).hasAttribute("aria-current", "page");
                assertThat(visit.find("h1")).isVisible();
            }
        }
    }

    @Test
    void aTopicLeadsToItsPartOfTheMatrix(Chromium chromium, SampleReports reports) throws IOException {
        try (var visit = chromium.visit(reports.judged())) {
            visit.open("index.html");
            visit.find("table.heats tbody th a").getByText("tokens").click();

            assertThat(visit.find("tbody[data-topic='tokens']")).hasCount(2);
            assertThat(visit.find("tbody[data-topic='tokens']").first()).isVisible();
            assertThat(visit.find("tbody[data-topic='digests']").first()).isHidden();
        }
    }
}
