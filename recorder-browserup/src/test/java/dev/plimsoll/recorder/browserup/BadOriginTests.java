package dev.plimsoll.recorder.browserup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.recorder.testing.BadOrigin;
import dev.plimsoll.recorder.testing.Curl;
import dev.plimsoll.recorder.testing.Peers;
import dev.plimsoll.recorder.testing.Recording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where curl sees something else through this front end than without it, and what is recorded. */
class BadOriginTests {
    /** What differs, each with its reason; where there is no entry, not a byte does. */
    private static final Map<BadOrigin, UnaryOperator<String>> DIFFERENCES = Map.of(
            // Netty writes the space that RFC 9112 §4 wants before a reason, though that is empty.
            BadOrigin.NO_REASON,
            direct -> direct.replace("HTTP/1.1 200\r\n", "HTTP/1.1 200 \r\n"),
            // Netty keeps names and values, and writes one space between them.
            BadOrigin.ODD_FIELDS,
            direct -> direct.replace("LENGTH:2", "LENGTH: 2").replace("X-Empty:", "X-Empty: "));

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(BadOrigin.class)
    void aForwardProxyOverTlsChangesOnlyWhatItMust(BadOrigin bad) throws Exception {
        Peers.needsOnThePath("curl");
        var curl = new Curl(folder);
        try (var recording =
                Recording.withTlsOrigin(BrowserUpRecorder::start, folder, (head, in, socket) -> bad.answer(socket))) {
            var url = recording.origin() + "/v2/";
            var trusted = List.of("--cacert", recording.originAuthority().toString());
            var direct = curl.run(arguments(bad, trusted, url));
            var recorded = curl.run(arguments(bad, recording.throughProxy(), url));
            assertThat(recorded.exit()).isEqualTo(direct.exit());
            var expected =
                    DIFFERENCES.getOrDefault(bad, UnaryOperator.identity()).apply(direct.output());
            assertThat(recorded.output()).isEqualTo(expected);
            var end = bad == BadOrigin.CLOSE_DELIMITED_WITHOUT_CLOSE_NOTIFY ? BodyEnd.SHORT : bad.end();
            assertRecorded(bad, end, recording.finish());
        }
    }

    private static List<String> arguments(BadOrigin bad, List<String> way, String url) {
        var arguments = new ArrayList<String>(way);
        arguments.addAll(List.of("--include", "--suppress-connect-headers", "--request", bad.method()));
        arguments.addAll(bad.method().equals("HEAD") ? List.of("--head") : List.of());
        arguments.addAll(bad == BadOrigin.SHORT_BODY_WITHOUT_CLOSE ? List.of("--max-time", "3") : List.of());
        arguments.add(url);
        return arguments;
    }

    private static void assertRecorded(BadOrigin bad, BodyEnd end, Capture capture) {
        var exchange = capture.transcript().stream().findFirst().orElseThrow();
        if (bad == BadOrigin.RESET_BEFORE_HEAD || bad == BadOrigin.CLOSED_BEFORE_HEAD) {
            assertThat(exchange.response()).isEmpty();
            assertThat(exchange.failure()).isPresent();
            return;
        }
        // A server that goes silent is the client's to give up on, which it did first.
        var expected = end == BodyEnd.TIMEOUT ? BodyEnd.CLIENT_ABORT : end;
        assertThat(exchange.response().map(HttpResponse::end))
                .as(() -> exchange.failure().orElse("no failure"))
                .contains(expected);
        assertThat(exchange.response().orElseThrow().trailers())
                .isEqualTo(
                        bad == BadOrigin.CHUNKED_WITH_TRAILERS ? HeaderFields.of("X-Sum", "abc") : HeaderFields.none());
        assertThat(exchange.failure().isPresent()).isEqualTo(expected != BodyEnd.COMPLETE);
    }
}
