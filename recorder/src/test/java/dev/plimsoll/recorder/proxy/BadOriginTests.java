package dev.plimsoll.recorder.proxy;

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
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Curl sees the same through the recorder as without it: the same bytes, heads included, and the same exit status. */
class BadOriginTests {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(BadOrigin.class)
    void aForwardProxyOverTlsChangesNothing(BadOrigin bad) throws Exception {
        Peers.needsOnThePath("curl");
        var curl = new Curl(folder);
        try (var recording =
                Recording.withTlsOrigin(Recorder::start, folder, (head, in, socket) -> bad.answer(socket))) {
            var url = recording.origin() + "/v2/";
            var trusted = List.of("--cacert", recording.originAuthority().toString());
            var direct = curl.run(arguments(bad, trusted, List.of(), url));
            var recorded = curl.run(arguments(bad, recording.throughProxy(), List.of(), url));
            assertThat(recorded).isEqualTo(direct);
            var end = bad == BadOrigin.CLOSE_DELIMITED_WITHOUT_CLOSE_NOTIFY ? BodyEnd.SHORT : bad.end();
            assertRecorded(bad, end, recording.finish());
        }
    }

    @ParameterizedTest
    @EnumSource(BadOrigin.class)
    void aMirrorChangesNothing(BadOrigin bad) throws Exception {
        Peers.needsOnThePath("curl");
        var curl = new Curl(folder);
        try (var recording = Recording.mirror(Recorder::start, folder, (head, in, socket) -> bad.answer(socket))) {
            var direct = curl.run(arguments(bad, List.of(), List.of(), recording.origin() + "/v2/"));
            var recorded = curl.run(arguments(bad, List.of(), List.of(), recording.mirrorUrl() + "/v2/"));
            var location =
                    java.util.regex.Matcher.quoteReplacement(recording.mirrorUrl() + "/.plimsoll/https/cdn.example/");
            assertThat(recorded.exit()).isEqualTo(direct.exit());
            assertThat(recorded.output()).isEqualTo(direct.output().replaceAll("https://cdn\\.example/", location));
            var end = bad == BadOrigin.CLOSE_DELIMITED_WITHOUT_CLOSE_NOTIFY ? BodyEnd.COMPLETE : bad.end();
            assertRecorded(bad, end, recording.finish());
        }
    }

    private static List<String> arguments(BadOrigin bad, List<String> way, List<String> more, String url) {
        var arguments = new java.util.ArrayList<String>(way);
        arguments.addAll(more);
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
