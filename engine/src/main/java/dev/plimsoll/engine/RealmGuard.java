package dev.plimsoll.engine;

import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Where a challenge may send us for a token: not from https to http, and not into the network around this machine
 * unless the registry itself is there. A realm is named by whoever answers, so an unchecked one makes this engine a
 * tool for reaching, say, a cloud's metadata service (go-containerregistry's advisory and pull request 2258).
 */
public final class RealmGuard {
    private static final Pattern NUMERIC =
            Pattern.compile("(?:0[xX][0-9a-fA-F]*|[0-9]+)(?:\\.(?:0[xX][0-9a-fA-F]*|[0-9]+))*\\.?");
    private static final Pattern DOTTED_QUAD = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    private RealmGuard() {}

    /** Whether that realm may be asked for a token on behalf of that registry, with credentials or without. */
    public static boolean isSafe(Origin registry, HttpUrl realm) {
        try {
            check(registry, realm);
            return true;
        } catch (RefusalException e) {
            return false;
        }
    }

    static void check(Origin registry, HttpUrl realm) throws RefusalException {
        var origin = realm.origin();
        if (registry.isTls() && !origin.isTls()) {
            throw refusal(registry, origin, "it is plain http, the registry is not");
        }
        if (!origin.host().equals(registry.host()) && isInner(origin.host())) {
            throw refusal(
                    registry, origin, "it is a loopback, link-local or private address and not the registry's host");
        }
    }

    private static RefusalException refusal(Origin registry, Origin realm, String why) {
        return new RefusalException(
                RefusalException.Subject.REALM,
                "the challenge of " + registry + " names the token service " + realm + ", which is not asked: " + why);
    }

    private static boolean isInner(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost") || host.equals("localhost.")) {
            return true;
        }
        if (!host.startsWith("[") && !NUMERIC.matcher(host).matches()) {
            return false;
        }
        if (!host.startsWith("[") && !DOTTED_QUAD.matcher(host).matches()) {
            // 127.1, 0x7f000001, 017700000001: nobody writes an honest address like this.
            return true;
        }
        try {
            return isInner(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private static boolean isInner(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || isSharedOrUniqueLocal(address);
    }

    /** 100.64.0.0/10 (RFC 6598) and fc00::/7 (RFC 4193). */
    private static boolean isSharedOrUniqueLocal(InetAddress address) {
        var octets = address.getAddress();
        return address instanceof Inet6Address
                ? (octets[0] & 0xfe) == 0xfc
                : (octets[0] & 0xff) == 100 && (octets[1] & 0xc0) == 64;
    }
}
