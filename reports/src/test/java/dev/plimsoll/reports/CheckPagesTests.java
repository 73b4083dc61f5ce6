package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckPagesTests {
    private static final String CHECK = "digests/header-matches-the-body";

    @Test
    void expectedAndActualStandSideBySide() {
        assertThat(Written.of(Runs.small()).check(CHECK))
                .contains(
                        "<tr><td><a href=\"#dockerhub.3\">#3</a></td><th scope=\"row\">Docker-Content-Digest</th><td>the digest"
                                + " of the body, " + Exchanges.CONFIG + "</td><td>" + Exchanges.DIGEST + "</td></tr>");
    }

    @Test
    void theWorstResultComesFirst() {
        var holds = Runs.run(List.of(Runs.passed(CHECK, "MUST", 3)), Map.of("pull", Exchanges.pull()));
        var html = Written.of(Runs.of("quay", "replay", holds), Runs.small()).check(CHECK);

        assertThat(Written.all(html, "<section class=\"result\" id=\"([^\"]+)\""))
                .containsExactly("dockerhub", "quay");
        assertThat(Written.all(html, "<th scope=\"row\"><a href=\"#([a-z]+)\"")).containsExactly("quay", "dockerhub");
    }

    @Test
    void anExchangeOfAFindingIsOpenAndItsFieldIsMarked() {
        assertThat(Written.of(Runs.small()).check(CHECK))
                .contains("<details class=\"exchange\" id=\"dockerhub.3\" open>")
                .contains("<mark>Docker-Content-Digest: " + Exchanges.DIGEST + "</mark>");
        assertThat(Written.of(Runs.small()).check("negotiation/answers-with-an-accepted-type"))
                .contains("<details class=\"exchange\" id=\"dockerhub.3\">")
                .doesNotContain("<mark>");
    }

    @Test
    void aHopTellsHostCredentialsTimesAndConnection() {
        assertThat(Written.all(Written.of(Runs.small()).check(CHECK), "<li><span class=\"name\">(.*?)</li>").stream()
                        .map(fact -> fact.replaceAll("<[^>]*>", "")))
                .containsExactly(
                        "Host registry-1.docker.io",
                        "Credentials Bearer token",
                        "First byte 43 ms",
                        "Last byte 63 ms",
                        "Connection 1",
                        "Body 315 bytes",
                        "Digest " + Exchanges.DIGEST,
                        "End COMPLETE");
    }

    @Test
    void aSkippedResultIsALineWithItsAnchor() {
        assertThat(Written.of(Runs.small()).check("schema1/signature-verifies"))
                .contains("<tr id=\"dockerhub\"><th scope=\"row\">dockerhub")
                .doesNotContain("<section class=\"result\"");
    }

    @Test
    void aResultOfTheSameNameHasItsOwnAnchor() {
        var twice = Runs.passed("topic/check", "MUST", 1);
        var html = Written.of(Runs.run(List.of(twice, twice), Map.of("pull", Exchanges.pull())))
                .check("topic/check");

        assertThat(Written.all(html, "<section class=\"result\" id=\"([^\"]+)\""))
                .containsExactly("dockerhub", "dockerhub-2");
    }

    @Test
    void aKnownDeviationSaysWhy() {
        var run = Runs.run(List.of(Runs.violated("topic/check", "MUST", "KNOWN", 3)), Map.of());

        assertThat(Written.of(run).check("topic/check"))
                .contains(
                        "<strong>Expected deviation:</strong> Told upstream as issue 1234; the header is that of the index.");
    }

    @Test
    void theFailingCaseIsThatOfTheChecksOwnTests() {
        var known = "digests/blob-has-the-digest";
        var run = Runs.run(List.of(Runs.passed(known, "MUST", 3), Runs.passed("topic/check", "MUST", 3)), Map.of());

        assertThat(Written.of(run).check(known)).contains("&lt;!doctype html&gt;&lt;title&gt;Harbor&lt;/title&gt;");
        assertThat(Written.of(run).check("topic/check")).doesNotContain("The failing case");
    }

    @Test
    void theNextCheckOfTheTopicIsALinkAway() {
        var html = Written.of(Runs.graded("PASS", "PASS", "PASS")).check("topic/check-1");

        assertThat(html)
                .contains("<a rel=\"prev\" href=\"../../checks/topic/check-0.html\">")
                .contains("<a rel=\"next\" href=\"../../checks/topic/check-2.html\">");
    }

    @Test
    void whatIsNotShownIsSaid() {
        var extras = new Extras(List.of(), Past.UNKNOWN, 2);

        assertThat(Written.of(List.of(Runs.rich()), extras).check("redirects/authorization-stays-home"))
                .contains("1 of 3 exchanges not shown here; results.json has what was kept of them.");
    }

    @Test
    void aRequestWithoutAnAnswerSaysSo() {
        var exchange = Exchanges.get(1, "https://r.example/v2/")
                .failed("connection refused")
                .build();

        assertThat(Written.of(Runs.with(exchange)).check("topic/check"))
                .contains("<div class=\"received\">no response</div>")
                .contains("<span class=\"name\">First byte</span> not measured")
                .contains("<span class=\"name\">Failure</span> connection refused");
    }

    @Test
    void oneExchangeOfTwoResultsIsTheSameInBoth() {
        var site = Written.of(Runs.run(
                List.of(Runs.passed("topic/one", "MUST", 3), Runs.passed("topic/two", "MUST", 3)),
                Map.of("pull", Exchanges.pull())));
        var log = "(?s)(<div class=\"wire\".*?</section>)";

        assertThat(Written.all(site.check("topic/one"), log))
                .hasSize(1)
                .isEqualTo(Written.all(site.check("topic/two"), log));
    }
}
