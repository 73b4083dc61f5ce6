package dev.plimsoll.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures to look at, in {@code target/screenshots}; and on demand those of the README. */
@ExtendWith(BrowserExtension.class)
class ScreenshotTests {
    private static final Path FOLDER = Path.of("target/screenshots");
    /** Of a desk and of a phone. */
    private static final Map<Integer, Integer> HEIGHTS = Map.of(1280, 1400, 400, 1600);

    /** Pages of {@link SampleReports#shown} and what the README calls their pictures. */
    private static final Map<String, String> PAGES = Map.of(
            "report", "index.html",
            "matrix", "matrix.html#topic=tokens&fold=no",
            "check", "checks/pushes/wrong-digest-is-refused.html",
            "pull", "pull-registry2-token-engine.html");

    @ParameterizedTest
    @EnumSource
    void everyKindOfPageCanBeLookedAt(PageKind kind, Chromium chromium, SampleReports reports) throws IOException {
        for (var width : HEIGHTS.keySet()) {
            for (var colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                var options = options(width, HEIGHTS.getOrDefault(width, width)).setColorScheme(colours);
                try (var visit = chromium.visit(kind.report(reports), options)) {
                    visit.open(kind.file());
                    var name = kind + "-" + width + "-" + colours + ".png";
                    assertThat(shot(visit, FOLDER.resolve(name.toLowerCase(Locale.ROOT))))
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    void picturesOfTheReadme(Chromium chromium, SampleReports reports) throws IOException {
        var folder = System.getProperty("plimsoll.screenshots", "");
        assumeFalse(folder.isEmpty(), "they are made with -Dplimsoll.screenshots=../docs/images");
        for (var page : PAGES.entrySet()) {
            try (var visit = chromium.visit(reports.shown(), options(1280, 860))) {
                visit.open(page.getValue());
                assertThat(shot(visit, Path.of(folder).resolve(page.getKey() + ".png")))
                        .isNotEmpty();
            }
        }
    }

    private static Browser.NewContextOptions options(int width, int height) {
        return new Browser.NewContextOptions().setViewportSize(width, height);
    }

    private static byte[] shot(Visit visit, Path file) {
        return visit.page().screenshot(new Page.ScreenshotOptions().setPath(file));
    }
}
