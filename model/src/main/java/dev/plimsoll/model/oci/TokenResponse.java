package dev.plimsoll.model.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A token service's answer (Docker registry token authentication, "Token Response Fields").
 *
 * @param token the field of that name
 * @param accessToken the field {@code access_token}, the OAuth 2.0 name of the same value
 * @param expiresIn the lifetime as stated; nothing if it is no JSON number or more than 68 years (31 bits of seconds)
 * @param issuedAt the time of issue as written; see {@link #issuedAtTime()}
 * @param refreshToken only if one was asked for
 * @param scope as granted, space-separated; OAuth 2.0 answers only
 */
public record TokenResponse(
        Optional<Secret> token,
        Optional<Secret> accessToken,
        Optional<Duration> expiresIn,
        Optional<String> issuedAt,
        Optional<Secret> refreshToken,
        Optional<String> scope) {
    /** The lifetime of a token that states none, and the least that a token may have. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofSeconds(60);

    /**
     * Reads a token answer.
     *
     * @throws MalformedException if the body is not a JSON object
     */
    public static TokenResponse parse(Bytes raw) {
        var document = Json.object(raw, "token response");
        return new TokenResponse(
                secret(document, "token"),
                secret(document, "access_token"),
                Optional.ofNullable(document.get("expires_in"))
                        .filter(node -> node.isNumber() && node.canConvertToInt())
                        .map(node -> Duration.ofSeconds(node.longValue())),
                Json.text(document, "issued_at"),
                secret(document, "refresh_token"),
                Json.text(document, "scope"));
    }

    /** The bearer token, by whichever name it came. */
    public Optional<Secret> bearer() {
        return token.or(() -> accessToken);
    }

    /** The time of issue, if it is there and an RFC 3339 time. */
    public Optional<OffsetDateTime> issuedAtTime() {
        return issuedAt.flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Secret> secret(JsonNode document, String field) {
        return Json.text(document, field).filter(value -> !value.isEmpty()).map(Secret::new);
    }
}
