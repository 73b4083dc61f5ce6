package dev.plimsoll.model.http;

import java.util.Locale;

/**
 * Scheme, host and port: the boundary that credentials do not cross (RFC 9110 §4.3.1).
 *
 * @param scheme {@code http} or {@code https}, lower case
 * @param host lower case; an IPv6 address in its brackets
 * @param port always explicit, 80 and 443 by default
 */
public record Origin(String scheme, String host, int port) {
    public Origin {
        scheme = scheme.toLowerCase(Locale.ROOT);
        host = host.toLowerCase(Locale.ROOT);
    }

    public boolean isTls() {
        return scheme.equals("https");
    }

    public boolean hasDefaultPort() {
        return port == (isTls() ? 443 : 80);
    }

    /** What the {@code Host} field says: the port only if it is not the scheme's own. */
    public String authority() {
        return hasDefaultPort() ? host : host + ":" + port;
    }

    @Override
    public String toString() {
        return scheme + "://" + authority();
    }
}
