package dev.plimsoll.recorder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.recorder.tap.BodyPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What passes, and what is kept of it, whichever front end is chosen. */
public abstract class FrontEndContract {
    private static final int BLOCK = 1 << 16;

    @TempDir
    private Path folder = Path.of("");

    /** What is tested. */
    protected abstract Recording.Engine engine();

    @Test
    void bigBodiesOfManyClientsPassUnchangedAndAreStoredOnce() throws Exception {
        Peers.needsOnThePath("curl");
        int blocks = 1024;
        var expected = digestOf(blocks);
        try (var recording =
                        Recording.withTlsOrigin(engine(), folder, (head, in, socket) -> serveBlocks(socket, blocks));
                var threads = new Threads(4)) {
            var url = recording.origin() + "/v2/a/blobs/" + expected;
            var arguments = new ArrayList<>(recording.throughProxy());
            arguments.addAll(List.of("--max-time", "55", "--fail", url));
            var outcomes = threads.all(4, i -> new Curl(folder).run(arguments));
            for (var outcome : outcomes) {
                assertThat(outcome.exit()).isZero();
                assertThat(Digest.sha256(Bytes.of(outcome.output().getBytes(StandardCharsets.ISO_8859_1))))
                        .isEqualTo(expected);
            }
            var capture = recording.finish();
            assertThat(capture.transcript().exchanges())
                    .hasSize(4)
                    .allSatisfy(exchange -> assertThat(exchange.response()
                                    .flatMap(response -> response.body().sha256()))
                            .contains(expected));
            try (var files = Files.walk(folder.resolve("capture/blobs"))) {
                assertThat(files.filter(Files::isRegularFile)).hasSize(1);
            }
        }
    }

    @Test
    void aBodyThatIsNotWantedIsOnlyDescribed() throws Exception {
        Peers.needsOnThePath("curl");
        try (var recording = Recording.withPlainOrigin(
                engine(), folder, (head, in, socket) -> serveBlocks(socket, 80), BodyPolicy.parse("<1M"))) {
            var arguments = new ArrayList<>(recording.throughProxy());
            arguments.add(recording.origin() + "/v2/a/blobs/x");
            assertThat(new Curl(folder).run(arguments).exit()).isZero();
            var capture = recording.finish();
            assertThat(capture.transcript().stream().findFirst())
                    .flatMap(Exchange::response)
                    .flatMap(response -> response.body().sha256())
                    .contains(digestOf(80));
            assertThat(folder.resolve("capture/blobs")).doesNotExist();
        }
    }

    @Test
    void uploadsStreamWithExpectAndWithTrailers() throws Exception {
        Peers.needsOnThePath("curl");
        var file = folder.resolve("layer");
        Files.write(file, new byte[3_000_000]);
        try (var recording = Recording.withTlsOrigin(engine(), folder, FrontEndContract::acceptUpload)) {
            var sized = new ArrayList<>(recording.throughProxy());
            sized.addAll(List.of("--include", "--expect100-timeout", "20", "-T", file.toString()));
            sized.addAll(List.of("-H", "Expect: 100-continue", recording.origin() + "/v2/a/blobs/uploads/1"));
            var outcome = new Curl(folder).run(sized);
            assertThat(outcome.exit()).isZero();
            assertThat(outcome.output()).contains("100 Continue").contains("201 Created");

            var chunked = new ArrayList<>(recording.throughProxy());
            chunked.addAll(List.of("-X", "PATCH", "-H", "Transfer-Encoding: chunked", "-T", file.toString()));
            chunked.add(recording.origin() + "/v2/a/blobs/uploads/1");
            assertThat(new Curl(folder).run(chunked).exit()).isZero();

            var capture = recording.finish();
            assertThat(capture.transcript().exchanges())
                    .extracting(exchange -> exchange.request().method() + " " + exchange.status() + " "
                            + exchange.request().body().size().orElse(-1))
                    .containsExactly("PUT 201 3000000", "PATCH 201 3000000");
            assertThat(capture.transcript().exchanges().get(0).notes()).contains("interim: 100 Continue");
        }
    }

    @Test
    void anUpgradeIsNotPassedOnAndSaid() throws Exception {
        try (var recording =
                Recording.withPlainOrigin(engine(), folder, FrontEndContract::sayOk, new BodyPolicy.All())) {
            var authority = recording.origin().authority();
            raw(
                    recording,
                    "GET http://" + authority + "/ HTTP/1.1\r\nHost: " + authority
                            + "\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n");
            assertThat(recording.server().heads().get(0)).doesNotContain("h2c");
            assertThat(only(recording).notes())
                    .contains("not passed on: request Upgrade", "not passed on: request Connection");
        }
    }

