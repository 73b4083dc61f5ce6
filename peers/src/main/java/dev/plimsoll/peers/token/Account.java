package dev.plimsoll.peers.token;

import dev.plimsoll.model.oci.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The one user of a registry started here, who may do everything in it.
 *
 * @param name without a colon, which ends it in Basic credentials (RFC 7617 §2)
 */
public record Account(String name, Secret password) {
    private static final int PASSWORD_BYTES = 15;

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if one is empty, or there is a colon or a control character in the name
     */
    public Account {
        if (name.isEmpty() || name.indexOf(':') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a user's name is not empty and has neither colon nor control character");
        }
        if (password.isEmpty()) {
            throw new IllegalArgumentException("the password of " + name + " is empty");
        }
    }

    /** The user {@code mariner} with a password of its own. */
    public static Account random(SecureRandom random) {
        var bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return new Account("mariner", new Secret(Base64.getUrlEncoder().encodeToString(bytes)));
    }

    /** The value of an {@code Authorization} field. */
    public Secret basic() {
        var pair = name + ":" + password.reveal();
        return new Secret("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether these are its credentials; how long it takes tells nothing of the password. */
    boolean isSignedInBy(String someName, String somePassword) {
        return same(name, someName) && same(password.reveal(), somePassword);
    }

    private static boolean same(String own, String other) {
        return MessageDigest.isEqual(own.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
