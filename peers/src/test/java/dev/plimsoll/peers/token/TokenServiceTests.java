package dev.plimsoll.peers.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Secret;
import dev.plimsoll.model.oci.TokenResponse;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TokenServiceTests {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Account ACCOUNT = new Account("alice", new Secret("s3cret"));
    private static final String SERVICE = "service=registry.test";

    private final HttpClient client = HttpClient.newHttpClient();
    private TokenService service = start(SigningAlgorithm.ES256, true);

    @AfterEach
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @EnumSource
    void tokensAreSignedByTheKeyOfTheCertificate(SigningAlgorithm algorithm) throws Exception {
        service.close();
        service = start(algorithm, true);
        var token = granted("scope=repository:a:pull");
        var parts = token.split("\\.", -1);
        var certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(service.certificatePem().getBytes(StandardCharsets.US_ASCII)));
        var signature = Signature.getInstance(algorithm.tokenSignature());
        signature.initVerify(certificate);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        assertThat(part(token, 0).get("alg").textValue()).isEqualTo(algorithm.name());
        assertThat(part(token, 0).get("x5c").get(0).textValue())
                .isEqualTo(Base64.getEncoder().encodeToString(certificate.getEncoded()));
    }

    @Test
    void aTokenSaysWhoMayDoWhatAndForHowLong() throws Exception {
        var response = get("&scope=repository:a/b:pull,push", basic("alice:s3cret"));
        var token = TokenResponse.parse(Bytes.utf8(response.body()));
        var claims = part(token.bearer().orElseThrow().reveal(), 1);

        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(token.token()).isEqualTo(token.accessToken());
        assertThat(token.expiresIn()).hasValue(Duration.ofSeconds(2));
        assertThat(token.issuedAt()).hasValue("2026-11-21T12:00:00Z");
        assertThat(token.refreshToken()).isEmpty();
        assertThat(claims.get("iss").textValue()).isEqualTo("issuer.test");
        assertThat(claims.get("sub").textValue()).isEqualTo("alice");
        assertThat(claims.get("aud").textValue()).isEqualTo("registry.test");
        assertThat(claims.get("nbf").longValue()).isEqualTo(NOW.getEpochSecond());
        assertThat(claims.get("exp").longValue()).isEqualTo(NOW.getEpochSecond() + 2);
        assertThat(claims.get("access").toString())
                .isEqualTo("[{\"type\":\"repository\",\"name\":\"a/b\",\"actions\":[\"pull\",\"push\"]}]");
    }

    /** Columns: whether signed in, the scopes asked for, the scopes granted. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false | scope=repository:a:pull,push                    | repository:a:pull",
                "false | scope=repository:a:push                         | ''",
                "false | ''                                              | ''",
                "false | scope=registry:catalog:*                        | ''",
                "true  | scope=registry:catalog:*                        | registry:catalog:*",
                "true  | scope=repository:a:pull&scope=repository:b:push | repository:a:pull repository:b:push",
                "true  | scope=repository:a:pull+repository:a:push       | repository:a:pull,push",
                "true  | scope=repository:host:5000/a:pull,fly           | repository:host:5000/a:pull",
                "true  | scope=unheard:of:pull                           | ''"
            })
    void whatIsGrantedIsTheIntersection(boolean signedIn, String asked, String granted) throws Exception {
        var response = signedIn ? get("&" + asked, basic("alice:s3cret")) : get("&" + asked);
        var claims = part(MAPPER.readTree(response.body()).get("token").textValue(), 1);
        var scopes = new StringBuilder();
        for (var access : claims.get("access")) {
            var actions = new java.util.ArrayList<String>();
            access.get("actions").forEach(action -> actions.add(action.textValue()));
            scopes.append(scopes.isEmpty() ? "" : " ")
                    .append(access.get("type").textValue())
                    .append(':')
                    .append(access.get("name").textValue())
                    .append(':')
                    .append(String.join(",", actions));
        }
        assertThat(scopes).hasToString(granted);
    }

    @Test
    void aRefreshTokenGetsTokensByTheOAuthForm() throws Exception {
        var first = get("&offline_token=true", basic("alice:s3cret"));
        var refresh = MAPPER.readTree(first.body()).get("refresh_token").textValue();
        var form = "grant_type=refresh_token&client_id=test&" + SERVICE + "&scope=repository:a:pull+repository:b:push";

        var answer = MAPPER.readTree(post(form + "&refresh_token=" + refresh, 200));

        assertThat(answer.get("scope").textValue()).isEqualTo("repository:a:pull repository:b:push");
        assertThat(answer.get("refresh_token").textValue()).isEqualTo(refresh);
        assertThat(part(answer.get("access_token").textValue(), 1).get("sub").textValue())
                .isEqualTo("alice");
        assertThat(post(form + "&refresh_token=forged", 400)).contains("\"error\":\"invalid_grant\"");
    }

    @Test
    void aPasswordDoesSoTooAndGivesARefreshTokenOnlyForOfflineAccess() throws Exception {
        var form = "grant_type=password&client_id=test&" + SERVICE + "&username=alice&password=";
        assertThat(post(form + "s3cret", 200)).contains("access_token").doesNotContain("refresh_token");
        assertThat(post(form + "s3cret&access_type=offline", 200)).contains("refresh_token");
        assertThat(post(form + "wrong", 400))
                .contains("\"error\":\"invalid_grant\"")
                .doesNotContain("wrong\"");
    }

    @ParameterizedTest
    @CsvSource({
        "'', invalid_request",
        "grant_type=magic&client_id=x&service=registry.test, unsupported_grant_type",
        "grant_type=password&service=registry.test, invalid_request",
        "grant_type=password&client_id=x&service=other, invalid_request",
        "grant_type=password&client_id=x&service=registry.test&username=alice, invalid_request",
        "grant_type=%ZZ, invalid_request"
    })
    void badFormsAreRefusedInTheWordsOfOAuth(String form, String error) throws Exception {
        assertThat(MAPPER.readTree(post(form, 400)).get("error").textValue()).isEqualTo(error);
    }

    @Test
    void wrongCredentialsAreRefusedWithAChallengeAndNotRepeated() throws Exception {
        for (var authorization :
                new String[] {basic("alice:guess"), basic("bob:s3cret"), basic("alice"), "Basic ~~", "Bearer x"}) {
            var response = get("", authorization);
            assertThat(response.statusCode()).as(authorization).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"registry.test\"");
            assertThat(response.body()).contains("UNAUTHORIZED").doesNotContain("guess", "s3cret", "bob");
        }
    }

    @Test
    void badQueriesAreRefused() throws Exception {
        assertThat(send(HttpRequest.newBuilder(URI.create(base()))).body()).contains("service is missing");
        assertThat(send(HttpRequest.newBuilder(URI.create(base() + "?service=other")))
                        .body())
                .contains("service is unknown");
        assertThat(get("&scope=nothing").statusCode()).isEqualTo(400);
        assertThat(get("&scope=nothing").body()).contains("not a scope");
        assertThat(get("&scope=" + "a:b:c+".repeat(101)).body()).contains("more than 100 scopes");
        assertThat(send(HttpRequest.newBuilder(URI.create(base())).DELETE()).statusCode())
                .isEqualTo(405);
        assertThat(send(HttpRequest.newBuilder(URI.create(base() + "s"))).statusCode())
                .isEqualTo(404);
        assertThat(post("grant_type=" + "x".repeat(70_000), 413)).contains("65536 bytes at most");
    }

    @Test
    void whereNobodyMayPullWithoutCredentialsThatIsSaid() throws Exception {
        service.close();
        service = start(SigningAlgorithm.ES256, false);
        assertThat(get("&scope=repository:a:pull").statusCode()).isEqualTo(401);
        assertThat(get("&scope=repository:a:pull", basic("alice:s3cret")).statusCode())
                .isEqualTo(200);
    }

    private static TokenService start(SigningAlgorithm algorithm, boolean anonymousPull) {
        return TokenService.start(new TokenServiceOptions(
                "registry.test",
                "issuer.test",
                ACCOUNT,
                anonymousPull,
                Duration.ofSeconds(2),
                algorithm,
                Clock.fixed(NOW, ZoneOffset.UTC),
                new SecureRandom()));
    }

    private String granted(String scope) throws Exception {
        return MAPPER.readTree(get("&" + scope).body()).get("token").textValue();
    }

    private String base() {
        return "http://127.0.0.1:" + service.port() + TokenService.path();
    }

    private HttpResponse<String> get(String parameters) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(base() + "?" + SERVICE + parameters)));
    }

    private HttpResponse<String> get(String parameters, String authorization) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(base() + "?" + SERVICE + parameters))
                .header("Authorization", authorization));
    }

    private String post(String form, int expected) throws Exception {
        var response = send(HttpRequest.newBuilder(URI.create(base()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
        return response.body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode part(String token, int index) throws Exception {
        return MAPPER.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]));
    }
}
