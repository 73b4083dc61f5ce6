package dev.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTransportTests {
    private static final String MANIFEST = "/v2/team/app/manifests/1";

    private final SocketTransport wire = SocketTransport.create(TransportOptions.defaults());
    private final Facts facts = new Facts();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger tokens = new AtomicInteger();
    private final Map<Origin, Login> logins = new HashMap<>();
    private final Transport transport =
            new TokenTransport(wire, origin -> Optional.ofNullable(logins.get(origin)), nanos::get, 1 << 20, facts);
    private String challenge = "Bearer realm=\"/token\",service=\"my registry\",scope=\"repository:team/app:pull\"";
    private String tokenAnswer = "{\"token\":\"t%d\",\"expires_in\":300}";
    private String accepted = "";

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void aTokenIsFetchedForTheChallengeAndUsedAgain() throws IOException {
        try (var server = ScriptedServer.start(this::registry)) {
            assertThat(status(server, MANIFEST)).isEqualTo(200);
            assertThat(status(server, "/v2/team/app/blobs/sha256:x")).isEqualTo(200);
            assertThat(status(server, MANIFEST)).isEqualTo(200);

            assertThat(server.targets().get(1))
                    .isEqualTo("/token?service=my%20registry&scope=repository%3Ateam%2Fapp%3Apull");
            assertThat(server.received().get(2).field("Authorization")).contains("Bearer t1");
            assertThat(facts.lines()).containsExactly("token [repository:team/app:pull]");
            assertThat(server.received()).hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic realm=\"x\", Bearer realm=\"/token\",service=\"s\"",
                "bearer scope=\"\",REALM=\"/token\" , service=\"s\"",
                "Bearer realm=/token",
                "Negotiate, Bearer realm=\"/token\""
            })
    void challengesInManyFormsAreAnsweredWithTheOwnScopeIfTheyHaveNone(String form) throws IOException {
        challenge = form;
        try (var server = ScriptedServer.start(this::registry)) {
            assertThat(status(server, MANIFEST)).isEqualTo(200);
            var query = HttpUrl.parse(server.url(server.targets().get(1)).raw());
            assertThat(query.parameter("scope")).contains("repository:team/app:pull");
            assertThat(query.parameter("service").isPresent()).isEqualTo(form.contains("service"));
        }
    }

    @Test
    void severalScopesAreSeveralParametersAndTheRealmKeepsItsQuery() throws IOException {
        challenge = "Bearer realm=\"/token?a=b\",scope=\"repository:x:pull repository:y:pull,push\"";
        try (var server = ScriptedServer.start(this::registry)) {
            assertThat(status(server, MANIFEST)).isEqualTo(200);
            assertThat(server.targets().get(1))
                    .isEqualTo("/token?a=b&scope=repository%3Ax%3Apull&scope=repository%3Ay%3Apull%2Cpush");
        }
    }

    @Test
    void anAccessTokenAloneWillDo() throws IOException {
        tokenAnswer = "{\"access_token\":\"t%d\"}";
        try (var server = ScriptedServer.start(this::registry)) {
            assertThat(status(server, MANIFEST)).isEqualTo(200);
        }
    }

    @Test
    void aTokenIsRenewedAtFourFifthsOfItsLife() throws IOException {
        try (var server = ScriptedServer.start(this::registry)) {
            status(server, MANIFEST);
            nanos.set(Duration.ofSeconds(239).toNanos());
            status(server, MANIFEST);
            assertThat(tokens).hasValue(1);
            nanos.set(Duration.ofSeconds(241).toNanos());
            assertThat(status(server, MANIFEST)).isEqualTo(200);
            assertThat(tokens).hasValue(2);
            assertThat(server.received().stream().filter(r -> r.path().equals(MANIFEST)))
                    .hasSize(4);
        }
    }

    @Test
    void aTokenThatIsRefusedEarlyIsRenewedOnceAndAFreshOneNever() throws IOException {
        try (var server = ScriptedServer.start(this::registry)) {
            status(server, MANIFEST);
            accepted = "Bearer t2";
            assertThat(status(server, MANIFEST)).isEqualTo(200);
            assertThat(tokens).hasValue(2);

            accepted = "Bearer nothing";
            assertThat(status(server, MANIFEST)).isEqualTo(401);
            assertThat(tokens).hasValue(3);
        }
    }

    @Test
    void noMoreThanTwoTokensAreFetchedForARequest() throws IOException {
        accepted = "Bearer nothing";
        var scopes = new AtomicInteger();
        try (var server = ScriptedServer.start((request, wire) -> {
            challenge = "Bearer realm=\"/token\",scope=\"repository:x:pull" + scopes.getAndIncrement() + "\"";
            registry(request, wire);
        })) {
            assertThat(status(server, MANIFEST)).isEqualTo(401);
            assertThat(tokens).hasValue(2);
        }
    }

    @Test
    void aLoginGoesToItsOwnRegistrysRealmAndNotToAnotherOrigin() throws IOException {
        try (var server = ScriptedServer.start(this::registry);
                var other = ScriptedServer.start(this::registry)) {
            logins.put(server.origin(), new Login("me", new Secret("pass")));
            status(server, MANIFEST);
            status(other, MANIFEST);

            assertThat(server.received().get(1).field("Authorization")).contains("Basic bWU6cGFzcw==");
            assertThat(server.targets().get(1)).contains("account=me");
            assertThat(other.received())
                    .allSatisfy(request -> assertThat(request.field("Authorization"))
                            .satisfiesAnyOf(
                                    field -> assertThat(field).isEmpty(),
                                    field -> assertThat(field.orElseThrow()).startsWith("Bearer t")));
            assertThat(new Login("me", new Secret("pass"))).hasToString("Login[user=me, password=***]");
        }
    }

    @Test
    void basicIsAnsweredOnlyWithALoginAndARefusedOneIsNotRepeated() throws IOException {
        challenge = "Basic realm=\"x\"";
        accepted = "Basic bWU6cGFzcw==";
        try (var server = ScriptedServer.start(this::registry)) {
            assertThat(status(server, MANIFEST)).isEqualTo(401);
            assertThat(server.received()).hasSize(1);
            logins.put(server.origin(), new Login("me", new Secret("pass")));
            assertThat(status(server, MANIFEST)).isEqualTo(200);
            accepted = "Basic other";
            assertThat(status(server, MANIFEST)).isEqualTo(401);
            assertThat(server.received()).hasSize(4);
        }
    }

    @Test
    void aTokenServiceThatFailsIsNamedWithItsStatus() throws IOException {
        for (var answer : List.of("<html>", "{}", "{\"token\":\"\"}")) {
            tokenAnswer = answer;
            try (var server = ScriptedServer.start(this::registry)) {
                assertThatThrownBy(() -> status(server, MANIFEST))
                        .isInstanceOf(TokenException.class)
                        .hasMessageContaining(server.origin() + "/token");
            }
        }
        try (var server = ScriptedServer.start((request, wire) -> {
            if (request.path().equals("/token")) {
                wire.reply(403, "{\"errors\":[{\"code\":\"DENIED\"}]}");
            } else {
                registry(request, wire);
            }
        })) {
            assertThatThrownBy(() -> status(server, MANIFEST))
                    .isInstanceOfSatisfying(
                            TokenException.class, e -> assertThat(e.status()).isEqualTo(403))
                    .hasMessageContaining("DENIED")
                    .hasMessageContaining("without a login");
        }
    }

    @Test
    void aTokenAnswerBeyondItsLimitIsRefused() throws IOException {
        tokenAnswer = "{\"token\":\"" + "x".repeat(1 << 20) + "\"}";
        try (var server = ScriptedServer.start(this::registry)) {
            assertThatThrownBy(() -> status(server, MANIFEST)).isInstanceOf(LimitExceededException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest", "https://10.1.2.3/", "https://192.168.0.1/", "https://172.16.9.9/",
                "https://localhost/", "https://a.localhost/", "https://127.1/", "https://2130706433/",
                "https://0x7f.0.0.1/", "https://[::1]/", "https://[fe80::1]/", "https://[fd00::1]/",
                "https://[::ffff:127.0.0.1]/", "https://0.0.0.0/", "https://100.64.0.1/", "http://auth.example/"
            })
    void aRealmInTheNetworkAroundUsOrInPlainHttpIsRefused(String realm) {
        var registry = new Origin("https", "registry.example", 443);
        assertThatThrownBy(() -> RealmGuard.check(registry, HttpUrl.parse(realm)))
                .isInstanceOfSatisfying(
                        RefusalException.class, e -> assertThat(e.subject()).isEqualTo(RefusalException.Subject.REALM))
                .hasMessageContaining(registry.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://auth.docker.io/token", "https://8.8.8.8/", "https://1.example/", "https://[2600::1]/"})
    void anHonestRealmIsFine(String realm) throws RefusalException {
        RealmGuard.check(new Origin("https", "registry.example", 443), HttpUrl.parse(realm));
        RealmGuard.check(new Origin("https", "10.0.0.1", 5000), HttpUrl.parse("https://10.0.0.1:5001/token"));
    }

    @Test
    void anUnusableRealmIsAProtocolFailure() throws IOException {
        challenge = "Bearer realm=\"Registry\"";
        try (var server = ScriptedServer.start(this::registry)) {
            assertThatThrownBy(() -> status(server, MANIFEST))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("no usable realm");
        }
    }

    private int status(ScriptedServer server, String target) throws IOException {
        try (var reply = transport.send(HttpRequest.get(server.url(target), HeaderFields.none()))) {
            return reply.status();
        }
    }

    /** Takes the latest token, or whatever a test says. */
    private void registry(ScriptedServer.Received request, Wire wire) throws IOException {
        if (request.path().equals("/token")) {
            int number = tokens.incrementAndGet();
            wire.reply(200, tokenAnswer.replace("%d", String.valueOf(number)));
            return;
        }
        var authorization = request.field("Authorization").orElse("");
        boolean right = accepted.isEmpty() ? authorization.startsWith("Bearer t") : authorization.equals(accepted);
        if (right) {
            wire.reply(200, "ok");
        } else {
            wire.reply(401, "", "WWW-Authenticate", challenge);
        }
    }
}
