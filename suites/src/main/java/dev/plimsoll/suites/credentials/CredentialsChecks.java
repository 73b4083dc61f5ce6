package dev.plimsoll.suites.credentials;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;

import dev.plimsoll.model.http.Challenge;
import dev.plimsoll.model.http.Credentials;
import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Course;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where passwords and tokens go, and where they should not. */
public final class CredentialsChecks {
    public static final List<Check> ALL = List.of(
            check("credentials/client-asks-no-unsafe-realm", SHOULD, CLIENT, "TA-23")
                    .title(
                            "The client does not ask a realm that is inside its own network, or in clear text, for a registry outside")
                    .impact("A registry makes the client call a service that only it can reach (CVE-2026-48978).")
                    .judge(each(
                            "token requests to the realm of a challenge",
                            (e, t) -> challenger(e, t).isPresent(),
                            (request, t, findings) -> {
                                var realm = request.request().url().origin();
                                var registry = challenger(request, t).orElseThrow();
                                findings.require(
                                        realm.host().equals(registry.host())
                                                || !isInside(realm.host())
                                                || isInside(registry.host()),
                                        request,
                                        "host of the realm",
                                        "a public one, as that of " + registry,
                                        realm.host());
                                findings.require(
                                        realm.isTls() || !registry.isTls(),
                                        request,
                                        "scheme of the realm",
                                        "https, as that of " + registry,
                                        realm.scheme());
                            })),
            check("credentials/client-follows-no-unsafe-redirect-of-a-realm", SHOULD, CLIENT, "TA-23")
                    .title("The client does not follow a token service into its own network, or into clear text")
                    .impact("What a realm may not name, a redirect names: the check of the realm is of no use.")
                    .judge(each(
                            "redirects of token requests to clear text or into a network of its own",
                            CredentialsChecks::isUnsafeRedirect,
                            (redirect, t, findings) -> findings.require(
                                    t.followUpOf(redirect).isEmpty(),
                                    redirect,
                                    "what the client did with the redirect to "
                                            + redirect.redirectTarget()
                                                    .orElseThrow()
                                                    .origin(),
                                    "refused it",
                                    "followed it"))),
            check("credentials/client-answers-with-an-offered-scheme", SHOULD, CLIENT, "TA-24")
                    .title("The client answers a challenge with credentials of a scheme that the registry offered")
                    .impact(
                            "A password goes to a registry that asked for a token, or a token to one that cannot read it.")
                    .judge(each(
                            "requests with credentials to a registry that had refused some for want of them",
                            (e, t) -> Traffic.isRegistryApi(e)
                                    && Traffic.hasCredentials(e)
                                    && !offered(e, t).isEmpty(),
                            (request, t, findings) -> findings.require(
                                    offered(request, t)
                                            .contains(request.request().credentials()),
                                    request,
                                    "scheme of the credentials",
                                    offered(request, t).stream()
                                            .map(Credentials::name)
                                            .sorted()
                                            .collect(Collectors.joining(" or ")),
                                    request.request().credentials().name()))),
            check("credentials/client-puts-no-token-into-a-url", SHOULD, CLIENT, "HT-14")
                    .title("The client does not send its token in a query")
                    .impact("URLs end up in logs of proxies and servers, and the token with them.")
                    .judge(each(
                            "requests to registries",
                            (e, t) -> Traffic.isRegistryApi(e),
                            (request, t, findings) -> findings.require(
                                    request.request()
                                                    .url()
                                                    .parameter("access_token")
                                                    .isEmpty()
                                            || isGiven(request, t),
                                    request,
                                    "query of the request",
                                    "no access_token",
                                    "one"))),
            check("credentials/client-sends-a-token-to-its-registry-only", SHOULD, CLIENT, "HT-15")
                    .title("The client sends a token to the registry for which it was granted, and to no other")
                    .impact("One registry can act for the user at the other.")
                    .judge(each(
                            "requests with a bearer token that had been sent before",
                            (e, t) -> e.request().credentials() == Credentials.BEARER
                                    && t.redirectTo(e).isEmpty()
                                    && firstUse(e, t).isPresent(),
                            (request, t, findings) -> {
                                var first = firstUse(request, t).orElseThrow();
                                var home = first.request().url().origin();
                                var here = request.request().url().origin();
                                findings.require(
                                        here.equals(home) || sharesRealm(here, home, t) || isUploadPlace(request, t),
                                        request,
                                        "where the token of exchange " + first.id() + " was sent",
                                        home.toString(),
                                        here.toString());
                            })),
            check("credentials/client-keeps-authorization-from-foreign-uploads", SHOULD, CLIENT, "HT-15")
                    .title("The client does not send Authorization to another origin that an upload's Location names")
                    .impact("The registry's token leaks to the storage behind it, which may refuse it besides.")
                    .judge(each(
                            "uploads to another origin that a Location named",
                            (e, t) -> isUploadPlace(e, t),
                            (request, t, findings) -> findings.require(
                                    !Traffic.hasCredentials(request) || wasChallenged(request, t),
                                    request,
                                    "Authorization",
                                    "absent: " + request.request().url().origin() + " is not the registry",
                                    request.request().credentials() + " credentials"))));

