package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.Past.Change;
import dev.plimsoll.reports.Past.Changes;
import dev.plimsoll.reports.Past.TrendPoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverviewPageTests {
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    @Test
    void ofOneRunItSaysWhichModeRanAndWhy() {
        assertThat(Written.of(Runs.small()).overview())
                .contains("<h1>Violations: Docker Hub</h1>")
                .contains("<p class=\"mode\">process: Debian&#39;s docker-registry was found on the PATH</p>");
    }

    @Test
    void ofSeveralRunsItSaysHowManyConform() {
        assertThat(Written.of(Runs.rich(), Runs.graded("PASS")).overview()).contains("<h1>1 of 2 runs conform</h1>");
    }

    @Test
    void whatFailsComesFirstTheWorstOfItAtTheTop() {
        var run = Runs.graded("SKIP", "PASS", "NOTE", "KNOWN", "WARN", "INCONCLUSIVE", "STALE", "FAIL", "MIXED");
        var html = Written.of(run).overview();

        assertThat(Written.all(html, "<a class=\"title\" href=\"checks/topic/([^\"]+)\\.html\""))
                .containsExactly("check-7", "check-6", "check-5", "check-8", "check-4");
        assertThat(html.indexOf("What fails")).isLessThan(html.indexOf(">Runs<"));
    }

    @Test
    void aCheckThatFailsInTwoRunsIsToldOnceWithBoth() {
        var failing = Runs.run(List.of(Runs.violated("topic/check", "MUST", "FAIL", 3)), Map.of());
        var html = Written.of(failing, Runs.of("quay", "replay", failing)).overview();

        assertThat(Written.all(html, "<a class=\"title\" href=\"([^\"]+)\"")).hasSize(1);
        assertThat(html)
                .contains("<a href=\"checks/topic/check.html#dockerhub\">dockerhub</a>")
                .contains("<a href=\"checks/topic/check.html#quay\">quay</a>");
    }

    @Test
    void whereNothingFailsItSaysSo() {
        assertThat(Written.of(Runs.graded("PASS")).overview()).contains("Nothing fails, and nothing warns.");
    }

    @Test
    void countsOfALevelAreByGradeWithoutTheSkipped() {
        var html = Written.of(Runs.rich()).overview();

        assertThat(html).contains("<td class=\"n\">40 of 45</td>");
        assertThat(Written.all(html, "<td class=\"tallies\">(.*?)</td>").stream()
                        .map(cell -> cell.replaceAll("<[^>]*>", "")))
                .containsExactly(
                        "\u27172 FAIL \u21ba1 STALE ?1 INCONCLUSIVE \u20221 NOTE \u271310 PASS",
                        "\u25b22 WARN \u22481 KNOWN \u271320 PASS",
                        "\u20221 NOTE",
                        "\u20221 NOTE");
    }

    @Test
    void aTopicIsAsGoodAsItsWorstGradeAndLeadsToTheMatrix() {
        var other = Runs.graded("PASS", "NOTE", "SKIP", "PASS");
        var html = Written.of(Runs.graded("PASS", "FAIL", "FAIL", "WARN"), Runs.of("quay", "replay", other))
                .overview();

        assertThat(Written.all(html, "(<a class=\"heat .*?</a>)"))
                .containsExactly(
                        "<a class=\"heat fail\" href=\"matrix.html#topic=topic\"><span class=\"sum\">"
                                + "<span aria-hidden=\"true\">\u2717</span> 2<span class=\"vh\"> FAIL, 4 judged</span></span></a>",
                        "<a class=\"heat pass\" href=\"matrix.html#topic=topic\"><span class=\"sum\">"
                                + "<span aria-hidden=\"true\">\u2713</span> 2<span class=\"vh\"> PASS, 3 judged</span></span></a>");
    }

    @Test
    void changesAreLinkedWhereTheCheckHasAPage() {
        var changes = new Changes(
                "2026-11-20 08:00:00 UTC",
                List.of(
                        new Change(
                                "new failure",
                                "dockerhub",
                                "digests/header-matches-the-body",
                                "registry",
                                Optional.of("PASS"),
                                Optional.of("FAIL")),
                        new Change(
                                "gone", "dockerhub", "old/check", "registry", Optional.of("PASS"), Optional.empty())));
        var past = new Past(Optional.of(changes), List.of());
        var html = Written.of(List.of(Runs.small()), new Extras(List.of(), past, 12))
                .overview();

        assertThat(html)
                .contains("What changed since 2026-11-20 08:00:00 UTC")
                .contains("<a href=\"checks/digests/header-matches-the-body.html\">digests/header-matches-the-body</a>")
                .contains("<th scope=\"row\">old/check</th>");
    }

    @Test
    void aTrendIsDrawnFromTwoRunsOn() {
        var first = new TrendPoint("dockerhub", START, 4, 2, 0, 100);
        var second = new TrendPoint("dockerhub", START.plusSeconds(86_400), 1, 2, 1, 103);

        assertThat(trend(first)).doesNotContain("<svg");
        assertThat(trend(first, second))
                .contains("aria-label=\"From 4 failed and 2 warned to 1 failed and 2 warned, in 2 runs\"")
                .contains("<title>2026-11-21 08:00:00 UTC: 1 failed</title>")
                .contains(
                        "<tr><th scope=\"row\">2026-11-20 08:00:00 UTC</th><td>4</td><td>2</td><td>0</td><td>100</td></tr>");
    }

    private static String trend(TrendPoint... points) {
        var past = new Past(Optional.empty(), List.of(points));
        return Written.of(List.of(Runs.small()), new Extras(List.of(), past, 12))
                .overview();
    }

    @Test
    void anEmptyRunIsASiteToo() {
        var site = Written.of(Runs.run(List.of(), Map.of()));

        assertThat(site.overview()).contains("No check was run.");
        assertThat(site.matrix()).contains("No check was run.");
    }
}
