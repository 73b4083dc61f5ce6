package dev.plimsoll.suites.tokens;

import dev.plimsoll.model.http.Challenge;
import dev.plimsoll.model.http.Credentials;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.suites.check.Probe;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Questions to a token service that the ordinary pull does not put. Recorded traffic is without its secrets, so a
 * request is known again by what stands in its query.
 */
final class TokenStimuli {
    /** The user nobody:nothing; {@code client_id} says so where the password can no longer be seen. */
    private static final String NOBODY = "Basic bm9ib2R5Om5vdGhpbmc=";

    private static final String NOBODYS_CLIENT = "plimsoll-wrong-password";

    /** A repository that no registry has. */
    private static final String UNKNOWN = "repository:plimsoll/there-is-no-such-repository:pull";

    static final Stimulus WRONG_PASSWORD = probe -> ask(
            probe.givenAnonymously().header("Authorization", NOBODY),
            probe,
            "scope=" + encode("repository:" + probe.sample().repository() + ":pull") + "&client_id=" + NOBODYS_CLIENT);

    static final Stimulus UNKNOWN_REPOSITORY =
            probe -> ask(probe.givenAnonymously(), probe, "scope=" + encode(UNKNOWN));

    private TokenStimuli() {}

    static boolean hasWrongPassword(Exchange exchange, Transcript transcript) {
        return exchange.request().isGet()
                && Traffic.answered(exchange)
                && exchange.status() != 429
                && Traffic.isTokenRequest(exchange, transcript)
                && exchange.request().credentials() == Credentials.BASIC
                && exchange.request().url().parameter("client_id").equals(Optional.of(NOBODYS_CLIENT));
    }

    static boolean asksForUnknown(Exchange exchange, Transcript transcript) {
        return exchange.request().isGet()
                && Traffic.answered(exchange)
                && exchange.status() != 429
                && Traffic.isTokenRequest(exchange, transcript)
                && exchange.request().url().parameter("scope").equals(Optional.of(UNKNOWN));
    }

    /** Asks the realm of the registry's challenge; nothing if it has none. */
    private static void ask(RequestSpecification request, Probe probe, String query) {
        var lines = probe.givenAnonymously().get("/v2/").getHeaders().getValues("WWW-Authenticate");
        Challenge.parseLeniently(List.copyOf(lines)).challenges().stream()
                .filter(challenge -> challenge.isScheme("Bearer"))
                .findFirst()
                .flatMap(challenge -> url(challenge, query))
                .ifPresent(request::get);
    }

    /** The port is named in any case: the request was made for the registry, which may have another. */
    private static Optional<String> url(Challenge challenge, String query) {
        var realm = challenge.parameter("realm").orElse("");
        var service = challenge.parameter("service").map(name -> "&service=" + encode(name));
        try {
            var url = HttpUrl.parse(realm + (realm.indexOf('?') < 0 ? "?" : "&") + query + service.orElse(""));
            var origin = url.origin();
            return Optional.of(origin.scheme() + "://" + origin.host() + ":" + origin.port() + url.target());
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** Percent-encodes what is not unreserved (RFC 3986 §2.3). */
    private static String encode(String text) {
        var encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean unreserved = octet > 0 && Character.toString(octet).matches("[A-Za-z0-9._~-]");
            encoded.append(unreserved ? Character.toString(octet) : String.format("%%%02X", octet));
        }
        return encoded.toString();
    }
}
