package dev.plimsoll.reports.pull;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.HttpUrl;

/** Short names of what requests are about. */
final class Names {
    /** How many digits of a digest tell it from the others of a pull. */
    private static final int DIGITS = 12;

    private static final int LONGEST_PATH = 60;

    private Names() {}

    /** @param origin where the chain of redirects began that led to it, or the request itself */
    static String of(Hop hop, Hop origin) {
        var endpoint = origin.endpoint();
        if (endpoint instanceof Endpoint.Ping) {
            return "/v2/";
        } else if (endpoint instanceof Endpoint.Manifest manifest) {
            return manifest.byDigest()
                    ? manifest.name() + " " + digest(manifest.reference())
                    : manifest.name() + ":" + manifest.reference();
        } else if (endpoint instanceof Endpoint.Blob blob) {
            return blob.name() + " " + digest(blob.digest());
        } else if (endpoint instanceof Endpoint.Upload upload) {
            return upload.name() + " upload";
        } else if (endpoint instanceof Endpoint.Tags tags) {
            return tags.name() + " tags";
        } else if (endpoint instanceof Endpoint.Referrers referrers) {
            return referrers.name() + " referrers of " + digest(referrers.digest());
        }
        return hop.url().map(Names::other).orElse(hop.exchange().url());
    }

    /** The algorithm and the first digits. */
    static String digest(String digest) {
        int colon = digest.indexOf(':');
        return colon < 0 || digest.length() <= colon + 1 + DIGITS ? digest : digest.substring(0, colon + 1 + DIGITS);
    }

    private static String other(HttpUrl url) {
        var path = url.path();
        return url.parameter("scope")
                .orElse(path.length() > LONGEST_PATH ? "…" + path.substring(path.length() - LONGEST_PATH) : path);
    }
}
