package dev.plimsoll.recorder.browserup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.capture.CaptureWriter;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.recorder.proxy.RecorderListener;
import dev.plimsoll.recorder.proxy.RecorderOptions;
import dev.plimsoll.recorder.tap.BodyPolicy;
import dev.plimsoll.recorder.tap.CaptureTap;
import dev.plimsoll.recorder.testing.Curl;
import dev.plimsoll.recorder.testing.Peers;
import dev.plimsoll.recorder.testing.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where this front end is not what a direct connection, or the other front end, is; and where it could be expected to be. */
class DifferenceTests {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void whiteSpaceAroundValuesIsMadeOneSpaceAndNothingElseOfAHeadChanges() throws Exception {
        try (var recording = Recording.withPlainOrigin(
                BrowserUpRecorder::start, folder, DifferenceTests::sayOk, new BodyPolicy.All())) {
            var authority = recording.origin().authority();
            var answer = raw(
                    recording,
                    "GET http://" + authority + "/v2/?b=|%zz HTTP/1.1\r\nhOST: " + authority
                            + "\r\naccept:text/a\r\nTE: trailers\r\nACCEPT:  text/b\r\nProxy-Connection: keep-alive\r\n"
                            + "Connection: close\r\n\r\n");

            // Neither the Via nor the Date that LittleProxy adds, and what it strips is there.
            assertThat(recording.server().heads())
                    .containsExactly("GET /v2/?b=|%zz HTTP/1.1\r\nhOST: " + authority
                            + "\r\naccept: text/a\r\nTE: trailers\r\nACCEPT: text/b\r\nConnection: close\r\n");
            assertThat(answer).isEqualTo("HTTP/1.1 200 Fine\r\nCONTENT-length: 2\r\nx-A: b\r\n\r\nok");
            var exchange = only(recording);
            assertThat(exchange.request().fields().lines())
                    .map(line -> line.name() + "=" + line.value())
                    .containsExactly(
                            "hOST=" + authority, "accept=text/a", "TE=trailers", "ACCEPT=text/b", "Connection=close");
            assertThat(exchange.response().map(HttpResponse::reason)).contains("Fine");
            assertThat(exchange.notes()).contains("not passed on: request Proxy-Connection");
        }
    }

    /** LittleProxy alone waits here until the client gives up. */
    @Test
    void aServerThatTakesItsLeaveOfTlsAndKeepsTheSocketIsNotWaitedFor() throws Exception {
        Peers.needsOnThePath("curl");
        var curl = new Curl(folder);
        try (var recording = Recording.withTlsOrigin(BrowserUpRecorder::start, folder, (head, in, socket) -> {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            socket.shutdownOutput();
        })) {
            var direct = curl.run(
                    List.of("--include", "--cacert", recording.originAuthority().toString(), recording.origin() + "/"));
            assertThat(through(recording, recording.origin() + "/")).isEqualTo(direct);
            assertThat(only(recording).response().map(HttpResponse::end)).contains(BodyEnd.SHORT);
        }
    }

    /** LittleProxy alone leaves the client's connection open, and the client waiting. */
    @Test
    void aBodyThatIsCutWithoutTlsIsCutForTheClient() throws Exception {
        try (var recording = Recording.withPlainOrigin(
                BrowserUpRecorder::start,
                folder,
                (head, in, socket) -> {
                    write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    socket.close();
                },
                new BodyPolicy.All())) {
            var authority = recording.origin().authority();
            var answer = raw(recording, "GET http://" + authority + "/ HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
            assertThat(answer).endsWith("\r\n\r\nabc");
            var exchange = only(recording);
            assertThat(exchange.response().map(HttpResponse::end)).contains(BodyEnd.SHORT);
            assertThat(exchange.response().orElseThrow().body().size()).hasValue(3);
        }
    }

    /** The other front end answers CONNECT by itself, and connects when there is a request. */
    @Test
    void aTunnelIsConnectedBeforeTheClientIsAnswered() throws Exception {
        Peers.needsOnThePath("curl");
        try (var recording = Recording.withTlsOrigin(BrowserUpRecorder::start, folder, DifferenceTests::sayOk)) {
            var proxy = "http://127.0.0.1:" + recording.address().getPort();
            var outcome = new Curl(folder).run(List.of("--proxy", proxy, recording.origin() + "/v2/"));
            assertThat(outcome.exit()).isEqualTo(60);
            assertThat(recording.events().unused()).containsExactly("127.0.0.1");
            assertThat(recording.server().connections()).isEqualTo(1);
            assertThat(recording.finish().transcript().exchanges()).isEmpty();
        }
    }

    /** The other front end offers it no HTTP/2 either, but says so in its own words. */
    @Test
    void aClientThatWantsHttp2GetsHttp11() throws Exception {
        Peers.needsOnThePath("curl");
        try (var recording = Recording.withTlsOrigin(BrowserUpRecorder::start, folder, DifferenceTests::sayOk)) {
            assertThat(through(recording, "--http2", recording.origin() + "/v2/")
                            .output())
                    .startsWith("HTTP/1.1 200 Connection established")
                    .contains("HTTP/1.1 200 Fine");
            assertThat(only(recording).request().version()).isEqualTo("HTTP/1.1");
        }
    }

    @Test
    void itCannotBeAMirror() throws Exception {
        var options = RecorderOptions.mirror(new Origin("https", "registry.plimsoll.test", 443), Recording.anyPort());
        var authority = CertificateAuthority.create(new SecureRandom(), Clock.systemUTC());
        try (var writer = CaptureWriter.create(
                folder.resolve("capture"),
                CaptureInfo.of("test", "of a test", "none", "127.0.0.1", Optional.empty(), "test"),
                Redactor.keyed(new SecureRandom()))) {
            var tap = CaptureTap.to(writer, new BodyPolicy.None(), Clock.systemUTC(), exchange -> {});
            assertThatThrownBy(() ->
                            BrowserUpRecorder.start(options, authority, tap, RecorderListener.NONE, Clock.systemUTC()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no mirror");
        }
    }

    private Curl.Outcome through(Recording recording, String... more) throws Exception {
        var arguments = new ArrayList<>(recording.throughProxy());
        arguments.add("--include");
        if (more.length == 1) {
            arguments.add("--suppress-connect-headers");
        }
        arguments.addAll(List.of(more));
        return new Curl(folder).run(arguments);
    }

    private static Exchange only(Recording recording) throws IOException {
        var exchanges = recording.finish().transcript().exchanges();
        assertThat(exchanges).hasSize(1);
        return exchanges.get(0);
    }

    private static String raw(Recording recording, String request) throws IOException {
        try (var socket =
                new Socket(recording.address().getAddress(), recording.address().getPort())) {
            socket.setSoTimeout(20_000);
            write(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void sayOk(String head, InputStream in, Socket socket) throws IOException {
        write(socket, "HTTP/1.1 200 Fine\r\nCONTENT-length: 2\r\nx-A:b\r\n\r\nok");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
