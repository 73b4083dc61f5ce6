package dev.plimsoll.suites.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.engine.SocketTransport;
import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.Scope;
import dev.plimsoll.suites.check.Outcome;
import dev.plimsoll.suites.check.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What checks ask of a token service, over real sockets. */
class TokenServiceTests {
    private static final Digest DIGEST = Digest.parse("sha256:" + "a".repeat(64));
    private static final Descriptor CONTENT = Descriptor.of(MediaType.OCTET_STREAM, DIGEST, 1);
    private static final Sample SAMPLE = new Sample("app", "1", Optional.empty(), DIGEST, CONTENT, CONTENT);

    private final SocketTransport transport = SocketTransport.create(TransportOptions.defaults());
    private final HttpServer server;
    private final List<String> credentials = new ArrayList<>();
    private int toStrangers = 401;
    private int toUnknown = 200;

    TokenServiceTests() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.createContext("/v2/", exchange -> {
            exchange.getResponseHeaders()
                    .set("WWW-Authenticate", "Bearer realm=\"" + origin() + "/token\",service=\"here\"");
            answer(exchange, 401, "{}");
        });
        server.createContext("/token", exchange -> {
            var sent = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
            credentials.addAll(sent);
            boolean unknown = exchange.getRequestURI().getQuery().contains("no-such-repository");
            answer(exchange, !sent.isEmpty() ? toStrangers : unknown ? toUnknown : 200, "{\"token\":\"opaque\"}");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        transport.close();
    }

    @Test
    void wrongPasswordsAreSentOnceAndAloneAlsoToTheRegistrysOwnHost() {
        assertThat(outcome("tokens/wrong-password-is-401")).isInstanceOf(Outcome.Conforms.class);
        assertThat(credentials).singleElement().asString().startsWith("Basic ");
    }

    @Test
    void aServiceThatPassesOverWrongPasswordsIsFound() {
        toStrangers = 200;

        assertThat(outcome("tokens/wrong-password-is-401")).isInstanceOf(Outcome.Violates.class);
    }

    @Test
    void aServiceThatRefusesWhatItDoesNotKnowIsFound() {
        assertThat(outcome("tokens/less-than-asked-is-no-error")).isInstanceOf(Outcome.Conforms.class);
        toUnknown = 403;
        assertThat(outcome("tokens/less-than-asked-is-no-error")).isInstanceOf(Outcome.Violates.class);
        assertThat(credentials).isEmpty();
    }

    private Outcome outcome(String id) {
        var check = Catalog.select(id).get(0);
        var probe = new RestProbe(
                origin(),
                SAMPLE,
                new Access(true, Optional.empty(), List.of(Scope.pull(SAMPLE.repository()))),
                Optional.empty(),
                new RestClient(TransportOptions.defaults()),
                transport,
                "test");
        check.stimulus().drive(probe);
        return check.judgement().judge(probe.transcript());
    }

    private Origin origin() {
        return new Origin("http", "127.0.0.1", server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
