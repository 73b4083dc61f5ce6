package dev.plimsoll.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On a phone. */
@ExtendWith(BrowserExtension.class)
class LayoutTests {
    private static final String WIDER = """
            () => Array.from(document.querySelectorAll('body *'))
              .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                && !one.closest('.scroll, .wire, svg') && !one.closest('.out, .vh'))
              .slice(0, 5).map(one => one.outerHTML.slice(0, 160))""";

    @ParameterizedTest
    @EnumSource
    void noPageIsWiderThanAPhone(PageKind kind, Chromium chromium, SampleReports reports) throws IOException {
        var phone = new Browser.NewContextOptions().setViewportSize(400, 800);
        try (var visit = chromium.visit(kind.report(reports), phone)) {
            visit.open(kind.file());

            assertThat(visit.page().evaluate(WIDER)).asString().isEqualTo("[]");
            assertThat(visit.page().evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(400);
        }
    }
}
