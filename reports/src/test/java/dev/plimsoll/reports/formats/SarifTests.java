package dev.plimsoll.reports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SarifTests {
    @Test
    void resultsAreWhatIsViolatedStaleOrOpen() throws IOException {
        var told = new ArrayList<String>();
        for (var result : run(SampleRuns.hostile()).path("results")) {
            told.add(result.path("ruleId").asText() + " " + result.path("kind").asText() + " "
                    + result.path("level").asText()
                    + (result.has("suppressions") ? " suppressed" : ""));
        }

        assertThat(told)
                .containsExactly(
                        "digests/etag-is-the-digest fail error",
                        "digests/etag-is-the-digest fail error",
                        "redirects/token-stays-home fail warning",
                        "tokens/realm-is-https fail error",
                        "tokens/answers-in-time open none",
                        "tags/list-is-sorted fail warning suppressed",
                        "tags/list-has-pages fail note",
                        "reference-engine/pulls-the-sample-image fail error");
    }

    @Test
    void aResultPointsAtItsRuleItsTargetAndItsExchange() throws IOException {
        var run = run(SampleRuns.hostile());
        var result = run.at("/results/0");

        assertThat(run.at("/tool/driver/rules/" + result.path("ruleIndex").asInt() + "/id"))
                .isEqualTo(result.path("ruleId"));
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("targets/example.yaml");
        assertThat(result.at("/locations/0/logicalLocations/0/fullyQualifiedName")
                        .asText())
                .startsWith("https://***@registry.example/v2/app/manifests/");
        assertThat(result.at("/webRequest/headers/Authorization").asText()).isEqualTo("Bearer ***");
        assertThat(result.at("/webResponse/headers/Set-Cookie").asText()).isEqualTo("session=***; Path=/, more=***");
        assertThat(result.at("/webResponse/statusCode").asInt()).isEqualTo(200);
        assertThat(run.at("/invocations/0/exitCode").asInt()).isEqualTo(1);
    }

    @Test
    void aFingerprintHoldsInTheNextRunAndIsItsOwn() throws IOException {
        var first = fingerprints(SampleRuns.hostile());

        assertThat(first).hasSize(8).doesNotHaveDuplicates();
        assertThat(fingerprints(SampleRuns.withVerdict(SampleRuns.hostile(), 2)))
                .isEqualTo(first);
    }

    @Test
    void nothingFromTheWireIsAPlaceholderOrALink() throws IOException {
        var text = run(SampleRuns.hostile()).at("/results/0/message/text").asText();

        assertThat(text).contains("{{0}}", "[a] (javascript:b)").doesNotContain(" {0}");
    }

    private static List<String> fingerprints(RunRecord run) throws IOException {
        var found = new ArrayList<String>();
        run(run).path("results")
                .forEach(result -> found.add(
                        result.at("/partialFingerprints/plimsollResult~1v1").asText()));
        return found;
    }

    private static JsonNode run(RunRecord run) throws IOException {
        return new ObjectMapper().readTree(Sarif.of(List.of(run))).at("/runs/0");
    }
}
