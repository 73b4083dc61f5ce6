package dev.plimsoll.engine;

import dev.plimsoll.model.oci.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user's name and password for one registry. */
public record Login(String user, Secret password) {
    /** The value of an {@code Authorization} field (RFC 7617 §2). */
    public Secret basic() {
        var pair = user + ":" + password.reveal();
        return new Secret("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
}
