package dev.plimsoll.recorder.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.http.Connection;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.recorder.tap.BodyPolicy;
import dev.plimsoll.recorder.testing.Curl;
import dev.plimsoll.recorder.testing.FrontEndContract;
import dev.plimsoll.recorder.testing.Peers;
import dev.plimsoll.recorder.testing.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What passes, and what is kept of it. */
class RecorderTests extends FrontEndContract {
    @TempDir
    private Path folder = Path.of("");

    @Override
    protected Recording.Engine engine() {
        return Recorder::start;
    }

    @Test
    void headsGoOutAndAreKeptAsSent() throws Exception {
        try (var recording =
                Recording.withPlainOrigin(Recorder::start, folder, RecorderTests::sayOk, new BodyPolicy.All())) {
            var head = "GET http://" + recording.origin().authority() + "/v2/?b=|%zz HTTP/1.1\r\nhOST: "
                    + recording.origin().authority() + "\r\naccept:text/a\r\nACCEPT:  text/b\r\n";
            var answer = raw(recording, head + "Proxy-Connection: keep-alive\r\nConnection: close\r\n\r\n");

            assertThat(recording.server().heads())
                    .containsExactly("GET /v2/?b=|%zz HTTP/1.1\r\nhOST: "
                            + recording.origin().authority()
                            + "\r\naccept:text/a\r\nACCEPT:  text/b\r\nConnection: close\r\n");
            assertThat(answer).isEqualTo("HTTP/1.1 200 Fine\r\nCONTENT-length: 2\r\nx-A:b\r\n\r\nok");
            var exchange = only(recording);
            assertThat(exchange.request().fields().lines())
                    .map(line -> line.name() + "=" + line.value())
                    .containsExactly(
                            "hOST=" + recording.origin().authority(),
                            "accept=text/a",
                            "ACCEPT=text/b",
                            "Connection=close");
            assertThat(exchange.response().map(HttpResponse::reason)).contains("Fine");
            assertThat(exchange.notes()).contains("not passed on: request Proxy-Connection");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        try (var recording = Recording.withPlainOrigin(
                Recorder::start,
                folder,
                (head, in, socket) -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + head.charAt(5)),
                new BodyPolicy.All())) {
            var base = "http://" + recording.origin().authority();
            var rest = " HTTP/1.1\r\nHost: " + recording.origin().authority() + "\r\n";
            var answer = raw(
                    recording,
                    "GET " + base + "/a" + rest + "\r\nGET " + base + "/b" + rest + "\r\nGET " + base + "/c" + rest
                            + "Connection: close\r\n\r\n");
            assertThat(answer.replaceAll("(?s)HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n", ""))
                    .isEqualTo("abc");
            assertThat(recording.finish().transcript().exchanges()).hasSize(3);
        }
    }

    @Test
    void whatIsKnownOfAConnectionIsKept() throws Exception {
        Peers.needsOnThePath("curl");
        try (var recording = Recording.withTlsOrigin(Recorder::start, folder, RecorderTests::sayOk)) {
            var twice = new ArrayList<>(recording.throughProxy());
            twice.addAll(List.of(recording.origin() + "/1", recording.origin() + "/2"));
            assertThat(new Curl(folder).run(twice).exit()).isZero();
            var capture = recording.finish();
            var first = capture.transcript().exchanges().get(0).carriers();
            assertThat(capture.transcript().exchanges().get(1).carriers()).isEqualTo(first);
            assertThat(capture.connections())
                    .extracting(connection -> connection.party() + " " + connection.exchanges())
                    .containsExactlyInAnyOrder("CLIENT 2", "SERVER 2");
            assertThat(capture.connections())
                    .filteredOn(connection -> connection.id() == first.server().orElseThrow())
                    .singleElement()
                    .satisfies(server -> {
                        assertThat(server.origin()).isEqualTo(recording.origin());
                        assertThat(server.forClient()).isEqualTo(first.client());
                        assertThat(server.tls().orElseThrow().version()).isEqualTo("TLSv1.3");
                        assertThat(server.tls()
                                        .flatMap(Connection.Tls::certificate)
                                        .orElseThrow()
                                        .names())
                                .contains("127.0.0.1");
                        assertThat(server.setup().connected()).isPresent();
                        assertThat(server.setup().secured()).isPresent();
                        assertThat(server.bytes().received()).isGreaterThan(1_000);
                        assertThat(server.close()).isPresent();
                    });
        }
    }

    private static Exchange only(Recording recording) throws IOException {
        var exchanges = recording.finish().transcript().exchanges();
        assertThat(exchanges).hasSize(1);
        return exchanges.get(0);
    }

    private static String raw(Recording recording, String request) throws IOException {
        try (var socket =
                new Socket(recording.address().getAddress(), recording.address().getPort())) {
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
