package dev.plimsoll.suites.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.engine.Login;
import dev.plimsoll.engine.SocketTransport;
import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.Scope;
import dev.plimsoll.model.oci.Secret;
import dev.plimsoll.suites.check.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestProbeTests {
    private static final Digest DIGEST = Digest.parse("sha256:" + "a".repeat(64));
    private static final String WORKSPACE = "plimsoll-0a1b2c3d/topic-check";
    private static final Sample SAMPLE = new Sample(
            "app",
            "1",
            Optional.empty(),
            DIGEST,
            descriptor(MediaType.DOCKER_CONFIG),
            descriptor(MediaType.OCTET_STREAM));

    private final SocketTransport transport = SocketTransport.create(TransportOptions.defaults());
    private final HttpServer server;
    private String challenge = "";
    private String tokenAnswer = "{\"token\":\"opaque\"}";
    private int tokenRequests;

    RestProbeTests() throws IOException {
        server = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
    }

    @BeforeEach
    void serve() {
        challenge = "Bearer realm=\"" + origin() + "/token\",service=\"here\"";
        server.createContext("/v2/", exchange -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
            answer(exchange, 401, "{}");
        });
        server.createContext("/token", exchange -> {
            tokenRequests++;
            answer(exchange, 200, tokenAnswer);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        transport.close();
    }

    @Test
    void bothWaysOfSendingWriteIntoOneTranscriptInOrder() {
        var probe = probe(origin(), false);

        probe.given().get("/v2/");
        probe.get("/v2/app/manifests/1", HeaderFields.of("Accept", "*/*"));
        probe.givenAnonymously().get("/v2/app/tags/list");

        assertThat(probe.transcript().stream().map(Exchange::id)).containsExactly(1, 2, 3);
        assertThat(probe.transcript().stream()
                        .map(exchange -> exchange.request().url().path()))
                .containsExactly("/v2/", "/v2/app/manifests/1", "/v2/app/tags/list");
    }

    @Test
    void theHeaderLinesAreThoseThatWereSent() {
        var probe = probe(origin(), false);

        probe.given().get("/v2/");

        var fields = probe.transcript().exchanges().get(0).request().fields();
        assertThat(fields.first("Host")).contains(origin().authority());
        assertThat(fields.first("User-Agent")).contains("test");
    }

    @Test
    void aTokenIsAskedForOnce() {
        var probe = probe(origin(), true);

        probe.get("/v2/app/manifests/1", HeaderFields.none());
        probe.get("/v2/app/manifests/1", HeaderFields.none());

        assertThat(tokenRequests).isEqualTo(1);
        assertThat(last(probe).request().fields().first("Authorization")).contains("Bearer opaque");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"token\":", "[]", "<html>", "{\"token\":7}", "{}"})
    void aTokenAnswerThatIsNoneGrantsNothing(String answer) {
        tokenAnswer = answer;
        var probe = probe(origin(), true);

        probe.get("/v2/app/manifests/1", HeaderFields.none());
        probe.given().get("/v2/");

        assertThat(last(probe).request().fields().first("Authorization")).isEmpty();
        assertThat(tokenRequests).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/token", "javascript:alert(1)", "", "http://[::1", "https://x y/"})
    void aRealmThatIsNoUrlGrantsNothing(String realm) {
        challenge = "Bearer realm=\"" + realm + "\"";
        var probe = probe(origin(), true);

        probe.get("/v2/app/manifests/1", HeaderFields.none());

        assertThat(last(probe).request().fields().first("Authorization")).isEmpty();
    }

    @Test
    void aRefusedConnectionIsNotedAndBreaksTheStimulusOff() throws IOException {
        var nowhere = HttpUrl.parse("http://127.0.0.1:" + freePort()).origin();
        var probe = probe(nowhere, false);

        assertThatThrownBy(() -> probe.given().get("/v2/")).isInstanceOf(BrokenOffException.class);
        assertThat(last(probe).response()).isEmpty();
        assertThat(last(probe).failure().orElseThrow()).contains("refused");
    }

    @Test
    void theTransportNotesARefusedConnectionAsWell() throws IOException {
        var probe = probe(HttpUrl.parse("http://127.0.0.1:" + freePort()).origin(), false);

        var exchange = probe.get("/v2/", HeaderFields.none());

        assertThat(exchange.response()).isEmpty();
        assertThat(exchange.failure()).isPresent();
    }

    @Test
    void anAnswerThatIsCutShortIsNotedAndBreaksTheStimulusOff() {
        server.createContext("/v2/cut", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            // Without the rest: the server drops the connection.
            exchange.close();
        });
        var probe = probe(origin(), false);

        assertThatThrownBy(() -> probe.given().get("/v2/cut")).isInstanceOf(BrokenOffException.class);
        assertThat(last(probe).failure()).isPresent();
    }

    @Test
    void aCheckThatDoesNotSayThatItWritesCannot() {
        var probe = probe(origin(), false);

        assertThatThrownBy(() -> probe.send("DELETE", "/v2/app/manifests/1", HeaderFields.none(), Bytes.empty()))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(probe::workspace).isInstanceOf(UnsupportedOperationException.class);
        assertThat(probe.transcript().exchanges()).isEmpty();
    }

    @Test
    void aBodyIsSentAndNoted() {
        var received = new AtomicReference<String>();
        server.createContext("/v2/" + WORKSPACE, exchange -> {
            received.set(exchange.getRequestMethod() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 201, "");
        });
        var probe = writing(Optional.empty(), 100);

        var exchange = probe.send(
                "PUT", "/v2/" + WORKSPACE + "/manifests/1", HeaderFields.of("Content-Type", "a/b"), Bytes.utf8("what"));

        assertThat(exchange.status()).isEqualTo(201);
        assertThat(exchange.request().body().bytes()).contains(Bytes.utf8("what"));
        assertThat(received).hasValue("PUT what");
    }

    @Test
    void moreThanTheLimitIsNotSent() {
        var probe = writing(Optional.empty(), 6);

        probe.send("PUT", "/v2/" + WORKSPACE + "/manifests/1", HeaderFields.none(), Bytes.utf8("what"));

        assertThatThrownBy(() ->
                        probe.send("PUT", "/v2/" + WORKSPACE + "/manifests/1", HeaderFields.none(), Bytes.utf8("what")))
                .isInstanceOf(WriteLimitException.class)
                .hasMessageContaining("written 4 bytes")
                .hasMessageContaining("limit of 6")
                .hasMessageContaining("maxWrittenBytes");
        assertThat(probe.transcript().exchanges()).hasSize(1);
    }

    @Test
    void aRegistryThatAsksForBasicGetsTheLogin() {
        challenge = "Basic realm=\"here\"";
        var probe = writing(Optional.of(new Login("user", new Secret("pass"))), 100);

        probe.send("DELETE", "/v2/" + WORKSPACE + "/manifests/1", HeaderFields.none(), Bytes.empty());

        assertThat(last(probe).request().fields().first("Authorization")).contains("Basic dXNlcjpwYXNz");
    }

    @Test
    void theLoginGoesToTheTokenServiceWithEveryScope() {
        var probe = writing(Optional.of(new Login("user", new Secret("pass"))), 100);

        probe.send("DELETE", "/v2/" + WORKSPACE + "/manifests/1", HeaderFields.none(), Bytes.empty());

        var asked = probe.transcript().exchanges().get(1).request();
        assertThat(asked.fields().first("Authorization")).contains("Basic dXNlcjpwYXNz");
        assertThat(asked.url().parameters().stream()
                        .filter(parameter -> parameter.name().equals("scope"))
                        .map(parameter -> parameter.value()))
                .containsExactly("repository:app:pull", "repository:" + WORKSPACE + ":pull,push");
        assertThat(last(probe).request().fields().first("Authorization")).contains("Bearer opaque");
    }

    private RestProbe probe(Origin registry, boolean demandsTokens) {
        return new RestProbe(
                registry,
                SAMPLE,
                new Access(demandsTokens, Optional.empty(), List.of(Scope.pull("app"))),
                Optional.empty(),
                new RestClient(TransportOptions.defaults()),
                transport,
                "test");
    }

    private RestProbe writing(Optional<Login> login, long limit) {
        return new RestProbe(
                origin(),
                SAMPLE,
                new Access(
                        false,
                        login,
                        List.of(Scope.pull("app"), new Scope("repository", WORKSPACE, List.of("pull", "push")))),
                Optional.of(new Permit(WORKSPACE, new WriteBudget(limit))),
                new RestClient(TransportOptions.defaults()),
                transport,
                "test");
    }

    private Origin origin() {
        return HttpUrl.parse("http://127.0.0.1:" + server.getAddress().getPort())
                .origin();
    }

    private static Exchange last(RestProbe probe) {
        var exchanges = probe.transcript().exchanges();
        return exchanges.get(exchanges.size() - 1);
    }

    private static Descriptor descriptor(MediaType type) {
        return Descriptor.of(type, DIGEST, 1);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().close();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
