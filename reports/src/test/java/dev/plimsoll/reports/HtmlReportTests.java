package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTests {
    @TempDir
    private Path folder;

    /** If the change is wanted, copy {@code target/golden/small.html} over the golden file and look at the difference. */
    @Test
    void thePageIsAsItWas() throws IOException {
        var html = html(Runs.small());

        Files.createDirectories(Path.of("target/golden"));
        Files.writeString(Path.of("target/golden/small.html"), html);
        try (var golden = HtmlReportTests.class.getResourceAsStream("small.html")) {
            assertThat(golden).isNotNull();
            assertThat(html).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theFirstLineSaysWhichModeRanAndWhy() throws IOException {
        assertThat(html(Runs.small()))
                .contains("<p class=\"mode\">process: Debian&#39;s docker-registry was found on the PATH</p>");
    }

    @Test
    void theWorstComesFirstAndSkipsAreFolded() throws IOException {
        var run = Runs.graded("SKIP", "PASS", "NOTE", "KNOWN", "WARN", "INCONCLUSIVE", "STALE", "FAIL", "FAIL", "PASS");

        assertThat(anchors(html(run)))
                .containsExactly(
                        "topic/check-7@registry",
                        "topic/check-8@registry",
                        "topic/check-6@registry",
                        "topic/check-5@registry",
                        "topic/check-4@registry",
                        "topic/check-3@registry",
                        "topic/check-2@registry",
                        "topic/check-1@registry",
                        "topic/check-9@registry",
                        "topic/check-0@registry");
        assertThat(html(run)).contains("<summary>1 skipped: there was nothing to judge</summary>");
    }

    @Test
    void theCountsAddUp() throws IOException {
        var counts = Pages.of(Runs.rich(), 1).counts();

        assertThat(counts.levels()).containsExactly("MUST", "SHOULD", "MAY", "QUIRK");
        assertThat(counts.rows())
                .extracting(row -> row.grade().word() + row.counts() + row.total())
                .containsExactly(
                        "FAIL[2, 0, 0, 0]2",
                        "STALE[1, 0, 0, 0]1",
                        "INCONCLUSIVE[1, 0, 0, 0]1",
                        "WARN[0, 2, 0, 0]2",
                        "KNOWN[0, 1, 0, 0]1",
                        "NOTE[1, 0, 1, 1]3",
                        "PASS[10, 20, 0, 0]30",
                        "SKIP[5, 0, 0, 0]5");
        assertThat(counts.totals()).containsExactly(20, 23, 1, 1);
        assertThat(counts.total()).isEqualTo(45);
    }

    @Test
    void aResultOfTheSameNameHasItsOwnAnchor() throws IOException {
        var twice = Runs.passed("topic/check", "MUST", 1);

        assertThat(anchors(html(Runs.run(List.of(twice, twice), Map.of()))))
                .containsExactly("topic/check@registry", "topic/check@registry-2");
    }

    @Test
    void aGradeOfANewerVersionIsShownAsItIs() throws IOException {
        assertThat(html(Runs.graded("MIXED"))).contains("data-grade=\"MIXED\"");
    }

    @Test
    void whatIsNotShownIsSaid() throws IOException {
        var html = Files.readString(HtmlReport.write(Runs.rich(), folder, 2));

        assertThat(html).contains("1 of 3 exchanges not shown here; results.json has what was kept of them.");
        assertThatThrownBy(() -> HtmlReport.write(Runs.rich(), folder, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("exchanges per result: at least 1, not 0");
    }

    @Test
    void aRequestWithoutAnAnswerSaysSo() throws IOException {
        var exchange = Exchanges.get(1, "https://r.example/v2/")
                .failed("connection refused")
                .build();

        assertThat(html(Runs.with(exchange)))
                .contains("<div class=\"received\">no response</div>")
                .contains("<span class=\"name\">Failure</span> connection refused");
    }

    @Test
    void anEmptyRunIsAPageToo() throws IOException {
        assertThat(html(Runs.run(List.of(), Map.of()))).contains("No check was run.", "No check was judged.");
    }

    @Test
    void nothingIsLoadedFromAnywhere() throws IOException {
        var html = html(Runs.rich());

        assertThat(html)
                .contains("default-src &#39;none&#39;; style-src &#39;sha256-")
                .doesNotContainPattern("<(?:img|link|iframe|object|embed|base)\\b")
                .doesNotContainPattern("\\s(?:src|style|on[a-z]+)=\"")
                .doesNotContain("@import", "url(");
    }

    @Test
    void hostileTextIsEscapedWhereverItStands() throws Exception {
        var hostile = "<script>alert(1)</script>\" onfocus=alert(1) '";
        for (var run : Planting.everywhere(Runs.small(), text -> hostile)) {
            var html = html(run);

            assertThat(html).doesNotContain("<script>alert", "\" onfocus");
            assertThat(Pattern.compile("<script").matcher(html).results()).hasSize(1);
        }
    }

    @Test
    void aLinkThatIsNotOfTheWebIsNoLink() throws Exception {
        for (var run : Planting.everywhere(Runs.small(), text -> "javascript:alert(1)")) {
            assertThat(html(run)).doesNotContain("href=\"javascript:");
        }
    }

    @Test
    void hiddenCharactersAreVisibleWhereverTheyStand() throws Exception {
        for (var run : Planting.everywhere(Runs.small(), text -> text + "\u202e\u001b\u0000\ud83d")) {
            assertThat(html(run)).doesNotContain("\u202e", "\u001b", "\u0000");
        }
    }

    @Test
    void aPlantedTokenNeverReachesThePage() throws Exception {
        for (var run : Planting.everywhere(Runs.small(), text -> MaskingTests.JWT)) {
            assertThat(html(run)).doesNotContain(MaskingTests.JWT);
        }
        for (var run : Planting.everywhere(Runs.small(), text -> text + " " + MaskingTests.JWT + "\n")) {
            assertThat(html(run)).doesNotContain(MaskingTests.JWT);
        }
    }

    @Test
    void aPlantedSecretOfNoShapeIsMaskedWhereSecretsStand() throws IOException {
        var exchange = Exchanges.get(1, "https://me:s3cr3t@r.example/v2/?sig=s3cr3t")
                .sent("Authorization", "Bearer s3cr3t")
                .sent("Cookie", "a=s3cr3t; b=s3cr3t")
                .sent("Proxy-Authorization", "s3cr3t")
                .answered(200, "OK")
                .received("Set-Cookie", "a=s3cr3t; Path=/")
                .received("Location", "https://b.example/?X-Amz-Security-Token=s3cr3t&X-Amz-Signature=s3cr3t")
                .body("{\"token\":\"s3cr3t\",\n\"refresh_token\" : \"s3cr3t\"}")
                .build();

        assertThat(html(Runs.with(exchange)))
                .doesNotContain("s3cr3t")
                .contains("Authorization: Bearer ***", "Set-Cookie: a=***; Path=/");
    }

    private String html(RunRecord run) throws IOException {
        return Files.readString(HtmlReport.write(run, folder));
    }

    private static List<String> anchors(String html) {
        return Pattern.compile("<tbody role=\"rowgroup\" id=\"([^\"]+)\"")
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
