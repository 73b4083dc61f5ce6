package dev.plimsoll.suites.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.model.oci.Secret;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** A token that happens to be a JSON web token (RFC 7519); its signature is not looked at. */
record Jwt(JsonNode header, JsonNode claims) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Nothing if the token is opaque. */
    static Optional<Jwt> parse(Secret token) {
        var parts = token.reveal().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        var header = object(parts[0]);
        var claims = object(parts[1]);
        return header.isPresent() && claims.isPresent()
                ? Optional.of(new Jwt(header.get(), claims.get()))
                : Optional.empty();
    }

    /** The seconds between issue and expiry, if both are told. */
    Optional<Long> lifetimeSeconds() {
        return claims.path("exp").isNumber() && claims.path("iat").isNumber()
                ? Optional.of(claims.path("exp").asLong() - claims.path("iat").asLong())
                : Optional.empty();
    }

    private static Optional<JsonNode> object(String encoded) {
        try {
            return Optional.ofNullable(MAPPER.readTree(Base64.getUrlDecoder().decode(encoded)))
                    .filter(JsonNode::isObject);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
