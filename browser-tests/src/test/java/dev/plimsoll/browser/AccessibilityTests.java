package dev.plimsoll.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What axe says of each kind of page, by the rules of WCAG 2.1, levels A and AA. */
@ExtendWith(BrowserExtension.class)
class AccessibilityTests {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

    @ParameterizedTest
    @EnumSource
    void axeFindsNothingWhenItIsLight(PageKind kind, Chromium chromium, SampleReports reports) throws IOException {
        assertThat(violations(kind, ColorScheme.LIGHT, chromium, reports)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void axeFindsNothingWhenItIsDark(PageKind kind, Chromium chromium, SampleReports reports) throws IOException {
        assertThat(violations(kind, ColorScheme.DARK, chromium, reports)).isEmpty();
    }

    @Test
    void axeSeesWhatIsPutThere(Chromium chromium, SampleReports reports) throws IOException {
        try (var visit = chromium.visit(reports.judged())) {
            visit.open("index.html");
            visit.page().evaluate("() => document.documentElement.removeAttribute('lang')");
            visit.page().evaluate("() => document.documentElement.style.setProperty('--soft', '#ddd')");

            assertThat(violations(visit))
                    .anyMatch(said -> said.contains("html-has-lang"))
                    .anyMatch(said -> said.contains("color-contrast"));
        }
    }

    private static List<String> violations(PageKind kind, ColorScheme colours, Chromium chromium, SampleReports reports)
            throws IOException {
        var options = new Browser.NewContextOptions().setColorScheme(colours);
        try (var visit = chromium.visit(kind.report(reports), options)) {
            visit.open(kind.file());
            // Closed parts are not looked at.
            visit.page().evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })");
            return violations(visit);
        }
    }

    private static List<String> violations(Visit visit) {
        var results =
                new AxeBuilder(visit.page()).withTags(RULES).setLegacyMode(true).analyze();
        assertThat(results.getPasses()).isNotEmpty();
        return results.getViolations().stream().map(AccessibilityTests::told).toList();
    }

    private static String told(Rule rule) {
        var nodes = rule.getNodes().stream().limit(5).map(CheckedNode::getHtml).collect(Collectors.joining("\n  "));
        return rule.getImpact() + " " + rule.getId() + ": " + rule.getHelp() + ", "
                + rule.getNodes().size() + " times\n  " + nodes;
    }
}
