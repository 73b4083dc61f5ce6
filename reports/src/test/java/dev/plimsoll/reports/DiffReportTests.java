package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.DiffReport.Format;
import dev.plimsoll.reports.diff.RunDiffs;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.FindingRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiffReportTests {
    private static final String HOSTILE =
            "<script>alert(1)</script> @someone [x](http://evil.test) `code` | cell\r\n\u202e Bearer abcdefghijklmnopqrstuvwxyz";

    /** The page without its head, which all pages share. If a change is wanted, copy {@code target/golden/diff.*} over the golden files and look at the difference. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void theComparisonIsAsItWas(Format format) throws IOException {
        var name = "diff." + format.name().toLowerCase(Locale.ROOT);
        var whole = DiffReport.of(RunDiffs.between(List.of(before()), List.of(now())), format);
        var text = whole.substring(Math.max(0, whole.indexOf("<body>")));

        Files.createDirectories(Path.of("target/golden"));
        Files.writeString(Path.of("target/golden", name), text);
        try (var golden = DiffReportTests.class.getResourceAsStream(name)) {
            assertThat(golden).isNotNull();
            assertThat(text).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void nothingOfTheWireIsMarkup() {
        var diffs = RunDiffs.between(List.of(Runs.run(List.of(), Map.of())), List.of(hostile()));

        assertThat(DiffReport.of(diffs, Format.HTML))
                .doesNotContain("<script", "abcdefghij", "\u202e")
                .contains("&lt;script&gt;", "Bearer ***");
        assertThat(DiffReport.of(diffs, Format.MARKDOWN))
                .doesNotContain("<script", "abcdefghij", "\u202e", "@someone", "[x]", "`code`", "| cell", "http://")
                .contains("&#60;script&#62;");
        assertThat(DiffReport.of(diffs, Format.TEXT)).doesNotContain("abcdefghij", "\u202e", "\r");
    }

    @Test
    void markdownFitsIntoAnIssue() {
        var many = IntStream.range(0, 1_000)
                .mapToObj(i -> Runs.violated("topic/check-" + i, "MUST", "FAIL", 1))
                .toList();
        var diffs = RunDiffs.between(List.of(Runs.run(List.of(), Map.of())), List.of(Runs.run(many, Map.of())));

        assertThat(DiffReport.of(diffs, Format.MARKDOWN).length()).isBetween(50_000, 60_100);
        assertThat(DiffReport.of(diffs, Format.MARKDOWN)).containsPattern("\n[0-9]+ lines more were left out.\n$");
    }

    @Test
    void runsWithoutAPartnerAreNamed() {
        var run = Runs.small();
        var other = of(run, "quay");

        var text = DiffReport.of(RunDiffs.between(List.of(run, other), List.of(run, of(run, "gcr"))), Format.TEXT);

        assertThat(text)
                .startsWith("dockerhub (process): nothing changed; 3 unchanged\n")
                .endsWith("gcr (process): nothing to compare with\nquay (process): gone\n");
    }

    static RunRecord before() {
        return Runs.run(
                List.of(
                        Runs.passed("digests/header-matches-the-body", "MUST", 3),
                        Runs.violated("tokens/answer-has-a-token", "MUST", "FAIL", 2),
                        Runs.violated("errors/body-is-json", "SHOULD", "WARN", 4),
                        Runs.passed("names/long-name", "SHOULD", 4),
                        Runs.result("ranges/first-byte", "MUST", "inconclusive", "INCONCLUSIVE"),
                        Runs.passed("tags/list", "MUST", 5),
                        finding("redirects/location", "https://old.test/x"),
                        finding("redirects/port", "http://127.0.0.1:40001/plimsoll-0123abcd/REDACTED.aaaa"),
                        Runs.passed("schema1/old", "MUST", 1)),
                Map.of());
    }

    static RunRecord now() {
        return Runs.run(
                List.of(
                        Runs.violated("digests/header-matches-the-body", "MUST", "FAIL", 3),
                        Runs.passed("tokens/answer-has-a-token", "MUST", 2),
                        Runs.violated("errors/body-is-json", "SHOULD", "WARN", 44),
                        Runs.violated("names/long-name", "SHOULD", "WARN", 4),
                        Runs.passed("ranges/first-byte", "MUST", 4),
                        Runs.result("tags/list", "MUST", "not-applicable", "SKIP"),
                        finding("redirects/location", "https://new.test/x"),
                        finding("redirects/port", "http://127.0.0.1:50002/plimsoll-4567cdef/REDACTED.bbbb"),
                        Runs.passed("referrers/new", "MUST", 1)),
                Map.of());
    }

    private static ResultRecord finding(String check, String actual) {
        return Runs.result(
                check,
                "QUIRK",
                "REGISTRY",
                "registry",
                "violates",
                "NOTE",
                "Location: expected a host that is known, but was another",
                List.of(new FindingRecord(1, "Location", "a host that is known", actual)),
                "driven",
                List.of(1));
    }

    private static RunRecord hostile() {
        return Runs.run(
                List.of(Runs.result(
                        "topic/hostile",
                        "MUST",
                        "REGISTRY",
                        HOSTILE,
                        "violates",
                        "FAIL",
                        HOSTILE,
                        List.of(new FindingRecord(1, HOSTILE, HOSTILE, HOSTILE)),
                        "driven",
                        List.of(1))),
                Map.of());
    }

    private static RunRecord of(RunRecord run, String target) {
        return new RunRecord(
                run.format(),
                run.tool(),
                new RunRecord.TargetRecord(
                        target, target, run.target().registry(), run.target().capture()),
                run.mode(),
                run.modeReason(),
                run.strict(),
                run.started(),
                run.durationMillis(),
                run.results(),
                run.pull(),
                run.transcripts(),
                run.verdict(),
                run.timing());
    }
}
