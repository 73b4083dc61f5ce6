package dev.plimsoll.recorder.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.recorder.testing.Curl;
import dev.plimsoll.recorder.testing.Peers;
import dev.plimsoll.recorder.testing.Recording;
import dev.plimsoll.recorder.testing.ScriptedOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirror leads to the CDN and the token service that the mirrored registry names, and nowhere else. */
class MirrorTests {
    private static final String PASSWORD = "of-a-test-4711";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void needsCurl() {
        Peers.needsOnThePath("curl");
    }

    @Test
    void redirectsAreFollowedThroughItAndCredentialsStayWithTheRegistry() throws Exception {
        try (var cdn = ScriptedOrigin.plain(MirrorTests::sayOk);
                var recording = Recording.mirror(
                        Recorder::start,
                        folder,
                        (head, in, socket) -> write(
                                socket,
                                "HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\nLocation: " + cdn.origin()
                                        + "/blob?Signature=abc\r\n\r\n"))) {
            var outcome = new Curl(folder)
                    .run(List.of(
                            "--location",
                            "--user",
                            "somebody:" + PASSWORD,
                            recording.mirrorUrl() + "/v2/a/blobs/x?ns=docker.io"));
            assertThat(outcome.output()).isEqualTo("ok");
            assertThat(recording.server().heads())
                    .singleElement()
                    .satisfies(head -> assertThat(head)
                            .startsWith("GET /v2/a/blobs/x?ns=docker.io HTTP/1.1\r\nHost: "
                                    + recording.origin().authority() + "\r\n")
                            .contains("Authorization: Basic"));
            assertThat(cdn.heads())
                    .singleElement()
                    .satisfies(head -> assertThat(head)
                            .startsWith("GET /blob?Signature=abc HTTP/1.1\r\nHost: "
                                    + cdn.origin().authority() + "\r\n")
                            .doesNotContain("Authorization"));
            var exchanges = recording.finish().transcript().exchanges();
            assertThat(exchanges)
                    .extracting(exchange -> exchange.request().url().origin())
                    .containsExactly(recording.origin(), cdn.origin());
            assertThat(exchanges.get(0).response().orElseThrow().fields().first("Location"))
                    .hasValueSatisfying(location -> assertThat(location).startsWith(cdn.origin() + "/blob?Signature="));
            assertThat(exchanges.get(0).notes()).contains("changed for the client: response Location");
            assertThat(exchanges.get(1).notes())
                    .contains("not passed on: request Authorization, which is not for this origin");
        }
    }

    @Test
    void theTokenServiceOfAChallengeIsReachedWithCredentials() throws Exception {
        try (var tokens = ScriptedOrigin.plain(MirrorTests::sayOk);
                var recording = Recording.mirror(
                        Recorder::start,
                        folder,
                        (head, in, socket) -> write(
                                socket,
                                "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nWWW-Authenticate: Bearer realm=\""
                                        + tokens.origin() + "/token\",service=\"s\"\r\n\r\n"))) {
            var challenge = new Curl(folder).run(List.of("--include", recording.mirrorUrl() + "/v2/"));
            var realm =
                    recording.mirrorUrl() + "/.plimsoll/http/" + tokens.origin().authority() + "/token";
            assertThat(challenge.output()).contains("Bearer realm=\"" + realm + "\",service=\"s\"");
            new Curl(folder).run(List.of("--user", "somebody:" + PASSWORD, realm + "?service=s"));
            assertThat(tokens.heads())
                    .singleElement()
                    .satisfies(head -> assertThat(head)
                            .startsWith("GET /token?service=s HTTP/1.1\r\n")
                            .contains("Authorization: Basic"));
        }
    }

    @Test
    void nobodyGetsAnywhereElseThroughIt() throws Exception {
        try (var other = ScriptedOrigin.plain(MirrorTests::sayOk);
                var recording = Recording.mirror(Recorder::start, folder, MirrorTests::sayOk)) {
            var way = "/.plimsoll/http/" + other.origin().authority() + "/";
            var outcome = new Curl(folder).run(List.of("--include", recording.mirrorUrl() + way));
            assertThat(outcome.output()).contains("400 Bad Request", "no answer of the mirrored registry has led here");
            var absolute = List.of("--include", "--proxy", recording.mirrorUrl(), other.origin() + "/");
            assertThat(new Curl(folder).run(absolute).output()).contains("400 Bad Request");
            assertThat(other.connections()).isZero();
        }
    }

    private static void sayOk(String head, InputStream in, Socket socket) throws IOException {
        write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
