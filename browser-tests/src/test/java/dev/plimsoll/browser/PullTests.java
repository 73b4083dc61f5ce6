package dev.plimsoll.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The waterfall of one pull. */
@ExtendWith(BrowserExtension.class)
class PullTests {
    @Test
    void eachRequestIsARowThatLeadsToTheExchangeInFull(Chromium chromium, SampleReports reports) throws IOException {
        var run = reports.dockerhub();
        var pulled = run.pull().orElseThrow().transcript().orElseThrow();
        try (var visit = chromium.visit(reports.judged())) {
            visit.open("pull-dockerhub-engine.html");
            assertThat(visit.find("table.fall tbody tr"))
                    .hasCount(run.transcripts().getOrDefault(pulled, List.of()).size());

            var link = visit.find("table.fall td.n a").last();
            var number = link.textContent();
            var exchange = visit.find("[id='x" + number + "']");
            assertThat(exchange).isHidden();
            link.click();

            assertThat(exchange).isVisible();
            assertThat(exchange.locator(".wire")).isVisible();
            assertThat(visit.isInView(exchange)).isTrue();

            exchange.locator(".back a").click();

            assertThat(visit.find("table.fall tr:target")).hasId("r" + number);
        }
    }
}
