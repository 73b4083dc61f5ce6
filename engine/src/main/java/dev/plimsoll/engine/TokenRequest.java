package dev.plimsoll.engine;

import dev.plimsoll.model.http.Challenge;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.MalformedException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a Bearer challenge asks to be fetched, and so the key that its token is cached by.
 *
 * @param registry whose token it is
 * @param realm of the token service
 * @param service absent if the challenge names none
 * @param scopes each its own parameter
 * @param login the user at that registry
 * @param userAgent as the request had it, so that all requests of a pull look alike
 */
record TokenRequest(
        Origin registry,
        HttpUrl realm,
        Optional<String> service,
        List<String> scopes,
        Optional<Login> login,
        Optional<String> userAgent) {
    static TokenRequest of(HttpRequest request, Challenge challenge, Optional<String> ownScope, Optional<Login> login)
            throws TransportException {
        var registry = request.url().origin();
        var realm = realm(request.url(), challenge.parameter("realm").orElse(""));
        RealmGuard.check(registry, realm);
        var asked = challenge.parameter("scope").stream()
                .flatMap(value -> Stream.of(value.split(" ", -1)))
                .filter(scope -> !scope.isEmpty())
                .sorted()
                .distinct()
                .toList();
        return new TokenRequest(
                registry,
                realm,
                challenge.parameter("service").filter(value -> !value.isEmpty()),
                asked.isEmpty() ? ownScope.stream().toList() : asked,
                login,
                request.fields().first("User-Agent"));
    }

    /** The realm with the parameters of the token protocol; a realm may have a query of its own. */
    HttpUrl url() {
        var parameters = new ArrayList<String>();
        login.ifPresent(user -> parameters.add("account=" + encoded(user.user())));
        service.ifPresent(name -> parameters.add("service=" + encoded(name)));
        scopes.forEach(scope -> parameters.add("scope=" + encoded(scope)));
        if (parameters.isEmpty()) {
            return realm;
        }
        var separator = realm.query().isEmpty() ? "?" : "&";
        return HttpUrl.parse(realm.raw() + separator + String.join("&", parameters));
    }

    private static HttpUrl realm(HttpUrl challenged, String realm) throws TransportException {
        try {
            return realm.startsWith("/") ? challenged.resolve(realm) : HttpUrl.parse(realm);
        } catch (MalformedException e) {
            throw new TransportException(
                    TransportException.Kind.PROTOCOL,
                    "the Bearer challenge of " + challenged.origin() + " has no usable realm: " + e.getMessage(),
                    e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
