package dev.plimsoll.peers.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.model.oci.Scope;
import dev.plimsoll.model.oci.Secret;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Writes tokens (Docker registry token authentication, "JWT"). */
final class TokenIssuer {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int ID_BYTES = 16;

    private final TokenServiceOptions options;
    private final SigningKey key;

    TokenIssuer(TokenServiceOptions options) {
        this.options = options;
        this.key = SigningKey.create(options.algorithm(), options.random(), options.clock());
    }

    /** The certificate that a registry has to trust. */
    String pem() {
        return key.pem();
    }

    /** A token for a subject, empty for a client without name, valid from now on. */
    Secret issue(String subject, List<Scope> access, Instant now) {
        var header = MAPPER.createObjectNode();
        header.put("typ", "JWT").put("alg", key.algorithm().name());
        header.putArray("x5c").add(key.x5c());
        var claims = MAPPER.createObjectNode();
        claims.put("iss", options.issuer())
                .put("sub", subject)
                .put("aud", options.service())
                .put("exp", now.plus(options.lifetime()).getEpochSecond())
                .put("nbf", now.getEpochSecond())
                .put("iat", now.getEpochSecond())
                .put("jti", identifier());
        var entries = claims.putArray("access");
        for (var scope : access) {
            var actions = entries.addObject()
                    .put("type", scope.type())
                    .put("name", scope.name())
                    .putArray("actions");
            scope.actions().forEach(actions::add);
        }
        try {
            return new Secret(key.sign(MAPPER.writeValueAsString(header), MAPPER.writeValueAsString(claims)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was just built can be written", e);
        }
    }

    private String identifier() {
        var bytes = new byte[ID_BYTES];
        options.random().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
