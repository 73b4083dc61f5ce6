package dev.plimsoll.suites.challenges;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.Challenge;
import dev.plimsoll.model.http.Credentials;
import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Scope;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** 401 and what follows from it. */
public final class ChallengesChecks {
    private static final Stimulus ANONYMOUS_PING =
            probe -> probe.givenAnonymously().get("/v2/");
    private static final String UNAUTHORISED = "401 answers of a registry";
    private static final String BEARER = "Bearer challenges of a registry";

    public static final List<Check> ALL = List.of(
            check("challenges/ping-is-answered", MUST, REGISTRY, "DS-091")
                    .title("GET /v2/ answers 200, 401 or 404")
                    .impact("Clients that ask first whether this is a registry give up.")
                    .drive(ANONYMOUS_PING)
                    .judge(each("answers to GET /v2/", (e, t) -> isPingAnswer(e), (ping, t, findings) -> {
                        var status = ping.status();
                        findings.require(
                                status == 200 || status == 401 || status == 404,
                                ping,
                                "status of /v2/",
                                "200, 401 or 404",
                                Integer.toString(status));
                    })),
            check("challenges/ping-names-the-api-version", SHOULD, REGISTRY, "RV-01")
                    .title("200 and 401 of /v2/ carry Docker-Distribution-API-Version: registry/2.0")
                    .impact("Old clients take the server for something that is not a registry.")
                    .drive(ANONYMOUS_PING)
                    .judge(each(
                            "200 or 401 answers to GET /v2/",
                            (e, t) -> Traffic.isPing(e) && (e.status() == 200 || e.status() == 401),
                            (ping, t, findings) -> {
                                var version = Traffic.field(ping, "Docker-Distribution-API-Version");
                                findings.require(
                                        version.filter(value -> List.of(value.split("[ ,]+", -1))
                                                        .contains("registry/2.0"))
                                                .isPresent(),
                                        ping,
                                        "Docker-Distribution-API-Version",
                                        "registry/2.0",
                                        version.orElse("absent"));
                            })),
            check("challenges/unauthorised-has-a-challenge", MUST, REGISTRY, "TA-01")
                    .title("A 401 carries a Bearer or Basic challenge")
                    .impact("The client cannot tell where to get a token; the pull fails with a bare 401.")
                    .drive(ANONYMOUS_PING)
                    .judge(each(UNAUTHORISED, ChallengesChecks::isUnauthorised, (answer, t, findings) -> {
                        var schemes = challenges(answer).stream()
                                .map(Challenge::scheme)
                                .toList();
                        findings.require(
                                challenges(answer).stream().anyMatch(c -> c.isScheme("Bearer") || c.isScheme("Basic")),
                                answer,
                                "WWW-Authenticate",
                                "a Bearer or Basic challenge",
                                schemes.isEmpty() ? "absent" : "only " + schemes);
                    })),
            check("challenges/challenge-is-well-formed", MUST, REGISTRY, "TA-24")
                    .title("A challenge follows the grammar of RFC 9110")
                    .impact(
                            "Parsers differ in what they forgive: the pull works with one client and fails with another.")
                    .drive(ANONYMOUS_PING)
                    .judge(each(
                            "answers with WWW-Authenticate",
                            (e, t) -> Traffic.isRegistryApi(e)
                                    && Traffic.field(e, "WWW-Authenticate").isPresent(),
                            (answer, t, findings) -> Challenge.parseLeniently(answer.response()
                                            .orElseThrow()
                                            .fields()
                                            .all("WWW-Authenticate"))
                                    .problems()
                                    .forEach(problem -> findings.add(
                                            answer,
                                            "WWW-Authenticate",
                                            "challenges by the grammar of RFC 9110 section 11.6.1",
                                            problem)))),
            check("challenges/bearer-names-realm-and-service", MUST, REGISTRY, "TA-02")
                    .title("A Bearer challenge names a realm and a service")
                    .impact("Without a realm there is nowhere to ask; without a service some token services refuse.")
                    .drive(ANONYMOUS_PING)
                    .judge(each(
                            BEARER, (e, t) -> isUnauthorised(e, t) && bearer(e).isPresent(), (answer, t, findings) -> {
                                for (var name : List.of("realm", "service")) {
                                    var value = bearer(answer).orElseThrow().parameter(name);
                                    findings.require(
                                            value.filter(text -> !text.isEmpty())
                                                    .isPresent(),
                                            answer,
                                            "parameter " + name + " of the Bearer challenge",
                                            "a value",
                                            value.isEmpty() ? "absent" : "empty");
                                }
                            })),
            check("challenges/scope-covers-the-repository", MUST, REGISTRY, "TA-02")
                    .title("A challenge for a repository's resource has a scope that covers it")
                    .impact("A client that copies the scope gets a token that the registry then refuses.")
                    .drive(probe -> probe.givenAnonymously().get(probe.sample().manifestPath()))
                    .judge(each(
                            "Bearer challenges for a repository's resource",
                            (e, t) -> isUnauthorised(e, t)
                                    && isRead(e)
                                    && bearer(e).isPresent()
                                    && repository(e).isPresent(),
                            (answer, t, findings) -> {
                                var name = repository(answer).orElseThrow();
                                var scopes = bearer(answer)
                                        .flatMap(challenge -> challenge.parameter("scope"))
                                        .orElse("");
                                findings.require(
                                        Grants.repositoryScopes(Stream.of(scopes)).stream()
                                                .anyMatch(scope -> scope.name().equals(name) && allowsPull(scope)),
                                        answer,
                                        "scope of the Bearer challenge",
                                        "repository:" + name + ":pull",
                                        scopes.isEmpty() ? "absent" : scopes);
                            })),
            check("challenges/realm-is-absolute-and-no-downgrade", SHOULD, REGISTRY, "TA-23")
                    .title("The realm is an absolute URL, over TLS if the registry is")
                    .impact("Careful clients refuse such a realm; careless ones send credentials in clear.")
                    .drive(ANONYMOUS_PING)
                    .judge(each(
                            BEARER,
                            (e, t) -> isUnauthorised(e, t)
                                    && bearer(e)
                                            .flatMap(c -> c.parameter("realm"))
                                            .filter(realm -> !realm.isEmpty())
                                            .isPresent(),
                            (answer, t, findings) -> {
                                var realm = bearer(answer)
                                        .flatMap(c -> c.parameter("realm"))
                                        .orElseThrow();
                                var url = Grants.url(realm);
                                findings.require(url.isPresent(), answer, "realm", "an absolute http(s) URL", realm);
                                url.ifPresent(absolute -> findings.require(
                                        absolute.origin().isTls()
                                                || !answer.request()
                                                        .url()
                                                        .origin()
                                                        .isTls(),
                                        answer,
                                        "realm",
                                        "https, as the registry itself",
                                        realm));
                            })),
            check("challenges/error-body-is-the-envelope", MUST, REGISTRY, "DS-092")
                    .title("A JSON body of a 4xx answer is the error envelope")
                    .impact("Clients show no reason, or an error of their own parser.")
                    .drive(ANONYMOUS_PING)
                    .judge(each(
                            "4xx answers of a registry with a JSON body",
                            ChallengesChecks::isJsonError,
                            (answer, t, findings) -> findings.require(
                                    Traffic.errors(answer)
                                            .filter(errors -> !errors.errors().isEmpty())
                                            .isPresent(),
                                    answer,
                                    "body of the " + answer.status(),
                                    "{\"errors\":[{\"code\":…}]} with at least one error",
                                    Traffic.excerpt(answer)))),
            check("challenges/error-code-is-registered", MUST, REGISTRY, "DS-093")
                    .title("Every error code is one of the specification's")
                    .impact("Clients cannot map the error and show it as unknown.")
                    .drive(ANONYMOUS_PING)
                    .judge(each(
                            "error envelopes",
                            (e, t) -> isJsonError(e, t) && Traffic.errors(e).isPresent(),
                            (answer, t, findings) -> Traffic.errors(answer)
                                    .orElseThrow()
                                    .errors()
                                    .forEach(error -> findings.require(
                                            error.known()
                                                    .filter(code -> code.isSpecified())
                                                    .isPresent(),
                                            answer,
                                            "error code",
                                            "one of the fourteen of the specification",
                                            error.code().isEmpty() ? "empty" : error.code())))),
            check("challenges/client-asks-the-realm", MUST, CLIENT, "TA-03")
                    .title("The client asks the realm of the challenge, with its service")
                    .impact("Credentials or requests go to a place that nobody named.")
                    .judge(each(
                            "token requests after a Bearer challenge",
                            (e, t) -> Traffic.isTokenRequest(e, t)
                                    && t.redirectTo(e).isEmpty()
                                    && answeredChallenge(e, t).isPresent(),
                            (request, t, findings) -> {
                                var challenge = answeredChallenge(request, t).orElseThrow();
                                var asked = request.request().url();
                                findings.require(
                                        Grants.isRealm(asked, challenge),
                                        request,
                                        "URL of the token request",
                                        "the realm "
                                                + challenge.parameter("realm").orElse(""),
                                        asked.withoutQuery().raw());
                                challenge
                                        .parameter("service")
                                        .filter(service -> !service.isEmpty()
                                                && request.request().isGet())
                                        .ifPresent(service -> findings.require(
                                                asked.parameter("service").equals(Optional.of(service)),
                                                request,
                                                "service of the token request",
                                                service,
                                                asked.parameter("service").orElse("absent")));
                            })),
            check("challenges/client-asks-for-its-repository", SHOULD, CLIENT, "TA-03")
                    .title(
                            "The client asks for a scope of the repository that it then reads, and for push only to write")
                    .impact("A token without the scope is refused; one with more than is needed is a needless risk.")
                    .judge(each(
                            "token requests for a repository in traffic that reads one",
                            (e, t) -> Traffic.isTokenRequest(e, t)
                                    && !Grants.requested(e).isEmpty()
                                    && !repositories(t).isEmpty(),
                            (request, t, findings) -> {
                                var read = repositories(t);
                                var asked = Grants.requested(request);
                                findings.require(
                                        asked.stream().anyMatch(scope -> read.contains(scope.name()))
                                                && asked.stream().allMatch(scope -> isNeeded(scope, t)),
                                        request,
                                        "scope",
                                        "pull, and push only to write, of " + String.join(" or ", read),
                                        asked.stream().map(Scope::toString).collect(Collectors.joining(" ")));
                            })),
            check("challenges/client-retries-with-the-token", MUST, CLIENT, "TA-12")
                    .title("Having a token, the client sends it with every request to the registry")
                    .impact("The registry answers 401 although the client holds a token.")
                    .judge(each(
                            "registry requests after a token answer",
                            (e, t) -> isRead(e)
                                    && repository(e)
                                            .filter(name -> Grants.hasTokenFor(e, name, t))
                                            .isPresent(),
                            (request, t, findings) -> findings.require(
                                    request.request().credentials() == Credentials.BEARER,
                                    request,
                                    "Authorization",
                                    "Bearer, since a token was granted before",
                                    request.request().credentials() == Credentials.NONE
                                            ? "absent"
                                            : request.request().credentials().toString()))),
            check("challenges/client-credentials-only-over-tls", MUST, CLIENT, "TA-23")
                    .title("Credentials go over TLS, or to this machine alone")
                    .impact("Anybody on the way reads the token.")
                    .judge(each(
                            "requests with credentials",
                            (e, t) -> Traffic.hasCredentials(e),
                            (request, t, findings) -> {
                                var origin = request.request().url().origin();
                                findings.require(
                                        origin.isTls()
                                                || origin.host().equals("localhost")
                                                || origin.host().matches("127(\\.[0-9]{1,3}){3}")
                                                || origin.host().equals("[::1]"),
                                        request,
                                        "scheme of a request with credentials",
                                        "https",
                                        origin.toString());
                            })));

