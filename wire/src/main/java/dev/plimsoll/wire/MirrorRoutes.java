package dev.plimsoll.wire;

import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.MalformedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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
public final class MirrorRoutes {
    /** What the path of a way to another origin begins with. */
    public static final String PREFIX = "/.plimsoll/";

    private static final Pattern ROUTE = Pattern.compile("/\\.plimsoll/(https?)/([^/?]+)(.*)", Pattern.DOTALL);
    private static final Pattern REALM = Pattern.compile("(realm=\")(https?://[^\"]*)(\")", Pattern.CASE_INSENSITIVE);
    private static final Pattern TARGET = Pattern.compile("(<)(https?://[^>]*)(>)", Pattern.CASE_INSENSITIVE);

    /** A hostile origin may name as many as it likes; no image has as many. */
    private static final int ORIGINS = 1_000;

    private final Origin mirrored;
    private final Set<Origin> named = ConcurrentHashMap.newKeySet();
    private final Set<Origin> realms = ConcurrentHashMap.newKeySet();

    /** The mirror of an origin. */
    public MirrorRoutes(Origin mirrored) {
        this.mirrored = mirrored;
    }

    /** The mirror of an origin, through which some others may be reached before an answer has named them. */
    public MirrorRoutes(Origin mirrored, Collection<Origin> known) {
        this.mirrored = mirrored;
        named.addAll(known);
    }

    /** The path and query by which a mirror leads to a URL of another origin. */
    public static String wayTo(HttpUrl url) {
        return PREFIX + url.origin().scheme() + "/" + url.origin().authority() + url.target();
    }

    /**
     * Where a request goes; nothing if to an origin that no answer has named.
     *
     * @param target as in the request line, beginning with a slash
     */
    public Optional<HttpUrl> route(String target) {
        if (!target.startsWith(PREFIX)) {
            return Optional.of(HttpUrl.parse(mirrored + target));
        }
        return target(target).filter(known -> named.contains(known.origin()));
    }

    /**
     * Whether a client may send its credentials to an origin: to the mirrored one, and to those that a challenge named as a
     * realm. To a client all that a mirror leads to is one origin, so it sends them to a CDN as well.
     */
    public boolean takesCredentials(Origin origin) {
        return origin.equals(mirrored) || realms.contains(origin);
    }

    /** The URL that a way to another origin stands for; nothing if the target is no such way. */
    public static Optional<HttpUrl> target(String way) {
        var route = ROUTE.matcher(way);
        return route.matches()
                ? Optional.of(HttpUrl.parse(route.group(1) + "://" + route.group(2) + route.group(3)))
                : Optional.empty();
    }

    /**
     * The head of an answer with its ways leading through the mirror.
     *
     * @param asked the URL that it answers
     * @param base scheme and authority by which the client reaches the mirror
     */
    public MessageHead rewritten(MessageHead head, HttpUrl asked, String base) {
        var changed = head;
        for (int i = 0; i < head.lines().size(); i++) {
            var line = head.lines().get(i);
            var value = line.substring(line.indexOf(':') + 1).strip();
            var through = switch (MessageHead.nameOf(line).toLowerCase(Locale.ROOT)) {
                case "location", "content-location" -> location(value, asked, base);
                case "www-authenticate" -> {
                    rememberRealms(value);
                    yield replaced(REALM, value, base);
                }
                case "link" -> replaced(TARGET, value, base);
                default -> value;
            };
            changed = through.equals(value) ? changed : changed.withValue(i, through);
        }
        return changed;
    }

    /** The names of the fields that {@link #rewritten} changed. */
    public static List<String> differences(MessageHead before, MessageHead after) {
        var names = new ArrayList<String>();
        for (int i = 0; i < before.lines().size(); i++) {
            if (!before.lines().get(i).equals(after.lines().get(i))) {
                names.add(MessageHead.nameOf(before.lines().get(i)));
            }
        }
        return names;
    }

    private void rememberRealms(String challenge) {
        REALM.matcher(challenge)
                .results()
                .limit(Math.max(0, ORIGINS - realms.size()))
                .forEach(realm -> {
                    try {
                        realms.add(HttpUrl.parse(realm.group(2)).origin());
                    } catch (MalformedException e) {
                        // Nobody is led there either.
                        return;
                    }
                });
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
        return base + wayTo(url);
    }
}
