package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullPageTests {
    @TempDir
    private Path folder;

    /** If the change is wanted, copy {@code target/golden/pull.html} over the golden file and look at the difference. */
    @Test
    void thePageIsAsItWas() throws IOException {
        var html = Golden.withoutStyle(html(Runs.small()));

        Files.createDirectories(Path.of("target/golden"));
        Files.writeString(Path.of("target/golden/pull.html"), html);
        try (var golden = PullPageTests.class.getResourceAsStream("pull.html")) {
            assertThat(golden).isNotNull();
            assertThat(html).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void everyRequestLeadsToItsExchange() throws IOException {
        var html = html(Runs.small());

        for (int id = 1; id <= 6; id++) {
            assertThat(html)
                    .contains("<tr role=\"row\" id=\"r" + id + "\"", "href=\"#x" + id + "\"", "id=\"x" + id + "\"");
        }
        assertThat(html)
                .contains("begins at 100 ms, waits 42 ms, transfers for 20 ms")
                .contains("<code>curl -sS ")
                .contains("from <a href=\"#r4\">#4</a>");
    }

    @Test
    void withoutTimesThereIsTheOrderAlone() throws IOException {
        var html = html(Runs.run(
                List.of(),
                Map.of(
                        "pull",
                        List.of(Exchanges.get(1, "https://r.example/v2/")
                                .answered(200, "OK")
                                .unmeasured()))));

        assertThat(html)
                .contains("Nobody measured the times of this traffic", "not measured")
                .doesNotContain("<svg class=\"time\"", "thick and solid");
    }

    @Test
    void whereSomeTimesAreMissingThatIsSaid() throws IOException {
        var html = html(Runs.run(
                List.of(),
                Map.of(
                        "pull",
                        List.of(
                                Exchanges.get(1, "https://r.example/v2/")
                                        .answered(200, "OK")
                                        .build(),
                                Exchanges.get(2, "https://r.example/v2/")
                                        .answered(200, "OK")
                                        .unmeasured()))));

        assertThat(html).contains("Of 1 of 2 requests nobody measured when it began or ended");
    }

    @Test
    void aPullOfManyLayersIsOnePage() throws IOException {
        var traffic = new ArrayList<ExchangeRecord>();
        var layers = 64;
        for (int id = 1; id <= 4 * layers; id++) {
            var url = "https://r.example/v2/team/app/blobs/sha256:" + String.format("%064x", (id - 1) / 4);
            var blob = Exchanges.get(id, url)
                    .timed(37L * id, 20 + id % 7, 60 + id % 300)
                    .on(id % 5);
            traffic.add((id % 4 == 0 ? blob.answered(200, "OK") : blob.answered(503, ""))
                    .size(1000L * id, url)
                    .build());
        }
        var html = html(Runs.run(List.of(), Map.of("pull", traffic)));

        assertThat(Pattern.compile("<tr role=\"row\" id=\"r").matcher(html).results())
                .hasSize(256);
        assertThat(html).contains("retry of <a href=\"#r255\">#255</a>");
        assertThat(html).hasSizeLessThan(2 << 20);
    }

    @Test
    void hostileTextIsEscapedWhereverItStands() throws Exception {
        var hostile = "<script>alert(1)</script>\" onfocus=alert(1) '";
        for (var run : Planting.everywhere(Runs.small(), text -> hostile)) {
            if (run.transcripts().containsKey("pull")) {
                var html = html(run);

                assertThat(html).doesNotContain("<script>alert", "\" onfocus");
                assertThat(Pattern.compile("<script").matcher(html).results()).hasSize(2);
            }
        }
    }

    @Test
    void hiddenCharactersAndSecretsNeverReachThePage() throws Exception {
        for (var run :
                Planting.everywhere(Runs.small(), text -> text + " " + MaskingTests.JWT + "\u202e\u001b\u0000")) {
            assertThat(html(run)).doesNotContain(MaskingTests.JWT, "\u202e", "\u001b", "\u0000");
        }
        var secret = Exchanges.get(1, "https://me:s3cr3t@r.example/v2/a/manifests/1?sig=s3cr3t")
                .sent("Authorization", "s3cr3t s3cr3t")
                .answered(302, "Found")
                .received("Location", "https://b.example/?X-Amz-Signature=s3cr3t")
                .build();
        assertThat(html(Runs.with(secret))).doesNotContain("s3cr3t");
    }

    @Test
    void nothingIsLoadedFromAnywhere() throws IOException {
        assertThat(html(Runs.rich()))
                .contains("default-src &#39;none&#39;; style-src &#39;sha256-")
                .doesNotContainPattern("<(?:img|link|iframe|object|embed|base)\\b")
                .doesNotContainPattern("\\s(?:src|style|on[a-z]+)=\"")
                .doesNotContain("@import", "url(");
    }

    @Test
    void theReportHasAPageOfEachPullAndLeadsToThem() throws IOException {
        var traffic = Exchanges.pull();
        var run = pulled(Runs.run(List.of(), Map.of("pull", traffic, "recorded", traffic)));
        var overview = Files.readString(HtmlReport.write(run, folder));

        assertThat(overview).contains("href=\"pull-dockerhub-engine.html\"", "href=\"pull-dockerhub-recorded.html\"");
        assertThat(folder.resolve("pull-dockerhub-engine.html")).content().contains("id=\"x6\"");
        assertThat(folder.resolve("pull-dockerhub-recorded.html")).content().contains("id=\"x6\"");
        HtmlReport.clear(folder);
        assertThat(folder).isEmptyDirectory();
    }

    private static RunRecord pulled(RunRecord run) {
        return new RunRecord(
                run.format(),
                run.tool(),
                run.target(),
                run.mode(),
                run.modeReason(),
                run.strict(),
                run.started(),
                run.durationMillis(),
                run.results(),
                Optional.of(new PullRecord(
                        "app:1",
                        "here",
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        0,
                        Optional.empty(),
                        Optional.of("pull"))),
                run.transcripts(),
                run.verdict(),
                run.timing());
    }

    private static String html(RunRecord run) {
        var site = Sites.of(List.of(run));
        var pull = new PullPage.Pull(site.runs().get(0), "pull", "engine", "pull-x-engine.html");
        return PullPage.html(pull, new Frames(site, List.of(pull), List.of()));
    }
}
