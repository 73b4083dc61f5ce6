package dev.plimsoll.suites.tokens;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Judgements.observe;
import static dev.plimsoll.suites.check.Level.MAY;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.TOKEN_SERVER;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.TokenResponse;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What a token service grants to whom, and what stands in its tokens. */
public final class TokenServiceChecks {
    /** Two clocks of one service may differ by so much. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private static final String WITH_ACCESS = "token answers with a JWT that says what it allows";
    private static final Stimulus AUTHORISED_PING = probe -> probe.given().get("/v2/");

    public static final List<Check> ALL = List.of(
            check("tokens/wrong-password-is-401", SHOULD, TOKEN_SERVER, "TA-05")
                    .title("Credentials that are wrong are answered with 401, and not passed over")
                    .impact(
                            "Who mistypes a password gets an anonymous token, and a refusal that says nothing later on.")
                    .drive(TokenStimuli.WRONG_PASSWORD)
                    .judge(each(
                            "token requests with the wrong credentials of this check",
                            TokenStimuli::hasWrongPassword,
                            (answer, t, findings) -> findings.requireStatus(401, answer))),
            check("tokens/anonymous-answer", MAY, TOKEN_SERVER, "TA-06")
                    .title("What is answered to those who have no credentials")
                    .impact("Public images can be pulled without an account, or not.")
                    .drive(AUTHORISED_PING)
                    .judge(observe(
                            "answers to token requests without credentials",
                            (e, t) -> e.request().isGet()
                                    && Traffic.answered(e)
                                    && Traffic.isTokenRequest(e, t)
                                    && !Traffic.hasCredentials(e),
                            answers -> answers.stream()
                                    .map(answer -> answer.status() == 200 ? "a token" : "status " + answer.status())
                                    .distinct()
                                    .sorted()
                                    .collect(Collectors.joining(", ")))),
            check("tokens/less-than-asked-is-no-error", MUST, TOKEN_SERVER, "TA-07")
                    .title("Who may not have all that was asked for gets a token for less, and not an error")
                    .impact("Clients that ask for push to be prepared cannot pull either.")
                    .drive(TokenStimuli.UNKNOWN_REPOSITORY)
                    .judge(each(
                            "token requests for more than is granted",
                            (e, t) -> TokenStimuli.asksForUnknown(e, t) || isForbidden(e, t) || grantsLess(e, t),
                            (answer, t, findings) -> findings.require(
                                    answer.status() == 200 || answer.status() == 401,
                                    answer,
                                    "status",
                                    "200 with a token for less",
                                    Integer.toString(answer.status())))),
            check("tokens/grants-no-more-than-asked", MUST, TOKEN_SERVER, "TA-07")
                    .title("A token allows no more than was asked for")
                    .impact("A token for a pull that leaks can be used to push.")
                    .drive(AUTHORISED_PING)
                    .judge(each(
                            WITH_ACCESS,
                            (e, t) -> e.request().isGet() && Grant.hasAccess(e, t),
                            (answer, t, findings) -> {
                                var more = Grant.beyond(answer);
                                findings.require(
                                        more.isEmpty(),
                                        answer,
                                        "access claim",
                                        "within " + String.join(" ", Grant.asked(answer)),
                                        String.join(" ", more) + " besides");
                            })),
            check("tokens/access-has-type-name-and-actions", MUST, TOKEN_SERVER, "TA-17")
                    .title("Every entry of a token's access claim has a type, a name and actions")
                    .impact("The registry cannot tell what the token allows, and refuses it.")
                    .drive(AUTHORISED_PING)
                    .judge(each(
                            WITH_ACCESS,
                            Grant::hasAccess,
                            (answer, t, findings) -> Grant.malformed(answer)
                                    .forEach(entry -> findings.add(
                                            answer,
                                            "access claim",
                                            "an array of objects with type, name, actions",
                                            entry)))),
            check("tokens/audience-is-the-service", MUST, TOKEN_SERVER, "TA-21")
                    .title("The audience of a token is the service that it was asked for")
                    .impact("The registry refuses the token as another's.")
                    .drive(AUTHORISED_PING)
                    .judge(each(
                            "token answers with a JWT that has an audience",
                            (e, t) -> e.request().isGet() && Grant.hasAudience(e, t),
                            (answer, t, findings) -> {
                                var service = answer.request()
                                        .url()
                                        .parameter("service")
                                        .orElse("");
                                findings.require(
                                        Grant.audience(answer).contains(service),
                                        answer,
                                        "aud",
                                        service,
                                        String.join(", ", Grant.audience(answer)));
                            })),
            check("tokens/token-is-valid-at-once", MUST, TOKEN_SERVER, "TA-21")
                    .title("A token is valid when it is granted: not before nbf, and before exp")
                    .impact("The registry refuses the token that was just granted.")
                    .drive(AUTHORISED_PING)
                    .judge(each(
                            "token answers with a Date and a JWT with nbf or exp",
                            Grant::hasPeriod,
                            (answer, t, findings) -> {
                                var now = Grant.date(answer).orElseThrow();
                                Grant.time(answer, "nbf")
                                        .ifPresent(from -> findings.require(
                                                !from.isAfter(now.plus(SKEW)),
                                                answer,
                                                "nbf",
                                                "not after the answer's Date, " + now,
                                                from.toString()));
                                Grant.time(answer, "exp")
                                        .ifPresent(until -> findings.require(
                                                until.isAfter(now), answer, "exp", "after " + now, until.toString()));
                            })),
            check("tokens/oauth-answer-is-complete", MUST, TOKEN_SERVER, "TA-15")
                    .title("The answer to a POST has access_token, scope and expires_in")
                    .impact("Clients of the OAuth 2.0 way find no token, or keep it too long.")
                    .judge(each(
                            "answers to POST of a token service",
                            (e, t) -> e.request().method().equals("POST") && Traffic.isTokenAnswer(e, t),
                            (answer, t, findings) -> {
                                var token = Traffic.token(answer).orElseThrow();
                                findings.require(
                                        token.accessToken().isPresent(),
                                        answer,
                                        "token answer",
                                        "access_token",
                                        "none");
                                findings.require(token.scope().isPresent(), answer, "token answer", "scope", "none");
                                findings.require(
                                        token.expiresIn().isPresent(), answer, "token answer", "expires_in", "none");
                            })),
            check("tokens/answer-is-json", QUIRK, TOKEN_SERVER, "TA-08")
                    .title("A token answer says that it is JSON")
                    .impact("Proxies rewrite it, and careful clients refuse it.")
                    .drive(AUTHORISED_PING)
                    .judge(each(
                            "token answers",
                            Traffic::isTokenAnswer,
                            (answer, t, findings) -> findings.require(
                                    Traffic.contentType(answer)
                                            .filter(type -> type.isJson())
                                            .isPresent(),
                                    answer,
                                    "Content-Type",
                                    "application/json",
                                    Traffic.contentType(answer)
                                            .map(Object::toString)
                                            .orElse("absent")))),
            check("tokens/answer-is-not-to-be-stored", QUIRK, TOKEN_SERVER, "HT-16")
                    .title(
                            "A token answer says by Cache-Control, no-store or private, that no shared cache may keep it")
                    .impact("A proxy hands one user's token to the next.")
                    .drive(AUTHORISED_PING)
                    .judge(each(
                            "answers with a token",
                            (e, t) -> Traffic.isTokenAnswer(e, t)
                                    && Traffic.token(e)
                                            .flatMap(TokenResponse::bearer)
                                            .isPresent(),
                            (answer, t, findings) -> findings.require(
                                    answer.response().orElseThrow().fields().listMembers("Cache-Control").stream()
                                            .anyMatch(directive -> directive.equalsIgnoreCase("no-store")
                                                    || directive.equalsIgnoreCase("private")),
                                    answer,
                                    "Cache-Control",
                                    "no-store, or private at least",
                                    Traffic.field(answer, "Cache-Control").orElse("absent")))));

    private TokenServiceChecks() {}

    /** Refused although nothing was wrong with the request or its credentials. */
    private static boolean isForbidden(Exchange answer, Transcript transcript) {
        return answer.request().isGet()
                && answer.status() == 403
                && Traffic.isTokenRequest(answer, transcript)
                && answer.request().url().parameter("scope").isPresent();
    }

    private static boolean grantsLess(Exchange answer, Transcript transcript) {
        return answer.request().isGet() && Grant.hasAccess(answer, transcript) && Grant.isLess(answer);
    }
}
