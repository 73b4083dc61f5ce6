package dev.plimsoll.reports.pull;

import dev.plimsoll.model.http.Endpoint;
import java.util.Optional;

/** What a URL of a registry names. */
final class Asked {
    private Asked() {}

    /** The digest that is asked for, if it is asked by one. */
    static Optional<String> digest(Hop hop) {
        if (hop.endpoint() instanceof Endpoint.Blob blob) {
            return Optional.of(blob.digest());
        }
        return hop.endpoint() instanceof Endpoint.Manifest manifest && manifest.byDigest()
                ? Optional.of(manifest.reference())
                : Optional.empty();
    }

    /** The repository. */
    static Optional<String> repository(Hop hop) {
        if (hop.endpoint() instanceof Endpoint.Manifest manifest) {
            return Optional.of(manifest.name());
        } else if (hop.endpoint() instanceof Endpoint.Blob blob) {
            return Optional.of(blob.name());
        }
        return hop.endpoint() instanceof Endpoint.Tags tags ? Optional.of(tags.name()) : Optional.empty();
    }
}
