package dev.plimsoll.suites.tokens;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;

import dev.plimsoll.model.http.Credentials;
import dev.plimsoll.suites.check.Accept;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Course;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How clients ask for tokens, use them and renew them. */
public final class TokenClientChecks {
    /** As often as a client may repeat what was refused: it may have a second token, and a second try. */
    private static final int MAX_REFUSALS = 2;

    private static final String FORMS = "POST requests to a token service whose form is at hand";

    public static final List<Check> ALL = List.of(
            check("tokens/client-scope-is-well-formed", MUST, CLIENT, "TA-17")
                    .title("A scope that a client asks for is type:name:action[,action]")
                    .impact("The token service grants nothing, or something else.")
                    .judge(each(
                            "token requests with a scope",
                            (e, t) -> Traffic.isTokenRequest(e, t)
                                    && !Asking.scopes(e).isEmpty(),
                            (request, t, findings) -> Asking.scopes(request).stream()
                                    .filter(scope -> !Asking.isScope(scope))
                                    .forEach(scope -> findings.add(
                                            request, "scope", "such as repository:library/alpine:pull", scope)))),
            check("tokens/client-repeats-scope", SHOULD, CLIENT, "TA-04")
                    .title("A client that wants several scopes by GET repeats the parameter")
                    .impact("Docker Hub and others take the list for one scope, and refuse it.")
                    .judge(each(
                            "token requests by GET for several scopes",
                            (e, t) -> e.request().isGet()
                                    && Traffic.isTokenRequest(e, t)
                                    && Asking.scopes(e).size() > 1,
                            (request, t, findings) -> findings.require(
                                    Asking.scopeParameters(request).stream().noneMatch(list -> list.indexOf(' ') >= 0),
                                    request,
                                    "scope",
                                    "one scope a parameter",
                                    "several in one, with spaces between them"))),
            check("tokens/client-form-is-complete", MUST, CLIENT, "TA-14")
                    .title("The form of a POST has grant_type, service and client_id")
                    .impact("The token service refuses the request.")
                    .judge(each(FORMS, Asking::isForm, (request, t, findings) -> {
                        var names = Asking.form(request).keySet();
                        for (var name : List.of("grant_type", "service", "client_id")) {
                            findings.require(
                                    names.contains(name),
                                    request,
                                    "form",
                                    name,
                                    names.stream().sorted().collect(Collectors.joining(", ")) + " alone");
                        }
                    })),
            check("tokens/client-form-has-a-known-grant", MUST, CLIENT, "TA-14")
                    .title("The grant_type of a POST is password or refresh_token")
                    .impact("Token services know no other.")
                    .judge(each(
                            FORMS + " and has a grant_type",
                            (e, t) -> Asking.isForm(e, t) && Asking.form(e).containsKey("grant_type"),
                            (request, t, findings) -> {
                                var grant = Asking.form(request).getOrDefault("grant_type", "");
                                findings.require(
                                        Set.of("password", "refresh_token", "authorization_code")
                                                .contains(grant),
                                        request,
                                        "grant_type",
                                        "password or refresh_token",
                                        grant.isEmpty() ? "empty" : grant);
                            })),
            check("tokens/client-falls-back-to-get", SHOULD, CLIENT, "TA-16")
                    .title("The client asks by GET where a token service does not know POST")
                    .impact("Whoever logged in cannot pull what anybody may.")
                    .judge(each(
                            "POST requests for a token answered 404 or 405",
                            (e, t) -> e.request().method().equals("POST")
                                    && Traffic.isTokenRequest(e, t)
                                    && (e.status() == 404 || e.status() == 405),
                            (post, t, findings) -> findings.require(
                                    Course.after(post, t)
                                            .anyMatch(later ->
                                                    later.request().isGet() && Asking.isSamePlace(later, post)),
                                    post,
                                    "next token request",
                                    "GET",
                                    "none"))),
            check("tokens/client-keeps-the-refresh-token", MUST, CLIENT, "TA-11")
                    .title("The client sends its refresh token to the token service alone, and in a form")
                    .impact("It is as good as the password, and lives as long.")
                    .judge(each(
                            "requests with a refresh token",
                            (e, t) -> Asking.hasRefreshToken(e),
                            (request, t, findings) -> findings.require(
                                    request.request().method().equals("POST")
                                            && request.request()
                                                    .url()
                                                    .parameter("refresh_token")
                                                    .isEmpty()
                                            && !Traffic.isRegistryApi(request),
                                    request,
                                    "where the refresh token stands",
                                    "in the form of a POST to the token service",
                                    request.request().method() + " of "
                                            + request.request().url()))),
            check("tokens/client-sends-the-token-as-it-came", MUST, CLIENT, "TA-13")
                    .title("The client sends the token as it was granted, whatever is in it")
                    .impact("A token with quotes, or in another case, is refused.")
                    .judge(each(
                            "requests with a token that is nearly one that was granted",
                            (e, t) -> e.request().credentials() == Credentials.BEARER
                                    && Tokens.resembling(e, t).isPresent(),
                            (request, t, findings) -> findings.require(
                                    Tokens.isGranted(request, t),
                                    request,
                                    "token",
                                    "the one granted in exchange "
                                            + Tokens.resembling(request, t)
                                                    .orElseThrow()
                                                    .id(),
                                    "the same with other signs, or in another case"))),
            check("tokens/client-repeats-the-same-request", MUST, CLIENT, "TA-12")
                    .title("The client repeats with its token the request that was refused, Accept included")
                    .impact("Without Accept the registry answers with schema 1, or with 404.")
                    .judge(each(
                            "requests for manifests answered 401, and then repeated with credentials",
                            (e, t) -> e.status() == 401
                                    && Traffic.manifestRequest(e).isPresent()
                                    && Accept.namesManifestTypes(e)
                                    && Tokens.repeated(e, t)
                                            .filter(Traffic::hasCredentials)
                                            .isPresent(),
                            (refused, t, findings) -> {
                                var repeated = Tokens.repeated(refused, t).orElseThrow();
                                findings.require(
                                        Accept.namesManifestTypes(repeated),
                                        repeated,
                                        "Accept",
                                        "as in exchange " + refused.id(),
                                        "no manifest type");
                            })),
            check("tokens/client-renews-a-refused-token", QUIRK, CLIENT, "HT-17")
                    .title("The client does not send the same credentials again and again where they were refused")
                    .impact("It runs in a circle, and the registry counts it as an attack.")
                    .judge(each(
                            "requests with credentials answered 401",
                            (e, t) -> e.status() == 401 && Traffic.hasCredentials(e) && Course.isOfARegistry(e, t),
                            (refused, t, findings) -> {
                                long again = Course.after(refused, t)
                                        .filter(later -> later.status() == 401 && Tokens.isSameAttempt(refused, later))
                                        .count();
                                findings.require(
                                        again <= MAX_REFUSALS,
                                        refused,
                                        "the same request with the same credentials",
                                        "up to " + MAX_REFUSALS + " times more",
                                        again + " times more");
                            })),
            check("tokens/client-replaces-an-expired-token", QUIRK, CLIENT, "TA-09")
                    .title("The client asks for another token where one that was good is refused")
                    .impact("A pull that takes longer than a token lives fails, however often it is tried.")
                    .judge(each(
                            "requests answered 401 with a token that was good before",
                            (e, t) -> e.status() == 401 && Course.isOfARegistry(e, t) && Tokens.haveWorked(e, t),
                            (refused, t, findings) -> findings.require(
                                    Course.after(refused, t).anyMatch(later -> Traffic.isTokenRequest(later, t)),
                                    refused,
                                    "what comes after the refusal",
                                    "a request for another token",
                                    "none"))),
            check("tokens/client-sends-no-expired-token", QUIRK, CLIENT, "TA-09")
                    .title("The client renews a token before it has expired")
                    .impact("Each request costs a refusal first, and clients that do not ask again fail.")
                    .judge(each(
                            "timed requests with a token whose grant was timed as well",
                            (e, t) -> Tokens.age(e, t).isPresent(),
                            (request, t, findings) -> {
                                var age = Tokens.age(request, t).orElseThrow();
                                var life = Tokens.lifetime(request, t);
                                findings.require(
                                        age.compareTo(life) <= 0,
                                        request,
                                        "age of the token",
                                        "up to " + life.toSeconds() + " s",
                                        age.toSeconds() + " s");
                            })),
            check("tokens/client-asks-once", QUIRK, CLIENT, "TA-09")
                    .title("The client does not ask for a token while it has one for the same")
                    .impact("With every layer of every image the token service is asked as well.")
                    .judge(each(
                            "timed token requests that were granted",
                            (e, t) -> Tokens.isTimedGrant(e, t),
                            (request, t, findings) -> Tokens.earlierGrant(request, t)
                                    .ifPresent(earlier -> findings.add(
                                            request,
                                            "token request",
                                            "none: what exchange " + earlier.id() + " granted was still valid",
                                            "the same again")))));

    private TokenClientChecks() {}
}
