package dev.plimsoll.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.suites.check.Outcome;
import dev.plimsoll.suites.check.TranscriptFile;
import dev.plimsoll.suites.run.Catalog;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The verdicts on four pulls as they really happened, most blob bodies not captured: what is not listed as violated is
 * nobody's fault, and what must be seen is seen.
 */
class RealPullsTests {
    /** What Docker 19.03 did at every registry; neither is against a rule. */
    private static final List<String> HABITS_OF_DOCKER =
            List.of("redirects/client-sends-no-referer", "schema1/client-no-longer-asks");

    private static final List<String> SEEN_WITH_A_TOKEN = List.of(
            "challenges/client-asks-the-realm",
            "challenges/client-asks-for-its-repository",
            "challenges/client-retries-with-the-token",
            "tokens/answer-has-a-token");
    private static final List<String> SEEN_EVERYWHERE = List.of(
            "digests/manifest-header-is-the-bodys",
            "digests/client-asks-for-what-is-described",
            "redirects/client-follows",
            "redirects/client-keeps-authorization-at-home",
            "redirects/target-serves-the-blob",
            "redirects/target-has-the-size");

    @Test
    void dockerHubConforms() {
        assertThat(violated("dockerhub"))
                .containsAll(HABITS_OF_DOCKER)
                .contains("tokens/answer-is-not-to-be-stored")
                .hasSize(3);
        assertThat(conforming("dockerhub"))
                .containsAll(SEEN_EVERYWHERE)
                .containsAll(SEEN_WITH_A_TOKEN)
                .contains("tokens/jwt-lives-as-long-as-stated", "negotiation/client-takes-lists");
    }

    @Test
    void gcrHasATokenServiceOnItsOwnHostAndAnotherTimeZone() {
        assertThat(violated("gcr"))
                .containsAll(HABITS_OF_DOCKER)
                .contains(
                        "tokens/issued-at-is-utc",
                        "redirects/status-is-307",
                        "caching/manifest-has-an-etag",
                        "ranges/redirect-does-not-deny-ranges")
                .hasSize(6);
        assertThat(conforming("gcr"))
                .containsAll(SEEN_EVERYWHERE)
                .containsAll(SEEN_WITH_A_TOKEN)
                .contains("challenges/error-body-is-the-envelope");
    }

    @Test
    void quayAnswersTheChallengeInHtml() {
        assertThat(violated("quay"))
                .containsAll(HABITS_OF_DOCKER)
                .contains(
                        "redirects/status-is-307",
                        "caching/manifest-has-an-etag",
                        "caching/signed-redirect-is-not-kept-long",
                        "errors/body-is-json")
                .hasSize(6);
        assertThat(conforming("quay"))
                .containsAll(SEEN_EVERYWHERE)
                .containsAll(SEEN_WITH_A_TOKEN)
                .contains("tokens/jwt-header-names-its-key", "digests/blob-has-the-digest")
                .doesNotContain("challenges/error-body-is-the-envelope");
    }

    @Test
    void mirrorAsksForNoToken() {
        assertThat(violated("aliyun-mirror")).containsExactlyInAnyOrderElementsOf(HABITS_OF_DOCKER);
        assertThat(conforming("aliyun-mirror"))
                .containsAll(SEEN_EVERYWHERE)
                .doesNotContainAnyElementsOf(SEEN_WITH_A_TOKEN);
    }

    private static List<String> violated(String pull) {
        return idsWhere(pull, Outcome.Violates.class::isInstance);
    }

    private static List<String> conforming(String pull) {
        return idsWhere(pull, Outcome.Conforms.class::isInstance);
    }

    private static List<String> idsWhere(String pull, Predicate<Outcome> condition) {
        var transcript = TranscriptFile.read(CheckFixture.RESOURCES, "pulls/" + pull + ".http");
        return Catalog.all().stream()
                .filter(check -> condition.test(check.judgement().judge(transcript)))
                .map(check -> check.id().value())
                .toList();
    }
}
