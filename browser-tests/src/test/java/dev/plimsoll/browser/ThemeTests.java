package dev.plimsoll.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Light, dark and paper. */
@ExtendWith(BrowserExtension.class)
class ThemeTests {
    private static final String LIGHT = "rgb(247, 248, 249)";
    private static final String DARK = "rgb(18, 23, 29)";

    @Test
    void theToggleTurnsItDarkAndTheNextPageKeepsIt(Chromium chromium, SampleReports reports) throws IOException {
        try (var visit = chromium.visit(reports.judged())) {
            visit.open("index.html");
            assertThat(visit.background()).isEqualTo(LIGHT);

            visit.find("button.theme").click();

            assertThat(visit.background()).isEqualTo(DARK);
            assertThat(visit.find("button.theme")).hasAttribute("aria-pressed", "true");

            visit.find(".top nav a").nth(1).click();

            assertThat(visit.background()).isEqualTo(DARK);

            visit.find("button.theme").click();

            assertThat(visit.background()).isEqualTo(LIGHT);
        }
    }

    @Test
    void itFollowsTheSystemUntilToldOtherwise(Chromium chromium, SampleReports reports) throws IOException {
        var dark = new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK);
        try (var visit = chromium.visit(reports.judged(), dark)) {
            visit.open("matrix.html");
            assertThat(visit.background()).isEqualTo(DARK);

            visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));

            assertThat(visit.background()).isEqualTo(LIGHT);
        }
    }

    @Test
    void paperHasNeitherNavigationNorFilters(Chromium chromium, SampleReports reports) throws IOException {
        try (var visit = chromium.visit(reports.judged())) {
            visit.open("matrix.html");
            assertThat(visit.find(".filters")).isVisible();

            visit.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

            assertThat(visit.find(".filters")).isHidden();
            assertThat(visit.find(".top nav")).isHidden();
            assertThat(visit.find("table.matrix").first()).isVisible();
            assertThat(visit.page().pdf()).isNotEmpty();
        }
    }
}
