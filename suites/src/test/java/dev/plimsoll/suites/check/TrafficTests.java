package dev.plimsoll.suites.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.Transcript;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficTests {
    private static final String BLOB = "https://r.example/v2/a/blobs/sha256:x";

    @ParameterizedTest
    @EnumSource(names = {"RESET", "TIMEOUT", "CLIENT_ABORT"})
    void bodyThatTheNetworkOrTheClientCutOffTellsNothing(BodyEnd end) {
        var cut = ended(get(BLOB, "200 OK", "", "half of"), end);

        assertThat(Traffic.body(cut)).isEmpty();
        assertThat(Traffic.bodyDigest(cut)).isEmpty();
        assertThat(Traffic.bodySize(cut)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETE", "SHORT", "UNKNOWN"})
    void bodyThatTheServerEndedIsWhatItSaid(BodyEnd end) {
        assertThat(Traffic.bodySize(ended(get(BLOB, "200 OK", "", "half of"), end)))
                .hasValue(7);
    }

    @Test
    void codedBodyIsNotRead() {
        assertThat(Traffic.body(get(BLOB, "200 OK", "Content-Encoding: identity\n", "plain")))
                .isPresent();
        assertThat(Traffic.body(get(BLOB, "200 OK", "Content-Encoding: br\n", "coded")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"301 Moved Permanently", "304 Not Modified", "401 Unauthorized", "429 Too Many Requests"})
    void someAnswersOnlyPutOff(String status) {
        assertThat(Traffic.isPutOff(get(BLOB, status, "", ""))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 OK", "206 Partial Content", "400 Bad Request", "403 Forbidden", "500 Oops"})
    void othersAreAnswers(String status) {
        assertThat(Traffic.isPutOff(get(BLOB, status, "", ""))).isFalse();
    }

    @Test
    void rootThatIsTheRealmOfABasicChallengeIsStillTheRegistry() {
        var ping = "https://r.example/v2/";
        var transcript = Transcript.of(
                get(ping, "401 Unauthorized", "WWW-Authenticate: Basic realm=\"" + ping + "\"\n", ""),
                get(ping, "200 OK", "", "{}").withId(2));
        var second = transcript.exchanges().get(1);

        assertThat(Traffic.isRegistryApi(second)).isTrue();
        assertThat(Traffic.isTokenRequest(second, transcript)).isFalse();
        assertThat(Traffic.isTokenAnswer(second, transcript)).isFalse();
    }

    @Test
    void excerptIsShortAndNeverBlank() {
        assertThat(Traffic.excerpt(get(BLOB, "200 OK", "", "a".repeat(1000)))).hasSize(301);
        assertThat(Traffic.excerpt(get(BLOB, "200 OK", "", "a".repeat(300)))).hasSize(300);
        assertThat(Traffic.excerpt(get(BLOB, "200 OK", "", " "))).isEqualTo("nothing");
    }

    private static Exchange get(String url, String status, String fields, String body) {
        var text = "### one\nGET " + url + " HTTP/1.1\n\nHTTP/1.1 " + status + "\n" + fields + "\n" + body + "\n";
        return TranscriptFile.parse("text", Path.of("."), text).exchanges().get(0);
    }

    private static Exchange ended(Exchange exchange, BodyEnd end) {
        var response = exchange.response()
                .map(r -> new HttpResponse(r.version(), r.status(), r.reason(), r.fields(), r.body(), end));
        return new Exchange(
                exchange.id(), exchange.request(), response, Optional.empty(), exchange.timing(), exchange.notes());
    }
}
