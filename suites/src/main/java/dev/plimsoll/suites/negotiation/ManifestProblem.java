package dev.plimsoll.suites.negotiation;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.Manifest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.UnknownManifest;
import dev.plimsoll.suites.check.Traffic;
import java.util.Optional;

/** Why the body of a manifest answer is not a manifest. */
final class ManifestProblem {
    private ManifestProblem() {}

    /** Whether an answer is a manifest, or pretends to be one; a vendor's type of JSON is neither. */
    static boolean isJudged(Exchange answer) {
        return Traffic.isReadableManifest(answer)
                && Traffic.manifest(answer)
                        .filter(UnknownManifest.class::isInstance)
                        .map(Manifest::mediaType)
                        .filter(type -> type.isJson() && !type.sameAs(MediaType.JSON))
                        .isEmpty();
    }

    static Optional<String> of(Exchange answer) {
        try {
            var manifest = Manifest.parse(Traffic.body(answer).orElseThrow(), Traffic.contentType(answer));
            return manifest instanceof UnknownManifest unknown
                    ? Optional.of("a document of type " + unknown.mediaType())
                    : Optional.empty();
        } catch (MalformedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
