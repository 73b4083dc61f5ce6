package dev.plimsoll.model.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a URL asks of a registry (distribution specification, "Endpoints"; the numbers are its end-ids). */
public sealed interface Endpoint {
    /** {@code /v2/}, end-1. */
    record Ping() implements Endpoint {}

    /**
     * {@code /v2/<name>/manifests/<reference>}, end-3, 7 and 9.
     *
     * @param reference a tag or a digest as written, not validated
     */
    record Manifest(String name, String reference) implements Endpoint {
        public boolean byDigest() {
            return reference.indexOf(':') >= 0;
        }
    }

    /**
     * {@code /v2/<name>/blobs/<digest>}, end-2 and 10.
     *
     * @param digest as written, not validated
     */
    record Blob(String name, String digest) implements Endpoint {}

    /** {@code /v2/<name>/blobs/uploads/…}, end-4, 5, 6, 11 and 13. */
    record Upload(String name) implements Endpoint {}

    /** {@code /v2/<name>/tags/list}, end-8. */
    record Tags(String name) implements Endpoint {}

    /** {@code /v2/<name>/referrers/<digest>}, end-12. */
    record Referrers(String name, String digest) implements Endpoint {}

    /** Anything else: a token service, a CDN, a page. */
    record Other() implements Endpoint {}

    Pattern NAMED = Pattern.compile(
            "/v2/(.+?)/(?:(manifests)/([^/]+)|blobs/(uploads)(?:/.*)?|(blobs)/([^/]+)|(tags)/list|(referrers)/([^/]+))");

    static Endpoint of(HttpUrl url) {
        if (url.path().equals("/v2/") || url.path().equals("/v2")) {
            return new Ping();
        }
        Matcher matcher = NAMED.matcher(url.path());
        if (!matcher.matches()) {
            return new Other();
        }
        var name = matcher.group(1);
        if (matcher.group(2) != null) {
            return new Manifest(name, decodeColon(matcher.group(3)));
        } else if (matcher.group(4) != null) {
            return new Upload(name);
        } else if (matcher.group(5) != null) {
            return new Blob(name, decodeColon(matcher.group(6)));
        } else if (matcher.group(7) != null) {
            return new Tags(name);
        }
        return new Referrers(name, decodeColon(matcher.group(9)));
    }

    /** Some clients escape the colon of a digest. */
    private static String decodeColon(String segment) {
        return segment.replace("%3A", ":").replace("%3a", ":");
    }
}
