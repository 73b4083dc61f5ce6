package dev.plimsoll.recorder.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Connection;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.recorder.testing.Curl;
import dev.plimsoll.recorder.testing.Peers;
import dev.plimsoll.recorder.testing.Recording;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What passes in HTTP/2, what is kept of it, and who speaks what with whom. */
class Http2Tests {
    private static final int BLOCK = 1 << 16;

    @TempDir
    private Path folder = Path.of("");

    private final CertificateAuthority authority = CertificateAuthority.create(new SecureRandom(), Clock.systemUTC());

    @BeforeEach
    void needsCurl() {
        Peers.needsOnThePath("curl");
    }

    @Test
    void fieldsPassAndAreKeptAsTheyAreInHttp2() throws Exception {
        var server = Http2Origin.start(authority, Http2Tests::sayOk);
        try (var recording = recording(server)) {
            var url = recording.origin() + "/v2/?b=|%zz";
            var outcome = curl(recording, "-A", "a", "-H", "X-B: 1", "-H", "x-a;", "-H", "TE: trailers", url);
            assertThat(outcome.exit()).isZero();
            var fields = List.of("user-agent: a", "accept: */*", "x-b: 1", "x-a: ", "te: trailers");
            assertThat(server.heads())
                    .containsExactly("GET " + recording.origin().authority() + " /v2/?b=|%zz HTTP/2.0\n"
                            + String.join("\n", fields));
            var exchange = only(recording);
            assertThat(exchange.request().version()).isEqualTo("HTTP/2");
            assertThat(exchange.request().fields().lines())
                    .map(line -> line.name() + ": " + line.value())
                    .isEqualTo(fields);
            assertThat(exchange.notes()).isEmpty();
        }
    }

    @Test
    void aBigBodyPassesUnchanged() throws Exception {
        int blocks = 1024;
        var expected = digestOf(blocks);
        try (var recording = recording(Http2Origin.start(authority, serveBlocks(blocks)))) {
            var outcome = curl(recording, recording.origin() + "/v2/a/blobs/x");
            assertThat(outcome.exit()).isZero();
            assertThat(Digest.sha256(Bytes.of(outcome.output().getBytes(StandardCharsets.ISO_8859_1))))
                    .isEqualTo(expected);
            assertThat(only(recording).response().orElseThrow().body().sha256()).contains(expected);
        }
    }

    @Test
    void fiftyStreamsShareOneConnectionOnBothSides() throws Exception {
        int count = 50;
        var server = Http2Origin.start(authority, serveBlocks(4));
        try (var recording = recording(server)) {
            var out = Files.createDirectory(folder.resolve("out"));
            var config = new StringBuilder("output = \"" + out.resolve("first") + "\"\n");
            config.append("url = \"" + recording.origin() + "/v2/first\"\n");
            IntStream.range(0, count)
                    .forEach(i -> config.append("next\nhttp2\nsilent\nproxy = \"http://127.0.0.1:")
                            .append(recording.address().getPort())
                            .append("\"\ncacert = \"")
                            .append(folder.resolve("recorder-ca.pem"))
                            .append("\"\noutput = \"" + out.resolve("" + i) + "\"\n")
                            .append("url = \"" + recording.origin() + "/v2/" + i + "\"\n"));
            var file = Files.writeString(folder.resolve("curl.conf"), config);
            var outcome = curl(recording, "--parallel", "--parallel-max", "50", "--config", file.toString());
            assertThat(outcome.exit()).isZero();
            for (int i = 0; i < count; i++) {
                assertThat(out.resolve("" + i)).hasSize(4L * BLOCK);
            }
            assertThat(server.connections()).isEqualTo(1);
            var capture = recording.finish();
            assertThat(capture.transcript().exchanges())
                    .hasSize(count + 1)
                    .allMatch(exchange -> exchange.response()
                            .filter(response -> response.end() == BodyEnd.COMPLETE
                                    && response.version().equals("HTTP/2"))
                            .isPresent());
            assertThat(capture.connections())
                    .extracting(connection -> connection.party() + " " + connection.exchanges() + " "
                            + connection.tls().flatMap(Connection.Tls::alpn).orElse("none"))
                    .containsExactlyInAnyOrder("CLIENT 51 h2", "SERVER 51 h2");
        }
    }