    @Test
    void serversSeeAsManyConnectionsAsClientsMake() throws Exception {
        Peers.needsOnThePath("curl");
        try (var recording = Recording.withTlsOrigin(engine(), folder, FrontEndContract::sayOk)) {
            var twice = new ArrayList<>(recording.throughProxy());
            twice.addAll(List.of(recording.origin() + "/1", recording.origin() + "/2"));
            assertThat(new Curl(folder).run(twice).exit()).isZero();
            assertThat(recording.server().connections()).isEqualTo(1);
            assertThat(new Curl(folder).run(twice).exit()).isZero();
            assertThat(recording.server().connections()).isEqualTo(2);
            var capture = recording.finish();
            var first = capture.transcript().exchanges().get(0).carriers();
            assertThat(capture.transcript().exchanges().get(1).carriers()).isEqualTo(first);
            assertThat(capture.connections())
                    .extracting(connection -> connection.party() + " " + connection.exchanges())
                    .containsExactlyInAnyOrder("CLIENT 2", "SERVER 2", "CLIENT 2", "SERVER 2");
            assertThat(capture.connections())
                    .filteredOn(connection -> connection.id() == first.server().orElseThrow())
                    .singleElement()
                    .satisfies(server -> {
                        assertThat(server.origin()).isEqualTo(recording.origin());
                        assertThat(server.forClient()).isEqualTo(first.client());
                        assertThat(server.tls().orElseThrow().version()).isEqualTo("TLSv1.3");
                        assertThat(server.setup().connected()).isPresent();
                        assertThat(server.setup().secured()).isPresent();
                        assertThat(server.close()).isPresent();
                    });
        }
    }

    @Test
    void fiveHundredConnectionsAtOnceAreServed() throws Exception {
        int count = 500;
        try (var recording =
                Recording.withPlainOrigin(engine(), folder, FrontEndContract::sayOk, new BodyPolicy.All())) {
            var sockets = new ArrayList<Socket>();
            try {
                for (int i = 0; i < count; i++) {
                    sockets.add(new Socket(
                            recording.address().getAddress(),
                            recording.address().getPort()));
                }
                var authority = recording.origin().authority();
                for (var socket : sockets) {
                    write(
                            socket,
                            "GET http://" + authority + "/ HTTP/1.1\r\nHost: " + authority
                                    + "\r\nConnection: close\r\n\r\n");
                }
                for (var socket : sockets) {
                    assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                            .endsWith("ok");
                }
            } finally {
                for (var socket : sockets) {
                    socket.close();
                }
            }
            assertThat(recording.finish().transcript().exchanges()).hasSize(count);
        }
    }

    @Test
    void tenThousandExchangesMakeOneCapture() throws Exception {
        int count = 10_000;
        int clients = 4;
        try (var recording =
                        Recording.withPlainOrigin(engine(), folder, FrontEndContract::sayOk, new BodyPolicy.All());
                var threads = new Threads(clients)) {
            var authority = recording.origin().authority();
            var request = ("GET http://" + authority + "/ HTTP/1.1\r\nHost: " + authority + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            var answer = "HTTP/1.1 200 Fine\r\nCONTENT-length: 2\r\nx-A: b\r\n\r\nok".length();
            threads.all(clients, client -> {
                try (var socket = new Socket(
                        recording.address().getAddress(), recording.address().getPort())) {
                    for (int i = 0; i < count / clients; i++) {
                        socket.getOutputStream().write(request);
                        assertThat(socket.getInputStream().readNBytes(answer)).hasSize(answer);
                    }
                }
                return client;
            });
            var capture = recording.finish();
            assertThat(capture.warnings()).isEmpty();
            assertThat(capture.transcript().exchanges())
                    .hasSize(count)
                    .allMatch(exchange ->
                            exchange.response().map(HttpResponse::end).equals(Optional.of(BodyEnd.COMPLETE)));
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
        write(socket, "HTTP/1.1 200 Fine\r\nCONTENT-length: 2\r\nx-A: b\r\n\r\nok");
    }

    private static void acceptUpload(String head, InputStream in, Socket socket) throws IOException {
        if (head.contains("Expect")) {
            write(socket, "HTTP/1.1 100 Continue\r\n\r\n");
        }
        if (head.contains("chunked")) {
            var last = new StringBuilder();
            while (!last.toString().endsWith("\r\n0\r\n\r\n")) {
                last.append((char) in.read());
                last.delete(0, Math.max(0, last.length() - 10));
            }
        } else {
            in.skipNBytes(3_000_000);
        }
        write(socket, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
    }

    private static void serveBlocks(Socket socket, int blocks) throws IOException {
        write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + (long) blocks * BLOCK + "\r\n\r\n");
        for (int i = 0; i < blocks; i++) {
            socket.getOutputStream().write(block(i));
        }
    }

    private static Digest digestOf(int blocks) throws Exception {
        var sha256 = MessageDigest.getInstance("SHA-256");
        IntStream.range(0, blocks).forEach(i -> sha256.update(block(i)));
        return Digest.parse("sha256:" + HexFormat.of().formatHex(sha256.digest()));
    }

    private static byte[] block(int number) {
        var block = new byte[BLOCK];
        Arrays.fill(block, (byte) (number * 7 + 1));
        return block;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