    private CredentialsChecks() {}

    private static Origin origin(Exchange exchange) {
        return exchange.request().url().origin();
    }

    /** The registry whose challenge named what a token request asks. */
    private static Optional<Origin> challenger(Exchange request, Transcript transcript) {
        if (!transcript.isTokenRequest(request) || Traffic.isRegistryApi(request)) {
            return Optional.empty();
        }
        return Course.before(request, transcript)
                .filter(earlier -> challenges(earlier).stream()
                        .flatMap(challenge -> realm(challenge).stream())
                        .anyMatch(realm -> realm.origin().equals(origin(request))
                                && realm.path().equals(request.request().url().path())))
                .map(CredentialsChecks::origin)
                .reduce((first, second) -> second);
    }

    private static boolean isUnsafeRedirect(Exchange exchange, Transcript transcript) {
        var target = exchange.redirectTarget().map(HttpUrl::origin);
        return target.isPresent()
                && Traffic.isTokenRequest(exchange, transcript)
                && ((origin(exchange).isTls() && !target.get().isTls())
                        || (isInside(target.get().host())
                                && !isInside(origin(exchange).host())));
    }

    private static List<Challenge> challenges(Exchange exchange) {
        return exchange.response()
                .filter(response -> response.status() == 401)
                .map(response -> response.challenges())
                .orElse(List.of());
    }

    private static Optional<HttpUrl> realm(Challenge challenge) {
        try {
            return challenge.parameter("realm").map(HttpUrl::parse);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** Loopback, link-local and private addresses (RFC 1918, 3927, 4193, 4291), and the name of this machine. */
    private static boolean isInside(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.matches("(127|10)(\\.[0-9]{1,3}){3}")
                || host.matches("(169\\.254|192\\.168|172\\.(1[6-9]|2[0-9]|3[01]))(\\.[0-9]{1,3}){2}")
                || host.matches("\\[(::1|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)]");
    }

    /** The kinds of credentials that the registry's challenges asked for so far. */
    private static Set<Credentials> offered(Exchange request, Transcript transcript) {
        return Course.before(request, transcript)
                .filter(earlier -> origin(earlier).equals(origin(request)))
                .flatMap(earlier -> challenges(earlier).stream())
                .map(CredentialsChecks::kind)
                .collect(Collectors.toSet());
    }

    private static Credentials kind(Challenge challenge) {
        if (challenge.isScheme("Basic")) {
            return Credentials.BASIC;
        }
        return challenge.isScheme("Bearer") ? Credentials.BEARER : Credentials.OTHER;
    }

    /** Whether somebody gave the client this very URL. */
    private static boolean isGiven(Exchange request, Transcript transcript) {
        return transcript
                .before(request)
                .anyMatch(earlier -> location(earlier)
                        .filter(request.request().url()::equals)
                        .isPresent());
    }

    private static Optional<HttpUrl> location(Exchange exchange) {
        return Traffic.field(exchange, "Location").flatMap(location -> {
            try {
                return Optional.of(exchange.request().url().resolve(location));
            } catch (MalformedException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Exchange> firstUse(Exchange request, Transcript transcript) {
        var sent = request.request().fields().all("Authorization");
        return Course.before(request, transcript)
                .filter(earlier ->
                        earlier.request().fields().all("Authorization").equals(sent))
                .findFirst();
    }

    /** Whether both have named the same realm and service, as the host names of one registry do. */
    private static boolean sharesRealm(Origin one, Origin other, Transcript transcript) {
        var realms = realms(one, transcript);
        return realms(other, transcript).stream().anyMatch(realms::contains);
    }

    private static Set<String> realms(Origin origin, Transcript transcript) {
        return transcript.stream()
                .filter(exchange -> origin(exchange).equals(origin))
                .flatMap(exchange -> challenges(exchange).stream())
                .filter(challenge -> challenge.isScheme("Bearer"))
                .map(challenge -> challenge.parameter("realm").orElse("") + " "
                        + challenge.parameter("service").orElse(""))
                .collect(Collectors.toSet());
    }

    /** Whether the answer to an upload's request sent this one to another origin. */
    private static boolean isUploadPlace(Exchange request, Transcript transcript) {
        var url = request.request().url();
        return !request.request().isGet()
                && transcript
                        .before(request)
                        .filter(earlier ->
                                earlier.status() == 202 && earlier.request().endpoint() instanceof Endpoint.Upload)
                        .flatMap(earlier ->
                                location(earlier)
                                        .filter(place -> !place.origin().equals(origin(earlier)))
                                        .stream())
                        .anyMatch(place -> place.origin().equals(url.origin())
                                && place.path().equals(url.path()));
    }

    private static boolean wasChallenged(Exchange request, Transcript transcript) {
        return transcript
                .before(request)
                .anyMatch(earlier -> origin(earlier).equals(origin(request)) && earlier.status() == 401);
    }
}
