package dev.plimsoll.peers.token;

import dev.plimsoll.model.oci.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** The refresh tokens that are out; all of them are the one account's. Safe for use by several threads. */
final class RefreshTokens {
    private static final int MOST = 1_000;
    private static final int BYTES = 32;

    private final SecureRandom random;
    private final Set<Secret> known = new LinkedHashSet<>();

    RefreshTokens(SecureRandom random) {
        this.random = random;
    }

    /** A new one; beyond a thousand the oldest is forgotten. */
    synchronized Secret issue() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var token = new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        known.add(token);
        if (known.size() > MOST) {
            known.remove(known.iterator().next());
        }
        return token;
    }

    synchronized boolean knows(Secret token) {
        return known.contains(token);
    }
}
