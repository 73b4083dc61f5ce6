package dev.plimsoll.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Without a mouse. */
@ExtendWith(BrowserExtension.class)
class KeyboardTests {
    /** Far more than stand before the first cell. */
    private static final int STEPS = 60;

    private static final String FOCUSED = """
            () => {
              const at = document.activeElement;
              if (at.matches('table.matrix td a')) return 'cell';
              return at.className || at.name || at.textContent.trim();
            }""";

    @Test
    void tabReachesTheFirstCellAndEnterOpensIt(Chromium chromium, SampleReports reports) throws IOException {
        try (var visit = chromium.visit(reports.judged())) {
            visit.open("matrix.html");
            var way = new ArrayList<String>();
            while (!way.contains("cell") && way.size() < STEPS) {
                visit.page().keyboard().press("Tab");
                var focused = String.valueOf(visit.page().evaluate(FOCUSED));
                way.add(focused);
                if (focused.equals("fold")) {
                    visit.page().keyboard().press("Space");
                }
            }

            assertThat(way).startsWith("jump", "Overview", "Matrix", "Specification", "theme");
            assertThat(way).containsSubsequence(List.of("grade", "level", "text", "fold", "Reset", "scroll", "cell"));
            assertThat(visit.find("input[name='fold']")).not().isChecked();

            visit.page().keyboard().press("Enter");

            assertThat(visit.find("h1")).isVisible();
            visit.page().waitForURL(url -> url.contains("/checks/"));
        }
    }

    @Test
    void theFirstStepSkipsTheNavigation(Chromium chromium, SampleReports reports) throws IOException {
        try (var visit = chromium.visit(reports.judged())) {
            visit.open("index.html");
            visit.page().keyboard().press("Tab");
            assertThat(visit.find("a.jump")).isFocused();
            assertThat(visit.find("a.jump").boundingBox().width).isGreaterThan(20);

            visit.page().keyboard().press("Enter");

            assertThat(visit.find("main")).isFocused();
        }
    }
}
