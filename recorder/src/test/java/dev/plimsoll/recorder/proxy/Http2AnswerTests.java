package dev.plimsoll.recorder.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.recorder.testing.Curl;
import dev.plimsoll.recorder.testing.Peers;
import dev.plimsoll.recorder.testing.Recording;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Curl sees the same in HTTP/2 through the recorder as without it: the same heads, the same bytes, the same exit status. */
class Http2AnswerTests {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(Http2Answer.class)
    void aForwardProxyChangesNothing(Http2Answer answer) throws Exception {
        Peers.needsOnThePath("curl");
        var curl = new Curl(folder);
        var authority = CertificateAuthority.create(new SecureRandom(), Clock.systemUTC());
        var server = Http2Origin.start(authority, answer::answer);
        try (var recording =
                Recording.between(Recorder::start, folder, authority, server, server.origin(), options -> options)) {
            var url = recording.origin() + "/v2/";
            var direct = curl.run(arguments(
                    answer, List.of("--cacert", recording.originAuthority().toString()), url));
            var recorded = curl.run(arguments(answer, recording.throughProxy(), url));
            assertThat(recorded).isEqualTo(direct);
            assertThat(server.heads())
                    .allMatch(head -> head.lines().findFirst().orElse("").endsWith("HTTP/2.0"));
            assertRecorded(answer, recording);
        }
    }

    private static void assertRecorded(Http2Answer answer, Recording recording) throws Exception {
        var exchange = recording.finish().transcript().stream().findFirst().orElseThrow();
        assertThat(exchange.request().version()).isEqualTo("HTTP/2");
        if (answer == Http2Answer.RESET_BEFORE_HEAD) {
            assertThat(exchange.response()).isEmpty();
            assertThat(exchange.failure()).contains(recording.origin() + " reset the stream: ENHANCE_YOUR_CALM");
            return;
        }
        var response = exchange.response().orElseThrow();
        assertThat(response.version()).isEqualTo("HTTP/2");
        assertThat(response.end())
                .as(() -> exchange.failure().orElse("no failure"))
                .isEqualTo(answer.end);
    }

    private static List<String> arguments(Http2Answer answer, List<String> way, String url) {
        var arguments = new ArrayList<>(way);
        arguments.addAll(List.of("--http2", "--include", "--suppress-connect-headers", "--request", answer.method));
        arguments.addAll(answer.method.equals("HEAD") ? List.of("--head") : List.of());
        arguments.add(url);
        return arguments;
    }
}
