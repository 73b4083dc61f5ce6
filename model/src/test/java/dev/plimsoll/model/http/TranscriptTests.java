package dev.plimsoll.model.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.DigestAlgorithm;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pull with a challenge, a token and a redirect, as quay.io and Docker Hub answer it. */
class TranscriptTests {
    private static final String BLOB = "https://r.example/v2/a/blobs/sha256:x";
    private static final String PLACE = "https://cdn.example/b/../x?Signature=hunter2|y";

    private final Exchange challenged = exchange(
            1, BLOB, 401, HeaderFields.of("WWW-Authenticate", "Bearer realm=\"https://Auth.example\",service=\"s\""));
    private final Exchange token = exchange(2, "https://auth.example/?account=me", 200, HeaderFields.none());
    private final Exchange redirect = exchange(3, BLOB, 307, HeaderFields.of("location", PLACE));
    private final Exchange followUp =
            exchange(4, "https://cdn.example/x?Signature=hunter2|y", 200, HeaderFields.none());
    private final Transcript transcript = Transcript.of(challenged, token, redirect, followUp);

    @Test
    void redirectIsFollowedToTheExchangeThatAskedForItsPlace() {
        assertThat(transcript.followUpOf(redirect)).contains(followUp);
        assertThat(transcript.redirectTo(followUp)).contains(redirect);
        assertThat(transcript.followUpOf(followUp)).isEmpty();
        assertThat(transcript.redirectTo(challenged)).isEmpty();
    }

    @Test
    void tokenRequestIsTheOneToTheRealmHoweverItIsSpelled() {
        assertThat(transcript.isTokenRequest(token)).isTrue();
        assertThat(transcript.isTokenRequest(challenged)).isFalse();
        assertThat(transcript.isTokenRequest(followUp)).isFalse();
    }

    @Test
    void tokenRequestWithoutItsChallengeIsKnownByItsQuery() {
        var alone = exchange(1, "https://a.example/token?service=s&scope=repository:a:pull", 200, HeaderFields.none());

        assertThat(Transcript.of(alone).isTokenRequest(alone)).isTrue();
    }

    @Test
    void neighboursAreThoseBeforeAndAfter() {
        assertThat(transcript.before(redirect)).containsExactly(challenged, token);
        assertThat(transcript.after(redirect)).containsExactly(followUp);
        assertThat(transcript.where(exchange -> exchange.status() == 200)).containsExactly(token, followUp);
    }

    @Test
    void nothingOfItPrintsASecret() {
        var secret = HttpRequest.get(
                HttpUrl.parse("https://r.example/?token=hunter2"), HeaderFields.of("Authorization", "Bearer hunter2"));
        var failed =
                new Exchange(9, secret, Optional.empty(), Optional.of("reset"), Timing.UNKNOWN, java.util.List.of());

        assertThat(Transcript.of(redirect, followUp, failed).toString()).doesNotContain("hunter2");
        assertThat(secret.fields().toString()).doesNotContain("hunter2");
        assertThat(failed.status()).isZero();
    }

    @Test
    void placeThatCannotBeReadIsNone() {
        assertThat(exchange(1, BLOB, 307, HeaderFields.of("Location", "ftp://x/"))
                        .redirectTarget())
                .isEmpty();
        assertThat(exchange(1, BLOB, 307, HeaderFields.none()).redirectTarget()).isEmpty();
        assertThat(exchange(1, BLOB, 200, HeaderFields.of("Location", PLACE)).redirectTarget())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Basic dTpw, BASIC", "bearer x, BEARER", "Negotiate x, OTHER", "'', OTHER"})
    void credentialsAreOfAKind(String value, Credentials kind) {
        var request = HttpRequest.get(HttpUrl.parse(BLOB), HeaderFields.of("authorization", value));

        assertThat(request.credentials()).isEqualTo(kind);
    }

    @Test
    void bodySaysWhatIsKnownOfIt() {
        var content = Bytes.utf8("{}");
        var described = new Body.Described(2, Digest.of(DigestAlgorithm.SHA512, content));

        assertThat(Body.of(content).sha256()).contains(Digest.sha256(content));
        assertThat(described.sha256()).isEmpty();
        assertThat(described.size()).hasValue(2);
        assertThat(Body.omitted().size()).isEmpty();
        assertThat(Body.empty().size()).hasValue(0);
    }

    private static Exchange exchange(int id, String url, int status, HeaderFields fields) {
        return Exchange.of(
                id,
                HttpRequest.get(HttpUrl.parse(url), HeaderFields.none()),
                new HttpResponse("HTTP/1.1", status, "", fields, Body.empty(), BodyEnd.COMPLETE));
    }
}
