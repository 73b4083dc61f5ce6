package dev.plimsoll.reports;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The second line of defence against secrets in a report: whatever still looks like one prints as {@code ***}. The
 * first is the redaction of what is recorded, whose stand-ins stay, for they tell which token was used where.
 */
final class Masking {
    static final String MASK = "***";

    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization");
    /** What stands before the credentials; any other first word may be a secret itself. */
    private static final Set<String> SCHEMES =
            Set.of("apikey", "aws4-hmac-sha256", "basic", "bearer", "digest", "negotiate", "ntlm", "token");

    private static final Set<String> COOKIES = Set.of("cookie", "set-cookie");
    private static final Set<String> KEYS = Set.of(
            "x-registry-auth",
            "x-registry-config",
            "x-auth-token",
            "x-api-key",
            "x-amz-security-token",
            "private-token",
            "job-token");
    private static final Set<String> COOKIE_ATTRIBUTES =
            Set.of("domain", "expires", "httponly", "max-age", "partitioned", "path", "samesite", "secure");

    /** A compact JWT: its header is base64url of a text that starts with a brace. */
    private static final Pattern JWT = Pattern.compile("(?<![A-Za-z0-9_-])e[wy][A-Za-z0-9_-]{6,}\\.[A-Za-z0-9._-]+");

    private static final Pattern SCHEME =
            Pattern.compile("\\b(?i:(bearer|basic))(\\s+)([A-Za-z0-9._~+/-]+=*)(?![A-Za-z0-9\"])");
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#@\\s\"'<>]+(?=@)");
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)(^|[?&;])(x-amz-(?:signature|credential|security-token)"
                    + "|x-goog-(?:signature|credential)|signature|sig|policy|key-pair-id|verify|hmac|jwt|hdnea|hdnts|__token__"
                    + "|(?:access_|refresh_|id_)?token|(?:client_)?secret|password)=([^&\\s\"'<>#]+)");
    private static final Pattern MEMBER = Pattern.compile(
            "(?i)(\"(?:(?:access_|refresh_|id_|identity|registry)?token|(?:client_)?secret|password)\"\\s*:\\s*\")"
                    + "((?:[^\"\\\\]|\\\\.)*+)");
    /** Shorter words after a scheme's name are prose, such as in "Bearer authentication". */
    private static final int SHORTEST_TOKEN = 16;

    private Masking() {}

    /** The value of a header field of that name. */
    static String fieldValue(String name, String value) {
        var known = name.strip().toLowerCase(Locale.ROOT);
        if (CREDENTIALS.contains(known)) {
            return credentials(value);
        } else if (COOKIES.contains(known)) {
            return Stream.of(value.split(";", -1)).map(Masking::cookie).collect(Collectors.joining(";"));
        } else if (KEYS.contains(known)) {
            return isStandIn(value) ? value : MASK;
        }
        return text(value);
    }

    /** Any other text: a URL, a body, a sentence. */
    static String text(String text) {
        var masked = MEMBER.matcher(text).replaceAll(match -> literal(match.group(1) + unlessStandIn(match.group(2))));
        masked = PARAMETER
                .matcher(masked)
                .replaceAll(match -> literal(match.group(1) + match.group(2) + "=" + unlessStandIn(match.group(3))));
        masked = USER_INFO.matcher(masked).replaceAll(MASK);
        masked = SCHEME.matcher(masked).replaceAll(match -> literal(schemeAndToken(match)));
        return JWT.matcher(masked).replaceAll(match -> literal(unlessStandIn(match.group())));
    }

    /** The scheme of such a field's value, as it is written there, if it is one that everybody knows. */
    static Optional<String> scheme(String credentials) {
        var word = credentials.substring(0, Math.max(0, credentials.indexOf(' ')));
        return SCHEMES.contains(word.toLowerCase(Locale.ROOT)) ? Optional.of(word) : Optional.empty();
    }

    private static String credentials(String value) {
        return scheme(value)
                .map(scheme -> scheme + " " + unlessStandIn(value.substring(scheme.length() + 1)))
                .orElseGet(() -> unlessStandIn(value));
    }

    private static String cookie(String part) {
        var equals = part.indexOf('=');
        var name = (equals < 0 ? part : part.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        if (COOKIE_ATTRIBUTES.contains(name)) {
            return text(part);
        }
        return equals < 0
                ? unlessStandIn(part)
                : part.substring(0, equals + 1) + unlessStandIn(part.substring(equals + 1));
    }

    private static String schemeAndToken(MatchResult match) {
        var token = match.group(3);
        var secret = token.length() >= SHORTEST_TOKEN
                || (match.group(1).equalsIgnoreCase("basic") && decoded(token).indexOf(':') > 0);
        return match.group(1) + match.group(2) + (secret ? unlessStandIn(token) : token);
    }

    private static String unlessStandIn(String value) {
        return value.isEmpty() || isStandIn(value) ? value : MASK;
    }

    /** One word that a redaction put there; a stand-in beside anything else is not taken for one. */
    private static boolean isStandIn(String value) {
        var word = value.strip();
        if (word.chars().anyMatch(c -> c <= ' ' || c == ',')) {
            return false;
        }
        var dot = word.indexOf('.');
        return word.contains("REDACTED.")
                || (dot > 0 && decoded(word.substring(0, dot)).startsWith("{\"plimsoll"));
    }

    private static String decoded(String base64) {
        try {
            var plain = base64.replace('-', '+').replace('_', '/').replace("=", "");
            return new String(Base64.getDecoder().decode(plain), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String literal(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }
}
