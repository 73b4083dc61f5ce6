package dev.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTransportTests {
    private static final HeaderFields SECRETS = HeaderFields.of(
            "Accept", "*/*", "Authorization", "Bearer x", "Cookie", "a=b", "Range", "bytes=1-2", "Referer", "y");

    private final SocketTransport wire = SocketTransport.create(TransportOptions.defaults());
    private final Facts facts = new Facts();
    private final Transport transport = new RedirectTransport(wire, 10, facts);

    @AfterEach
    void close() {
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void allFiveStatusesAreFollowed(int status) throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> {
                    if (request.path().equals("/from")) {
                        wire.reply(status, "moved", "Location", "to?a=b|c");
                    } else {
                        wire.reply(200, "there");
                    }
                });
                var reply = transport.send(HttpRequest.get(server.url("/from"), SECRETS))) {
            assertThat(reply.readUpTo(10).asText()).isEqualTo("there");
            assertThat(server.targets()).containsExactly("/from", "/to?a=b|c");
            assertThat(server.received().get(1).field("Authorization")).contains("Bearer x");
            assertThat(facts.lines()).containsExactly("redirected /from to " + server.origin() + "/to");
        }
    }

    @Test
    void anotherOriginGetsNoCredentials() throws IOException {
        try (var cdn = ScriptedServer.start((request, wire) -> wire.reply(200, "there"));
                var server = ScriptedServer.start((request, wire) ->
                        wire.reply(307, "", "Location", "//" + cdn.origin().authority() + "/blob?sig=%2F"))) {
            transport.send(HttpRequest.get(server.url("/from"), SECRETS)).close();

            assertThat(server.received().get(0).field("Authorization")).contains("Bearer x");
            assertThat(cdn.targets()).containsExactly("/blob?sig=%2F");
            assertThat(cdn.received().get(0).lines())
                    .containsExactlyInAnyOrder(
                            "Accept: */*",
                            "Range: bytes=1-2",
                            "Host: " + cdn.origin().authority());
        }
    }

    @Test
    void theWayBackGetsNoCredentialsEither() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> {
                    if (request.path().equals("/end")) {
                        wire.reply(200, "");
                    } else {
                        wire.reply(302, "", "Location", request.target().substring(2));
                    }
                });
                var other = ScriptedServer.start((request, wire) ->
                        wire.reply(302, "", "Location", request.target().substring(2)))) {
            transport
                    .send(HttpRequest.get(
                            server.url("/?"
                                    + other.url("/?" + server.url("/end").raw()).raw()),
                            SECRETS))
                    .close();

            assertThat(server.received().get(1).path()).isEqualTo("/end");
            assertThat(server.received().get(1).field("Authorization")).isEmpty();
        }
    }

    @Test
    void aLoopAndAnEndlessChainAreRefused() throws IOException {
        try (var server = ScriptedServer.start((request, wire) ->
                wire.reply(302, "", "Location", request.path().equals("/loop") ? "/loop" : request.path() + "x"))) {
            assertThatThrownBy(() -> transport.send(HttpRequest.get(server.url("/loop"), SECRETS)))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageContaining("loop");
            assertThatThrownBy(() -> transport.send(HttpRequest.get(server.url("/a?secret=1"), SECRETS)))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageContaining("more than 10 redirects")
                    .hasMessageNotContaining("secret");
            assertThat(server.targets()).hasSize(1 + 11);
        }
    }

    @Test
    void plainHttpAfterHttpsAndOtherSchemesAreRefused() {
        Transport tls = request -> new Reply(
                new HttpResponse(
                        "HTTP/1.1",
                        302,
                        "Found",
                        HeaderFields.of("Location", request.url().query().orElseThrow()),
                        Body.omitted(),
                        BodyEnd.UNKNOWN),
                InputStream.nullInputStream(),
                request.url().origin().toString());
        for (var target : new String[] {"http://cdn.example/x", "file:///etc/passwd", "http:///nothing"}) {
            var request = HttpRequest.get(HttpUrl.parse("https://registry.example/v2/?" + target), SECRETS);
            assertThatThrownBy(() -> new RedirectTransport(tls, 10, facts).send(request))
                    .isInstanceOfSatisfying(
                            RefusalException.class,
                            e -> assertThat(e.subject()).isEqualTo(RefusalException.Subject.REDIRECT));
        }
    }

    @Test
    void onlyGetAndHeadAreFollowed() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> wire.reply(307, "", "Location", "/to"))) {
            var post = new HttpRequest("POST", server.url("/"), "HTTP/1.1", HeaderFields.none(), Body.empty());
            try (var reply = transport.send(post)) {
                assertThat(reply.status()).isEqualTo(307);
            }
        }
    }
}
