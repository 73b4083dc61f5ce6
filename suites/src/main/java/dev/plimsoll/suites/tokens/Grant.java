package dev.plimsoll.suites.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.Scope;
import dev.plimsoll.model.oci.TokenResponse;
import dev.plimsoll.suites.check.Traffic;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands in a granted token that is a JWT, next to what was asked for. */
final class Grant {
    private Grant() {}

    /** Whether the answer has a JWT with an access claim. */
    static boolean hasAccess(Exchange answer, Transcript transcript) {
        return Traffic.isTokenAnswer(answer, transcript)
                && jwt(answer).filter(jwt -> jwt.claims().has("access")).isPresent();
    }

    /** Whether it has a JWT with an audience, and the request named a service. */
    static boolean hasAudience(Exchange answer, Transcript transcript) {
        return Traffic.isTokenAnswer(answer, transcript)
                && !audience(answer).isEmpty()
                && answer.request()
                        .url()
                        .parameter("service")
                        .filter(service -> !service.isEmpty())
                        .isPresent();
    }

    static boolean hasPeriod(Exchange answer, Transcript transcript) {
        return Traffic.isTokenAnswer(answer, transcript)
                && date(answer).isPresent()
                && (time(answer, "nbf").isPresent() || time(answer, "exp").isPresent());
    }

    /** The scopes that were asked for, as written. */
    static List<String> asked(Exchange answer) {
        return answer.request().url().parameters().stream()
                .filter(parameter -> parameter.name().equals("scope"))
                .map(HttpUrl.Parameter::value)
                .flatMap(list -> Stream.of(list.split(" ", -1)))
                .filter(scope -> !scope.isEmpty())
                .toList();
    }

    /** What the token allows and nobody asked for: type, name and action. */
    static List<String> beyond(Exchange answer) {
        var asked = asked(answer).stream().flatMap(Grant::single).toList();
        return allowed(answer).stream()
                .filter(action -> !asked.contains(action) && !asked.contains(action.replaceFirst("[^:]*$", "*")))
                .toList();
    }

    /** Whether something that was asked for is not allowed. */
    static boolean isLess(Exchange answer) {
        var allowed = allowed(answer);
        return asked(answer).stream().flatMap(Grant::single).anyMatch(action -> !allowed.contains(action));
    }

    /** The entries of the access claim that are not as they should be. */
    static List<String> malformed(Exchange answer) {
        var access = access(answer);
        if (access.isNull()) {
            return List.of();
        }
        if (!access.isArray()) {
            return List.of("not an array");
        }
        var wrong = new ArrayList<String>();
        for (var entry : access) {
            if (!entry.path("type").isTextual()
                    || !entry.path("name").isTextual()
                    || !entry.path("actions").isArray()) {
                wrong.add("an entry with the members "
                        + String.join(
                                ", ",
                                entry.properties().stream()
                                        .map(member -> member.getKey())
                                        .toList()));
            }
        }
        return List.copyOf(wrong);
    }

    /** The audience, which is one or several. */
    static List<String> audience(Exchange answer) {
        var audience = jwt(answer).map(jwt -> jwt.claims().path("aud")).filter(node -> !node.isMissingNode());
        if (audience.isEmpty()) {
            return List.of();
        }
        var names = new ArrayList<String>();
        if (audience.get().isTextual()) {
            names.add(audience.get().asText());
        }
        audience.get().forEach(name -> names.add(name.asText()));
        return List.copyOf(names);
    }

    /** A claim that is a time. */
    static Optional<Instant> time(Exchange answer, String claim) {
        return jwt(answer)
                .map(jwt -> jwt.claims().path(claim))
                .filter(node -> node.isNumber() && node.canConvertToLong())
                .map(node -> Instant.ofEpochSecond(node.asLong()));
    }

    /** When the service says that it answered. */
    static Optional<Instant> date(Exchange answer) {
        return Traffic.field(answer, "Date").flatMap(value -> {
            try {
                return Optional.of(ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    private static List<String> allowed(Exchange answer) {
        var actions = new ArrayList<String>();
        for (var entry : access(answer)) {
            for (var action : entry.path("actions")) {
                actions.add(bare(entry.path("type").asText()) + ":"
                        + entry.path("name").asText() + ":" + action.asText());
            }
        }
        return actions;
    }

    private static Stream<String> single(String scope) {
        try {
            var parsed = Scope.parse(scope);
            return parsed.actions().stream().map(action -> bare(parsed.type()) + ":" + parsed.name() + ":" + action);
        } catch (MalformedException e) {
            return Stream.of(scope);
        }
    }

    /** The type without its class, which is deprecated, and which services leave out. */
    private static String bare(String type) {
        return type.replaceFirst("\\(.*\\)$", "");
    }

    private static JsonNode access(Exchange answer) {
        return jwt(answer).orElseThrow().claims().path("access");
    }

    private static Optional<Jwt> jwt(Exchange answer) {
        return Traffic.token(answer).flatMap(TokenResponse::bearer).flatMap(Jwt::parse);
    }
}
