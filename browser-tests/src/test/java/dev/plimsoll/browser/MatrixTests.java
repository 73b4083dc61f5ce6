package dev.plimsoll.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Filters, folding, and the way from a cell to its evidence and back. */
@ExtendWith(BrowserExtension.class)
class MatrixTests {
    private static final String ROWS = "tr[data-party]:visible";

    @Test
    void filtersStandInTheFragmentAndOutliveAReload(Chromium chromium, SampleReports reports) throws IOException {
        try (var visit = chromium.visit(reports.judged())) {
            visit.open("matrix.html");
            visit.find("input[name='fold']").uncheck();
            int all = visit.find(ROWS).count();
            visit.find("select[name='level']").selectOption("SHOULD");
            int should = visit.find(ROWS).count();
            visit.find("select[name='grade']").selectOption("WARN");
            int warned = visit.find(ROWS).count();

            assertThat(all).isGreaterThan(should);
            assertThat(should).isGreaterThan(warned);
            assertThat(warned).isPositive();
            assertThat(visit.find(ROWS + " td.l").allTextContents()).containsOnly("SHOULD");
            assertThat(visit.place()).isEqualTo("matrix.html#grade=WARN&level=SHOULD&fold=no");

            visit.page().reload();

            assertThat(visit.find("select[name='level']")).hasValue("SHOULD");
            assertThat(visit.find(ROWS)).hasCount(warned);
            assertThat(visit.find(".filters output")).hasText(Pattern.compile(warned + " of [0-9]+ checks"));

            visit.find("button[type='reset']").click();

            assertThat(visit.find(".filters output")).hasText(Pattern.compile("[0-9]+ checks"));
        }
    }

    @Test
    void textFindsAnyCase(Chromium chromium, SampleReports reports) throws IOException {
        try (var visit = chromium.visit(reports.judged())) {
            visit.open("matrix.html");
            visit.find("input[name='fold']").uncheck();
            visit.find("input[name='text']").fill("SCHEMA 1");

            assertThat(visit.find(ROWS + " > th").allTextContents())
                    .isNotEmpty()
                    .allMatch(row -> row.contains("schema 1"));
        }
    }

    @Test
    void aCellLeadsToItsEvidenceAndTheWayBackKeepsTheFilters(Chromium chromium, SampleReports reports)
            throws IOException {
        try (var visit = chromium.visit(reports.judged())) {
            visit.open("matrix.html");
            visit.find("select[name='grade']").selectOption("FAIL");
            visit.find("input[name='fold']").uncheck();
            var here = visit.place();
            visit.find("tr[data-party]:visible td.fail a").first().click();

            assertThat(visit.place()).startsWith("checks/").endsWith("#registry2");
            assertThat(visit.find("section.result:target")).isVisible();
            assertThat(visit.isInView(visit.find("section.result:target"))).isTrue();

            visit.page().goBack();

            assertThat(visit.place()).isEqualTo(here);
            assertThat(visit.find("select[name='grade']")).hasValue("FAIL");
            assertThat(visit.find("tr[data-party]:visible").locator("td.fail").first())
                    .isVisible();
        }
    }

    @Test
    void equalRowsFoldAndUnfold(Chromium chromium, SampleReports reports) throws IOException {
        try (var visit = chromium.visit(reports.judged())) {
            visit.open("matrix.html");
            int folded = visit.find(ROWS).count();
            Locator fold = visit.find("tr.fold button").first();
            int beneath = Integer.parseInt(fold.textContent().replaceAll(" .*", ""));
            fold.click();

            assertThat(visit.find(ROWS)).hasCount(folded + beneath);
            assertThat(visit.find("tr.fold button").first()).hasAttribute("aria-expanded", "true");
            assertThat(visit.find("tr.fold button").first()).isFocused();

            visit.find("tr.fold button").first().click();

            assertThat(visit.find(ROWS)).hasCount(folded);
        }
    }

    @Test
    void aMistypedFragmentShowsEverything(Chromium chromium, SampleReports reports) throws IOException {
        try (var visit = chromium.visit(reports.judged())) {
            visit.open("matrix.html#grade=<script>&level=%E0%A4%A&fold=no&unknown=1");

            assertThat(visit.find(".filters output")).hasText(Pattern.compile("[0-9]+ checks"));
        }
    }
}
