package dev.plimsoll.suites.tokens;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.Scope;
import dev.plimsoll.suites.check.Traffic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What stands in the requests to a token service. */
final class Asking {
    private static final MediaType FORM = new MediaType("application/x-www-form-urlencoded");

    private Asking() {}

    /** The values of scope in the query, as sent. */
    static List<String> scopeParameters(Exchange request) {
        return request.request().url().parameters().stream()
                .filter(parameter -> parameter.name().equals("scope"))
                .map(HttpUrl.Parameter::value)
                .toList();
    }

    /** All scopes of query and form, one each; an empty one asks for nothing, as a login does. */
    static List<String> scopes(Exchange request) {
        var lists = Stream.concat(
                scopeParameters(request).stream(),
                Stream.ofNullable(form(request).get("scope")));
        return lists.flatMap(list -> Stream.of(list.split(" ", -1)))
                .filter(scope -> !scope.isEmpty())
                .toList();
    }

    /** The grammar of Docker's scopes; {@code *} and other types than repository are common. */
    static boolean isScope(String text) {
        try {
            var scope = Scope.parse(text);
            return scope.type().matches("[a-z0-9]+(\\([a-z0-9]+\\))?")
                    && scope.actions().stream().allMatch(action -> action.matches("[a-z]*|\\*"));
        } catch (MalformedException e) {
            return false;
        }
    }

    /** Whether this is a POST to a token service with a form that was kept. */
    static boolean isForm(Exchange exchange, Transcript transcript) {
        return exchange.request().method().equals("POST")
                && !Traffic.isRegistryApi(exchange)
                && (transcript.isTokenRequest(exchange) || form(exchange).containsKey("grant_type"))
                && !form(exchange).isEmpty();
    }

    /** The fields of a form by name; nothing if there is none, or nobody kept it. */
    static Map<String, String> form(Exchange exchange) {
        var isForm = exchange.request()
                .fields()
                .first("Content-Type")
                .filter(type -> new MediaType(type).sameAs(FORM))
                .isPresent();
        var text = exchange.request().body().bytes().map(Bytes::asText).orElse("");
        var fields = new LinkedHashMap<String, String>();
        if (isForm && !text.isBlank() && text.chars().noneMatch(Character::isISOControl)) {
            HttpUrl.parse("https://form.invalid/?" + text.strip().replace("#", ""))
                    .parameters()
                    .forEach(parameter -> fields.putIfAbsent(parameter.name(), parameter.value()));
        }
        return fields;
    }

    static boolean hasRefreshToken(Exchange exchange) {
        return exchange.request().url().parameter("refresh_token").isPresent()
                || form(exchange).containsKey("refresh_token");
    }

    static boolean isSamePlace(Exchange one, Exchange other) {
        return one.request().url().origin().equals(other.request().url().origin())
                && one.request().url().path().equals(other.request().url().path());
    }
}
