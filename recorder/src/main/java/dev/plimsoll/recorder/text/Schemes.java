package dev.plimsoll.recorder.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which scheme a text speaks of for an authority; request lines in origin form do not tell. */
final class Schemes {
    private static final Pattern URL = Pattern.compile("(https?)://([^/?#\\s\"'<>,;)]+)");

    private final Map<String, String> mentioned = new TreeMap<>();
    private final Map<Integer, String> connected = new TreeMap<>();

    /** Learns from every URL of a text; of an authority that is named with both schemes, nothing. */
    static Schemes mentionedIn(String text) {
        var schemes = new Schemes();
        URL.matcher(text)
                .results()
                .forEach(url -> schemes.mentioned.merge(
                        url.group(2).toLowerCase(Locale.ROOT),
                        url.group(1),
                        (one, other) -> one.equals(other) ? one : ""));
        return schemes;
    }

    /** Says what the connection was on which the request of that line was sent. */
    void connected(int line, boolean tls) {
        connected.put(line, tls ? "https" : "http");
    }

    Optional<String> of(String authority, int line) {
        return Optional.ofNullable(connected.get(line))
                .or(() -> Optional.ofNullable(mentioned.get(authority.toLowerCase(Locale.ROOT))))
                .filter(scheme -> !scheme.isEmpty());
    }
}