    @Test
    void uploadsStreamWithAndWithoutALength() throws Exception {
        var file = folder.resolve("layer");
        Files.write(file, new byte[3_000_000]);
        var server = Http2Origin.start(authority, Http2Tests::acceptUpload);
        try (var recording = recording(server)) {
            var url = recording.origin() + "/v2/a/blobs/uploads/1";
            assertThat(curl(recording, "-T", file.toString(), url).output()).contains("HTTP/2 201");
            assertThat(curl(
                                    recording,
                                    "-X",
                                    "PATCH",
                                    "-H",
                                    "Content-Length:",
                                    "-H",
                                    "Expect: 100-continue",
                                    "-T",
                                    file.toString(),
                                    url)
                            .output())
                    .contains("HTTP/2 201");
            assertThat(server.heads().get(0)).contains("\ncontent-length: 3000000");
            assertThat(server.heads().get(1)).doesNotContain("content-length");
            assertThat(recording.finish().transcript().exchanges())
                    .extracting(exchange -> exchange.request().method() + " " + exchange.status() + " "
                            + exchange.request().body().size().orElse(-1))
                    .containsExactly("PUT 201 3000000", "PATCH 201 3000000");
        }
    }

    @RepeatedTest(5)
    void anAnswerThatComesBeforeTheUploadIsReadPasses() throws Exception {
        var file = folder.resolve("layer");
        Files.write(file, new byte[30_000_000]);
        Http2Origin.Script refuse = (request, response, callback) -> {
            response.setStatus(403);
            response.write(true, ByteBuffer.wrap(new byte[] {'n', 'o'}), callback);
        };
        try (var recording = recording(Http2Origin.start(authority, refuse))) {
            var outcome = curl(recording, "-T", file.toString(), recording.origin() + "/v2/a/blobs/uploads/1");
            assertThat(outcome.output()).contains("HTTP/2 403").endsWith("no");
            assertThat(only(recording).response().orElseThrow().end()).isEqualTo(BodyEnd.COMPLETE);
        }
    }

    @Test
    void aClientThatLeavesIsRecordedAndItsServerTold() throws Exception {
        var left = new CompletableFuture<Throwable>();
        Http2Origin.Script stall = (request, response, callback) -> {
            request.addFailureListener(left::complete);
            response.write(false, Http2Answer.block(10_000), Callback.NOOP);
        };
        try (var recording = recording(Http2Origin.start(authority, stall))) {
            var outcome = curl(recording, "--max-time", "1", recording.origin() + "/v2/");
            assertThat(outcome.exit()).isEqualTo(28);
            assertThat(left.get(10, TimeUnit.SECONDS)).isNotNull();
            var exchange = only(recording);
            assertThat(exchange.response().map(HttpResponse::end)).contains(BodyEnd.CLIENT_ABORT);
            assertThat(exchange.response().orElseThrow().body().size()).hasValue(10_000);
        }
    }

    @Test
    void aServerThatSaysGoAwayIsAskedAnewOnAnotherConnection() throws Exception {
        Http2Origin.Script leave = (request, response, callback) -> {
            var connection = (HTTP2Connection) request.getConnectionMetaData().getConnection();
            // GOAWAY goes out before the answer does.
            var unused = connection.getSession().shutdown();
            response.write(true, ByteBuffer.wrap(new byte[] {'o', 'k'}), callback);
        };
        var server = Http2Origin.start(authority, leave);
        try (var recording = recording(server)) {
            var outcome = curl(recording, recording.origin() + "/1", recording.origin() + "/2");
            assertThat(outcome.exit()).isZero();
            assertThat(server.connections()).isEqualTo(2);
            assertThat(recording.finish().transcript().exchanges())
                    .hasSize(2)
                    .allSatisfy(exchange -> assertThat(exchange.notes())
                            .contains("the server announced with GOAWAY that it ends the connection: NO_ERROR"));
        }
    }

    @Test
    void aServerThatSpeaksOnlyHttp1IsRelayedAndSaid() throws Exception {
        try (var recording = Recording.withTlsOrigin(Recorder::start, folder, (head, in, socket) -> {
            var answer = "HTTP/1.1 200 Fine\r\nX-A: b\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\nConnection:"
                    + " close, X-B\r\nX-B: c\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: abc\r\n\r\n";
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            socket.close();
        })) {
            var outcome = curl(recording, recording.origin() + "/v2/");
            assertThat(outcome.output())
                    .isEqualTo("HTTP/2 200 \r\nx-a: b\r\ntrailer: X-Sum\r\n\r\nhellox-sum: abc\r\n");
            assertThat(recording.server().heads().get(0))
                    .startsWith("GET /v2/ HTTP/1.1\r\n")
                    .contains("Host: " + recording.origin().authority() + "\r\n");
            var exchange = only(recording);
            assertThat(exchange.request().version()).isEqualTo("HTTP/2");
            assertThat(exchange.response().map(HttpResponse::version)).contains("HTTP/1.1");
            assertThat(exchange.response().map(HttpResponse::reason)).contains("Fine");
            assertThat(exchange.notes()).contains("the client speaks HTTP/2, the server HTTP/1.1");
        }
    }

