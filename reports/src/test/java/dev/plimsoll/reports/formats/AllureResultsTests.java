package dev.plimsoll.reports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllureResultsTests {
    @TempDir
    private Path folder;

    @Test
    void gradesBecomeTheStatusesThatAllureKnows() throws IOException {
        assertThat(results(SampleRuns.hostile()).stream()
                        .map(result -> label(result, "grade") + " "
                                + result.path("status").asText()))
                .containsExactlyInAnyOrder(
                        "PASS passed",
                        "FAIL failed",
                        "FAIL failed",
                        "WARN passed",
                        "STALE failed",
                        "INCONCLUSIVE broken",
                        "KNOWN passed",
                        "NOTE passed",
                        "NOTE passed",
                        "SKIP skipped",
                        " failed");
    }

    @Test
    void aResultSaysWhereItBelongs() throws IOException {
        var result = results(SampleRuns.hostile()).stream()
                .filter(one -> one.path("name").asText().equals("digests/etag-is-the-digest @docker/19.03.12"))
                .findFirst()
                .orElseThrow();

        assertThat(List.of("epic", "feature", "story", "severity", "level", "outcome", "target", "mode"))
                .extracting(name -> label(result, name))
                .containsExactly(
                        "Client",
                        "digests",
                        "digests/etag-is-the-digest",
                        "critical",
                        "MUST",
                        "violates",
                        "example",
                        "replay");
        assertThat(result.at("/links/0/url").asText()).startsWith("https://github.com/");
        assertThat(result.at("/attachments/0/type").asText()).isEqualTo("text/plain");
        assertThat(folder.resolve("allure-results")
                        .resolve(result.at("/attachments/0/source").asText()))
                .content()
                .contains("> Authorization: Bearer ***", "< Set-Cookie: session=***; Path=/");
        assertThat(result.at("/statusDetails/message").asText()).startsWith("FAIL MUST: ");
        assertThat(result.at("/statusDetails/expected").asText()).isEqualTo("the digest in quotes");
    }

    @Test
    void theHistoryOfAResultGoesOnInTheNextRun() throws IOException {
        var first = results(SampleRuns.hostile()).stream()
                .map(one -> one.path("historyId"))
                .toList();
        var again = results(SampleRuns.withVerdict(SampleRuns.hostile(), 2)).stream()
                .map(one -> one.path("historyId"))
                .toList();

        assertThat(first).doesNotHaveDuplicates().isEqualTo(again);
    }

    /** Allure makes HTML of a description's Markdown, and does not clean it. */
    @Test
    void aDescriptionHasNoHtmlFromTheRecord() throws IOException {
        assertThat(results(SampleRuns.hostile()))
                .allSatisfy(
                        result -> assertThat(result.path("description").asText().replaceAll("(`+)[^`].*?\\1", ""))
                                .doesNotContain("<script", "</details"));
    }

    private List<JsonNode> results(RunRecord run) throws IOException {
        Formats.write(List.of(run), EnumSet.of(Format.ALLURE), folder);
        var results = new ArrayList<JsonNode>();
        var made = folder.resolve(Format.ALLURE.fileName());
        try (var files = Files.newDirectoryStream(made, "*-result.json")) {
            for (var file : files) {
                results.add(new ObjectMapper().readTree(file.toFile()));
            }
        }
        results.sort((a, b) -> a.path("name").asText().compareTo(b.path("name").asText()));
        return results;
    }

    private static String label(JsonNode result, String name) {
        for (var label : result.path("labels")) {
            if (label.path("name").asText().equals(name)) {
                return label.path("value").asText();
            }
        }
        return "";
    }
}
