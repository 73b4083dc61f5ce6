package dev.plimsoll.suites.tokens;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MAY;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.TOKEN_SERVER;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.TokenResponse;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What a token service answers. */
public final class TokensChecks {
    private static final String ANSWERS = "answers of a token service whose body is at hand";
    private static final Stimulus AUTHORISED_PING = probe -> probe.given().get("/v2/");

    public static final List<Check> ALL = List.of(
            check("tokens/answer-has-a-token", MUST, TOKEN_SERVER, "TA-08")
                    .title("A token answer has a token, and the same one where it has both names")
                    .impact(
                            "Clients read one of the two names; where only the other is set, or they differ, some fail.")
                    .drive(AUTHORISED_PING)
                    .judge(each(ANSWERS, TokensChecks::isGrant, (answer, traffic, findings) -> {
                        var token = Traffic.token(answer);
                        findings.require(
                                token.flatMap(TokenResponse::bearer).isPresent(),
                                answer,
                                "token answer",
                                "a field token or access_token",
                                token.isPresent() ? "neither of them" : "no JSON object");
                        findings.require(
                                token.filter(TokensChecks::isContradictory).isEmpty(),
                                answer,
                                "token answer",
                                "token and access_token equal",
                                "two different values");
                    })),
            check("tokens/lifetime-is-a-minute-or-more", MUST, TOKEN_SERVER, "TA-09")
                    .title("A token lives for sixty seconds or more")
                    .impact("Clients cache a token for at least a minute and then send an expired one.")
                    .drive(AUTHORISED_PING)
                    .judge(each(ANSWERS, Traffic::isTokenAnswer, (answer, traffic, findings) -> {
                        var lifetime = Traffic.token(answer)
                                .flatMap(TokenResponse::expiresIn)
                                .orElse(TokenResponse.DEFAULT_LIFETIME);
                        findings.require(
                                lifetime.compareTo(TokenResponse.DEFAULT_LIFETIME) >= 0,
                                answer,
                                "expires_in",
                                "60 or more",
                                Long.toString(lifetime.toSeconds()));
                    })),
            check("tokens/issued-at-is-utc", MAY, TOKEN_SERVER, "TA-10")
                    .title("issued_at, where it is sent, is an RFC 3339 time in UTC")
                    .impact("Clients that compare it with their own clock without the offset get the expiry wrong.")
                    .drive(AUTHORISED_PING)
                    .judge(each(
                            "token answers with issued_at",
                            (answer, traffic) -> Traffic.isTokenAnswer(answer, traffic)
                                    && Traffic.token(answer)
                                            .flatMap(TokenResponse::issuedAt)
                                            .isPresent(),
                            (answer, traffic, findings) -> {
                                var token = Traffic.token(answer).orElseThrow();
                                findings.require(
                                        token.issuedAtTime()
                                                .filter(time -> time.getOffset().equals(ZoneOffset.UTC))
                                                .isPresent(),
                                        answer,
                                        "issued_at",
                                        "an RFC 3339 time in UTC",
                                        token.issuedAt().orElse(""));
                            })),
            check("tokens/no-refresh-token-unasked", MUST, TOKEN_SERVER, "TA-11")
                    .title("A refresh token is only given to those who ask for one")
                    .impact("A long-lived secret ends up in caches and logs of clients that never wanted it.")
                    .drive(AUTHORISED_PING)
                    .judge(each(
                            ANSWERS,
                            (answer, traffic) -> Traffic.isTokenAnswer(answer, traffic)
                                    && answer.request().isGet(),
                            (answer, traffic, findings) -> {
                                var asked = answer.request()
                                        .url()
                                        .parameter("offline_token")
                                        .filter("true"::equals)
                                        .isPresent();
                                findings.require(
                                        asked
                                                || Traffic.token(answer)
                                                        .flatMap(TokenResponse::refreshToken)
                                                        .isEmpty(),
                                        answer,
                                        "token answer",
                                        "no refresh_token, since offline_token=true was not asked for",
                                        "a refresh_token");
                            })),
            check("tokens/jwt-header-names-algorithm-and-type", MUST, TOKEN_SERVER, "TA-20")
                    .title("A token that is a JWT names its algorithm and its type")
                    .impact("The registry cannot tell how to verify the token and refuses it.")
                    .drive(AUTHORISED_PING)
                    .judge(each("JWTs in token answers", TokensChecks::isJwtAnswer, (answer, traffic, findings) -> {
                        var header = jwt(answer).orElseThrow().header();
                        findings.require(
                                header.path("alg").isTextual()
                                        && !header.path("alg").asText().equalsIgnoreCase("none"),
                                answer,
                                "JOSE header alg",
                                "a signature algorithm",
                                header.path("alg").asText("nothing"));
                        findings.require(
                                header.path("typ").asText("").equalsIgnoreCase("JWT"),
                                answer,
                                "JOSE header typ",
                                "JWT",
                                header.path("typ").asText("nothing"));
                    })),
            check("tokens/jwt-header-names-its-key", SHOULD, TOKEN_SERVER, "TA-20")
                    .title("A token that is a JWT says which key it was signed with: kid, jwk or x5c")
                    .impact("A registry with several trusted keys has to try them all, or refuses the token.")
                    .drive(AUTHORISED_PING)
                    .judge(each("JWTs in token answers", TokensChecks::isJwtAnswer, (answer, traffic, findings) -> {
                        var header = jwt(answer).orElseThrow().header();
                        findings.require(
                                header.has("kid") || header.has("jwk") || header.has("x5c"),
                                answer,
                                "JOSE header",
                                "one of kid, jwk, x5c",
                                "none of them");
                    })),
            check("tokens/jwt-lives-as-long-as-stated", SHOULD, TOKEN_SERVER, "TA-09")
                    .title("A token that is a JWT lives as long as expires_in says")
                    .impact("Clients that trust expires_in send a token that has already expired.")
                    .drive(AUTHORISED_PING)
                    .judge(each(
                            "JWTs in token answers with expires_in",
                            (answer, traffic) -> isJwtAnswer(answer, traffic)
                                    && jwt(answer).flatMap(Jwt::lifetimeSeconds).isPresent()
                                    && Traffic.token(answer)
                                            .flatMap(TokenResponse::expiresIn)
                                            .isPresent(),
                            (answer, traffic, findings) -> {
                                long stated = Traffic.token(answer)
                                        .flatMap(TokenResponse::expiresIn)
                                        .orElseThrow()
                                        .toSeconds();
                                long real = jwt(answer)
                                        .flatMap(Jwt::lifetimeSeconds)
                                        .orElseThrow();
                                findings.require(
                                        real >= stated,
                                        answer,
                                        "lifetime of the JWT (exp - iat)",
                                        "at least the expires_in of " + stated + " s",
                                        real + " s");
                            })));

    private TokensChecks() {}

    /** A 200 of a token service, whatever is in it. */
    private static boolean isGrant(Exchange answer, Transcript traffic) {
        return answer.status() == 200
                && Traffic.isTokenRequest(answer, traffic)
                && Traffic.body(answer).isPresent();
    }

    private static boolean isContradictory(TokenResponse token) {
        return token.token().isPresent()
                && token.accessToken().isPresent()
                && !token.token().equals(token.accessToken());
    }

    private static boolean isJwtAnswer(Exchange answer, Transcript traffic) {
        return Traffic.isTokenAnswer(answer, traffic) && jwt(answer).isPresent();
    }

    private static Optional<Jwt> jwt(Exchange answer) {
        return Traffic.token(answer).flatMap(TokenResponse::bearer).flatMap(Jwt::parse);
    }
}
