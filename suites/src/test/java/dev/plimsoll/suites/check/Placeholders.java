package dev.plimsoll.suites.check;

import dev.plimsoll.model.http.Body;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a transcript file leaves to be computed: <code>{{sha256:N}}</code> and <code>{{size:N}}</code> are those of the
 * response body of exchange N, and <code>{{jwt {header} {claims}}}</code> is a JSON web token with a signature that is
 * none. Its header begins with a member of our own, so that nobody's search for leaked tokens stops at it.
 */
final class Placeholders {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{(?:(sha256|size):([0-9]{1,4})|jwt (\\{[^{}]*}) (\\{[^{}]*}))}}");
    private static final String OWN_MEMBER = "{\"plimsoll\":\"stand-in\"";

    private final IntFunction<Body> bodies;

    Placeholders(IntFunction<Body> bodies) {
        this.bodies = bodies;
    }

    /**
     * Puts the values in.
     *
     * @throws IllegalArgumentException if one is asked for that cannot be known
     */
    String resolve(String text) {
        var resolved = PLACEHOLDER.matcher(text).replaceAll(this::value);
        if (resolved.contains("{{sha256") || resolved.contains("{{size") || resolved.contains("{{jwt")) {
            throw new IllegalArgumentException("a placeholder that is none: " + resolved);
        }
        return resolved;
    }

    private String value(MatchResult placeholder) {
        var kind = placeholder.group(1);
        if (kind == null) {
            return jwt(placeholder.group(3), placeholder.group(4));
        }
        int exchange = Integer.parseInt(placeholder.group(2));
        var body = bodies.apply(exchange);
        if (body.isOmitted()) {
            throw new IllegalArgumentException("the body of exchange " + exchange + " is omitted: nothing to compute");
        }
        return kind.equals("size")
                ? Long.toString(body.size().orElseThrow())
                : body.sha256().orElseThrow().raw();
    }

    private static String jwt(String header, String claims) {
        var members = header.substring(1).strip();
        return encode(OWN_MEMBER + (members.equals("}") ? "" : ",") + members)
                + "." + encode(claims)
                + "." + encode("not a signature");
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
