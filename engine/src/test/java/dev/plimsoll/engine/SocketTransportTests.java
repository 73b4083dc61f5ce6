package dev.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.oci.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SocketTransportTests {
    private static final TransportOptions QUICK = TransportOptions.defaults()
            .withIdleTimeout(Duration.ofMillis(300))
            .withHeaderTimeout(Duration.ofSeconds(2));

    @Test
    void theHeaderFieldsGoOnTheWireInTheirOrderAndCaseAndNothingIsAdded() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> wire.reply(200, "ok"));
                var transport = SocketTransport.create(QUICK)) {
            var fields = HeaderFields.of("accept", "a/b", "X-One", "1", "ACCEPT", "c/d", "user-agent", "x");
            transport.send(HttpRequest.get(server.url("/v2/"), fields)).close();

            var lines = server.received().get(0).lines();
            assertThat(lines.stream().filter(line -> !line.startsWith("Host:")))
                    .containsExactly("accept: a/b", "X-One: 1", "ACCEPT: c/d", "user-agent: x");
            assertThat(lines).contains("Host: " + server.origin().authority());
        }
    }

    @Test
    void aGivenHostIsNotDoubled() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> wire.reply(200, "ok"));
                var transport = SocketTransport.create(QUICK)) {
            transport
                    .send(HttpRequest.get(server.url("/v2/"), HeaderFields.of("X", "1", "host", "registry.example")))
                    .close();

            assertThat(server.received().get(0).lines()).containsExactly("X: 1", "host: registry.example");
        }
    }

    @Test
    void theResponseHeadIsKeptAsReceived() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> wire.raw(String.join(
                        "\r\n",
                        "HTTP/1.1 404 No Such Thing",
                        "docker-distribution-api-version: registry/2.0",
                        "Set-Cookie: a",
                        "X-B:  2 ",
                        "set-cookie: b",
                        "CONTENT-TYPE: Text/HTML",
                        "content-length: 2",
                        "",
                        "hi")));
                var transport = SocketTransport.create(QUICK);
                var reply = transport.send(HttpRequest.get(server.url("/x"), HeaderFields.none()))) {
            assertThat(reply.head().version()).isEqualTo("HTTP/1.1");
            assertThat(reply.head().reason()).isEqualTo("No Such Thing");
            assertThat(reply.head().fields())
                    .isEqualTo(HeaderFields.of(
                            "docker-distribution-api-version",
                            "registry/2.0",
                            "Set-Cookie",
                            "a",
                            "X-B",
                            "2",
                            "set-cookie",
                            "b",
                            "CONTENT-TYPE",
                            "Text/HTML",
                            "content-length",
                            "2"));
            assertThat(reply.readUpTo(2).asText()).isEqualTo("hi");
        }
    }

    @Test
    void aSignedQueryIsSentAsWritten() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> wire.reply(200, "ok"));
                var transport = SocketTransport.create(QUICK)) {
            var targets = List.of(
                    "/a%2Fb?sig=%2b+/=&x=a|b&y={z}",
                    "/a?q=%zz", "/v2/?a=b?c=d&&e", "//double//slash?", "/a/../b", "/?a&b=");
            for (var target : targets) {
                transport
                        .send(HttpRequest.get(server.url(target), HeaderFields.none()))
                        .close();
            }
            transport
                    .send(HttpRequest.get(server.url("/a b?c=ü"), HeaderFields.none()))
                    .close();

            assertThat(server.targets().subList(0, targets.size())).isEqualTo(targets);
            assertThat(server.targets().get(targets.size())).isEqualTo("/a%20b?c=%C3%BC");
        }
    }

    @Test
    void nothingIsDecodedFollowedOrAnswered() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> {
                    switch (request.path()) {
                        case "/gzip" -> wire.reply(200, "not really gzip", "Content-Encoding", "gzip");
                        case "/moved" -> wire.reply(307, "", "Location", "/gzip");
                        default -> wire.reply(401, "", "WWW-Authenticate", "Basic realm=x", "Set-Cookie", "a=b");
                    }
                });
                var transport = SocketTransport.create(QUICK)) {
            for (var path : List.of("/moved", "/locked", "/gzip")) {
                try (var reply = transport.send(HttpRequest.get(server.url(path), HeaderFields.none()))) {
                    assertThat(reply.readUpTo(100).asText()).isEqualTo(path.equals("/gzip") ? "not really gzip" : "");
                }
            }
            assertThat(server.targets()).containsExactly("/moved", "/locked", "/gzip");
            assertThat(server.received().get(2).field("Cookie")).isEmpty();
        }
    }

    @Test
    void aRequestBodyIsSentWithItsLength() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> wire.reply(201, ""));
                var transport = SocketTransport.create(QUICK)) {
            var put = new HttpRequest(
                    "PUT", server.url("/x"), "HTTP/1.1", HeaderFields.of("X", "1"), Body.of(Bytes.utf8("hello")));
            transport.send(put).close();

            assertThat(server.received().get(0).body()).isEqualTo("hello");
            assertThat(server.received().get(0).lines())
                    .containsExactlyInAnyOrder(
                            "X: 1", "Host: " + server.origin().authority(), "Content-Length: 5");
        }
    }

    @Test
    void aBodyThatEndsEarlyIsToldApartFromOneThatStalls() throws IOException {
        var released = new CountDownLatch(1);
        try (var server = ScriptedServer.start((request, wire) -> {
                    wire.raw(String.join("\r\n", "HTTP/1.1 200 OK", "Content-Length: 100", "", "0123456789"));
                    if (request.path().equals("/short")) {
                        wire.cut();
                    } else if (request.path().equals("/reset")) {
                        awaitQuietly(released);
                        wire.reset();
                    }
                });
                var transport = SocketTransport.create(QUICK)) {
            assertThat(endOf(transport, server, "/short")).isEqualTo(BodyEnd.SHORT);
            assertThat(endOf(transport, server, "/stall")).isEqualTo(BodyEnd.TIMEOUT);
            try (var reply = transport.send(HttpRequest.get(server.url("/reset"), HeaderFields.none()))) {
                assertThat(reply.body().readNBytes(10)).hasSize(10);
                released.countDown();
                assertThatThrownBy(() -> reply.body().readAllBytes())
                        .isInstanceOfSatisfying(
                                BodyCutException.class, e -> assertThat(e.end()).isIn(BodyEnd.RESET, BodyEnd.SHORT));
            }
        }
    }

    @Test
    void anUnfinishedChunkedBodyIsShort() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> {
                    wire.raw(
                            String.join("\r\n", "HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "5", "01234", ""));
                    wire.cut();
                });
                var transport = SocketTransport.create(QUICK)) {
            assertThat(endOf(transport, server, "/")).isEqualTo(BodyEnd.SHORT);
        }
    }

    @Test
    void aBodyLongerThanItsLimitIsRefused() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> wire.reply(200, "0123456789"));
                var transport = SocketTransport.create(QUICK);
                var reply = transport.send(HttpRequest.get(server.url("/"), HeaderFields.none()))) {
            assertThatThrownBy(() -> reply.readUpTo(9))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("limit of 9 bytes")
                    .hasMessageContaining(server.origin().toString());
        }
    }

    @Test
    void largeHeaderFieldsPassAndTooLargeOnesAreAProtocolFailure() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> wire.reply(
                        200,
                        "",
                        "X-Large",
                        "x".repeat(Integer.parseInt(request.path().substring(1)))));
                var transport = SocketTransport.create(QUICK)) {
            transport
                    .send(HttpRequest.get(server.url("/60000"), HeaderFields.none()))
                    .close();
            assertThat(kindOf(transport, HttpRequest.get(server.url("/70000"), HeaderFields.none())))
                    .isEqualTo(TransportException.Kind.PROTOCOL);
        }
    }

    @Test
    void eachKindOfFailureHasItsName() throws IOException {
        int closedPort;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        try (var server = ScriptedServer.start((request, wire) -> {
                    switch (request.path()) {
                        case "/silent" -> {}
                        case "/noise" -> wire.raw("this is no HTTP\n\n");
                        default -> wire.cut();
                    }
                });
                var transport = SocketTransport.create(QUICK)) {
            assertThat(kindOf(transport, get("http://127.0.0.1:" + closedPort + "/?secret=1")))
                    .isEqualTo(TransportException.Kind.CONNECT);
            assertThat(kindOf(transport, get(server.url("/silent?secret=1").raw())))
                    .isEqualTo(TransportException.Kind.TIMEOUT);
            assertThat(kindOf(transport, get(server.url("/noise?secret=1").raw())))
                    .isEqualTo(TransportException.Kind.PROTOCOL);
            assertThat(kindOf(transport, get(server.url("/cut?secret=1").raw())))
                    .isEqualTo(TransportException.Kind.CLOSED);
        }
    }

    @Test
    void aProxyGetsTheAbsoluteForm() throws IOException {
        try (var proxy = ScriptedServer.start((request, wire) -> wire.reply(200, "from the proxy"));
                var transport = SocketTransport.create(QUICK.withProxy(InetSocketAddress.createUnresolved(
                        "127.0.0.1", proxy.origin().port())));
                var reply = transport.send(get("http://registry.invalid:5000/v2/?a=b|c"))) {
            assertThat(reply.readUpTo(100).asText()).isEqualTo("from the proxy");
            assertThat(proxy.targets()).containsExactly("http://registry.invalid:5000/v2/?a=b|c");
        }
    }

    @Test
    void aProxyThatRefusesTheTunnelIsAFailureToConnect() throws IOException {
        try (var proxy = ScriptedServer.start((request, wire) -> wire.reply(403, ""));
                var transport = SocketTransport.create(QUICK.withProxy(InetSocketAddress.createUnresolved(
                        "127.0.0.1", proxy.origin().port())))) {
            assertThat(kindOf(transport, get("https://registry.invalid/v2/")))
                    .isEqualTo(TransportException.Kind.CONNECT);
            assertThat(proxy.targets()).containsExactly("registry.invalid:443");
        }
    }

    private static HttpRequest get(String url) {
        return HttpRequest.get(dev.plimsoll.model.http.HttpUrl.parse(url), HeaderFields.none());
    }

    private static TransportException.Kind kindOf(Transport transport, HttpRequest request) {
        try (var reply = transport.send(request)) {
            throw new AssertionError("expected a failure, got " + reply.status());
        } catch (TransportException e) {
            assertThat(e).hasMessageContaining(request.url().origin().toString());
            assertThat(e.getMessage()).doesNotContain("secret");
            return e.kind();
        }
    }

    private static BodyEnd endOf(Transport transport, ScriptedServer server, String path) throws IOException {
        try (var reply = transport.send(HttpRequest.get(server.url(path), HeaderFields.none()))) {
            reply.body().readAllBytes();
            return BodyEnd.COMPLETE;
        } catch (BodyCutException e) {
            return e.end();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
