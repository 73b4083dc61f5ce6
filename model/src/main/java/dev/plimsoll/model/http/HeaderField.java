package dev.plimsoll.model.http;

import java.util.Locale;
import java.util.Set;

/** One header line as sent: the name in the sender's case, the value without the white space around it. */
public record HeaderField(String name, String value) {
    private static final Set<String> SECRET = Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");
    private static final Set<String> URLS = Set.of("location", "content-location", "referer");

    /** Whether this is the field {@code other}; field names have no case (RFC 9110 §5.1). */
    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** For people: credentials are {@code ***} and a URL's query, which may be a signature, is left out. */
    @Override
    public String toString() {
        var lowerCase = name.toLowerCase(Locale.ROOT);
        int query = URLS.contains(lowerCase) ? value.indexOf('?') : -1;
        var shown = query < 0 ? value : value.substring(0, query) + "?…";
        return name + ": " + (SECRET.contains(lowerCase) ? "***" : shown);
    }
}
