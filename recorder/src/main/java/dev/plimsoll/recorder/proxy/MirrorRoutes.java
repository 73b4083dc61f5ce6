package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.wire.MessageHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways through a mirror. Its own paths are those of the origin; other origins that the origin's answers name (the
 * CDN of a redirect, the realm of a challenge) have {@code /.plimsoll/https/<authority>} before theirs. Nobody gets
 * anywhere else through it.
 */
final class MirrorRoutes {
    private static final String PREFIX = "/.plimsoll/";
    private static final Pattern ROUTE = Pattern.compile("/\\.plimsoll/(https?)/([^/?]+)(.*)", Pattern.DOTALL);
    private static final Pattern REALM = Pattern.compile("(realm=\")(https?://[^\"]*)(\")", Pattern.CASE_INSENSITIVE);
    private static final Pattern TARGET = Pattern.compile("(<)(https?://[^>]*)(>)", Pattern.CASE_INSENSITIVE);

    /** A hostile origin may name as many as it likes; no image has as many. */
    private static final int ORIGINS = 1_000;

    private final Origin mirrored;
    private final Set<Origin> named = ConcurrentHashMap.newKeySet();

    MirrorRoutes(Origin mirrored) {
        this.mirrored = mirrored;
    }

    /**
     * Where a request goes; nothing if to an origin that no answer has named.
     *
     * @param target as in the request line, beginning with a slash
     */
    Optional<HttpUrl> route(String target) {
        if (!target.startsWith(PREFIX)) {
            return Optional.of(HttpUrl.parse(mirrored + target));
        }
        var route = ROUTE.matcher(target);
        if (!route.matches()) {
            return Optional.empty();
        }
        var url = HttpUrl.parse(route.group(1) + "://" + route.group(2) + route.group(3));
        return Optional.of(url).filter(known -> named.contains(known.origin()));
    }

    /**
     * The head of an answer with its ways leading through the mirror.
     *
     * @param asked the URL that it answers
     * @param base scheme and authority by which the client reaches the mirror
     */
    MessageHead rewritten(MessageHead head, HttpUrl asked, String base) {
        var changed = head;
        for (int i = 0; i < head.lines().size(); i++) {
            var line = head.lines().get(i);
            var value = line.substring(line.indexOf(':') + 1).strip();
            var through = switch (MessageHead.nameOf(line).toLowerCase(java.util.Locale.ROOT)) {
                case "location", "content-location" -> location(value, asked, base);
                case "www-authenticate" -> replaced(REALM, value, base);
                case "link" -> replaced(TARGET, value, base);
                default -> value;
            };
            changed = through.equals(value) ? changed : changed.withValue(i, through);
        }
        return changed;
    }

    /** The names of the fields that {@link #rewritten} changed. */
    static List<String> differences(MessageHead before, MessageHead after) {
        var names = new ArrayList<String>();
        for (int i = 0; i < before.lines().size(); i++) {
            if (!before.lines().get(i).equals(after.lines().get(i))) {
                names.add(MessageHead.nameOf(before.lines().get(i)));
            }
        }
        return names;
    }

    private String location(String location, HttpUrl asked, String base) {
        boolean relative = !location.contains("//") && asked.origin().equals(mirrored);
        try {
            return relative ? location : through(asked.resolve(location), base);
        } catch (MalformedException e) {
            return location;
        }
    }

    private String replaced(Pattern pattern, String value, String base) {
        return pattern.matcher(value).replaceAll(found -> {
            try {
                return Matcher.quoteReplacement(
                        found.group(1) + through(HttpUrl.parse(found.group(2)), base) + found.group(3));
            } catch (MalformedException e) {
                return Matcher.quoteReplacement(found.group());
            }
        });
    }

    private String through(HttpUrl url, String base) {
        if (url.origin().equals(mirrored)) {
            return base + url.target();
        }
        if (named.size() < ORIGINS) {
            named.add(url.origin());
        }
        return base + PREFIX + url.origin().scheme() + "/" + url.origin().authority() + url.target();
    }
}