    private ChallengesChecks() {}

    private static boolean isUnauthorised(Exchange exchange, Transcript transcript) {
        return exchange.status() == 401 && Traffic.isRegistryApi(exchange);
    }

    /** Any request may be sent elsewhere or put off, by 429; that says nothing of the API. */
    private static boolean isPingAnswer(Exchange exchange) {
        return Traffic.isPing(exchange) && (exchange.status() == 401 || !Traffic.isPutOff(exchange));
    }

    private static boolean isRead(Exchange exchange) {
        return exchange.request().isGet() || exchange.request().isHead();
    }

    /** Pull alone; whoever uploads to a repository asks for both at once. */
    private static boolean isNeeded(Scope scope, Transcript transcript) {
        return scope.actions().equals(List.of("pull"))
                || (Set.of("pull", "push").containsAll(scope.actions())
                        && transcript.stream()
                                .anyMatch(exchange -> exchange.request().endpoint() instanceof Endpoint.Upload upload
                                        && upload.name().equals(scope.name())));
    }

    private static boolean allowsPull(Scope scope) {
        return scope.actions().contains("pull") || scope.actions().contains("*");
    }

    private static boolean isJsonError(Exchange exchange, Transcript transcript) {
        return exchange.status() >= 400
                && exchange.status() < 500
                && exchange.request().isGet()
                && Traffic.isRegistryApi(exchange)
                && Traffic.contentType(exchange).filter(type -> type.isJson()).isPresent()
                && Traffic.body(exchange).filter(body -> body.size() > 0).isPresent();
    }

