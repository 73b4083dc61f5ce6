package dev.plimsoll.recorder.proxy;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/**
 * Which hosts may be reached.
 *
 * @param allowed names, or {@code *.example.com} for all names below that one; all hosts if empty
 */
public record HostRules(List<String> allowed) {
    /** Every host. */
    public static final HostRules ANY = new HostRules(List.of());

    public HostRules {
        allowed = allowed.stream().map(rule -> rule.toLowerCase(Locale.ROOT)).toList();
    }

    /** Whether a host, in lower case, is one of them. */
    public boolean allows(String host) {
        return allowed.isEmpty()
                || allowed.stream()
                        .anyMatch(rule -> rule.startsWith("*.") ? host.endsWith(rule.substring(1)) : host.equals(rule));
    }

    /** Whether an address is one that only this machine or its network can reach. */
    public static boolean isPrivate(InetAddress address) {
        var bytes = address.getAddress();
        // RFC 4193: fc00::/7; RFC 6598: 100.64.0.0/10. Java knows neither.
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || shared;
    }
}