    @Test
    void aClientOfHttp1HasItsServerAskedInHttp1() throws Exception {
        var server = Http2Origin.start(authority, Http2Tests::sayOk);
        try (var recording = recording(server)) {
            assertThat(curl(recording, "--http1.1", recording.origin() + "/").output())
                    .startsWith("HTTP/1.1 200");
            assertThat(server.heads())
                    .singleElement()
                    .satisfies(
                            head -> assertThat(head.lines()).first().asString().endsWith("HTTP/1.1"));
            assertThat(only(recording).request().version()).isEqualTo("HTTP/1.1");
        }
    }

    @Test
    void http2CanBeLeftOut() throws Exception {
        var server = Http2Origin.start(authority, Http2Tests::sayOk);
        try (var recording = recording(server, options -> options.carrying(0))) {
            assertThat(curl(recording, recording.origin() + "/").output()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void anAuthorityThatIsNotTheTunnelsIsRefused() throws Exception {
        var server = Http2Origin.start(authority, Http2Tests::sayOk);
        try (var recording = recording(server)) {
            var outcome = curl(recording, "-H", "Host: other.example", recording.origin() + "/");
            assertThat(outcome.output()).startsWith("HTTP/2 421").contains("this tunnel leads to");
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void headsThatAreTooLongAreRefused() throws Exception {
        Http2Origin.Script bomb = (request, response, callback) -> {
            var connection = (HTTP2Connection) request.getConnectionMetaData().getConnection();
            // Whatever the recorder said that it takes.
            connection.getSession().getGenerator().getHpackEncoder().setMaxHeaderListSize(300_000);
            response.getHeaders().add("x-bomb", "a".repeat(200_000));
            response.write(true, BufferUtil.EMPTY_BUFFER, callback);
        };
        var server = Http2Origin.start(authority, bomb);
        try (var recording = recording(server)) {
            var answered = curl(recording, recording.origin() + "/");
            assertThat(answered.output()).contains("HTTP/2 502", "65536");
            var asked = curl(recording, "-H", "x-bomb: " + "a".repeat(100_000), recording.origin() + "/");
            assertThat(asked.output()).doesNotContain("HTTP/2 200");
            assertThat(asked.exit() != 0 || asked.output().contains("HTTP/2 431"))
                    .isTrue();
            assertThat(server.heads()).hasSize(1);
        }
    }

    private Recording recording(Http2Origin server) throws IOException {
        return recording(server, options -> options);
    }

    private Recording recording(Http2Origin server, UnaryOperator<RecorderOptions> configured) throws IOException {
        return Recording.between(Recorder::start, folder, authority, server, server.origin(), configured);
    }

    private Curl.Outcome curl(Recording recording, String... arguments) throws Exception {
        var all = new ArrayList<>(recording.throughProxy());
        all.addAll(List.of("--http2", "--suppress-connect-headers"));
        boolean whole =
                Arrays.asList(arguments).contains("--parallel") || arguments[arguments.length - 1].endsWith("/blobs/x");
        all.addAll(whole ? List.of() : List.of("--include"));
        all.addAll(List.of(arguments));
        return new Curl(folder).run(all);
    }

    private static Exchange only(Recording recording) throws IOException {
        Capture capture = recording.finish();
        assertThat(capture.transcript().exchanges()).hasSize(1);
        return capture.transcript().exchanges().get(0);
    }

    private static void sayOk(Request request, Response response, Callback callback) {
        response.write(true, ByteBuffer.wrap(new byte[] {'o', 'k'}), callback);
    }

    private static void acceptUpload(Request request, Response response, Callback callback) {
        Http2Answer.consume(request, () -> {
            response.setStatus(201);
            response.write(true, BufferUtil.EMPTY_BUFFER, callback);
        });
    }

    private static Http2Origin.Script serveBlocks(int blocks) {
        return (request, response, callback) -> new IteratingCallback() {
            private int block;

            @Override
            protected Action process() {
                if (block == blocks) {
                    return Action.SUCCEEDED;
                }
                block++;
                response.write(block == blocks, ByteBuffer.wrap(block(block - 1)), this);
                return Action.SCHEDULED;
            }

            @Override
            protected void onCompleted(Throwable failure) {
                callback.completeWith(CompletableFuture.completedFuture(null));
            }
        }.iterate();
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
}
