package dev.plimsoll.peers;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Host names under which a registry started here can be reached through a proxy that knows them: many clients, those
 * written in Go among them, never send a request for 127.0.0.1 through a proxy.
 *
 * @param registry of the registry
 * @param auth of its token service
 * @param cdn of the origin that it redirects to for blobs
 */
public record PublicNames(String registry, String auth, String cdn) {
    /** RFC 1123 §2.1, in lower case, of two labels or more; the last begins with a letter, or it would be an address. */
    private static final Pattern HOST = Pattern.compile("([a-z0-9-]{1,63}\\.){1,8}[a-z][a-z0-9-]{0,62}");

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if one is no host name of two labels or more, in lower case
     */
    public PublicNames {
        for (var name : List.of(registry, auth, cdn)) {
            if (!HOST.matcher(name).matches()) {
                throw new IllegalArgumentException("not a host name such as registry.plimsoll.test: " + name);
            }
        }
    }

    /** Names below {@code plimsoll.test}, which nobody can own (RFC 6761 §6.2). */
    public static PublicNames invented() {
        return new PublicNames("registry.plimsoll.test", "auth.plimsoll.test", "cdn.plimsoll.test");
    }

    List<String> all() {
        return List.of(registry, auth, cdn);
    }
}