    private static List<Challenge> challenges(Exchange exchange) {
        return exchange.response().orElseThrow().challenges();
    }

    private static Optional<Challenge> bearer(Exchange exchange) {
        return exchange.response().stream()
                .flatMap(response -> response.challenges().stream())
                .filter(challenge -> challenge.isScheme("Bearer"))
                .findFirst();
    }

    /** The challenge that a token request is for: clients answer several registries side by side. */
    private static Optional<Challenge> answeredChallenge(Exchange request, Transcript transcript) {
        var url = request.request().url();
        var challenges = transcript
                .before(request)
                .filter(earlier -> earlier.status() == 401)
                .flatMap(earlier -> bearer(earlier).stream())
                .toList();
        return Stream.concat(
                        challenges.stream(), challenges.stream().filter(challenge -> Grants.isRealm(url, challenge)))
                .reduce((first, second) -> second);
    }

    private static Optional<String> repository(Exchange exchange) {
        var endpoint = exchange.request().endpoint();
        if (endpoint instanceof Endpoint.Manifest manifest) {
            return Optional.of(manifest.name());
        } else if (endpoint instanceof Endpoint.Blob blob) {
            return Optional.of(blob.name());
        } else if (endpoint instanceof Endpoint.Tags tags) {
            return Optional.of(tags.name());
        }
        return Optional.empty();
    }

    /** The repositories that somebody read from. */
    private static Set<String> repositories(Transcript transcript) {
        return transcript.stream()
                .filter(ChallengesChecks::isRead)
                .flatMap(exchange -> repository(exchange).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
