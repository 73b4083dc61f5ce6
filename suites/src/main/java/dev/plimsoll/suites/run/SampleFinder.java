package dev.plimsoll.suites.run;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.ImageIndex;
import dev.plimsoll.model.oci.ImageManifest;
import dev.plimsoll.suites.check.Sample;
import dev.plimsoll.suites.check.Traffic;
import java.util.Optional;

/** Finds the image that recorded traffic is about. */
final class SampleFinder {
    private SampleFinder() {}

    /** The image of the first tag that was answered, or nothing if no image manifest with a layer was recorded. */
    static Optional<Sample> find(Transcript transcript) {
        return transcript.stream()
                .filter(exchange -> Traffic.manifest(exchange).isPresent())
                .filter(exchange -> Traffic.manifestRequest(exchange)
                        .filter(request -> !request.byDigest())
                        .isPresent())
                .findFirst()
                .flatMap(tagged -> sample(tagged, transcript));
    }

    private static Optional<Sample> sample(Exchange tagged, Transcript transcript) {
        var request = Traffic.manifestRequest(tagged).orElseThrow();
        var answered = Traffic.manifest(tagged).orElseThrow();
        Optional<Digest> index = answered instanceof ImageIndex ? Optional.of(answered.digest()) : Optional.empty();
        return image(tagged, transcript)
                .filter(image -> !image.layers().isEmpty())
                .map(image -> new Sample(
                        request.name(),
                        request.reference(),
                        index,
                        image.digest(),
                        image.config(),
                        image.layers().stream()
                                .filter(layer -> requested(layer.digest(), transcript))
                                .findFirst()
                                .orElse(image.layers().get(0))));
    }

    private static Optional<ImageManifest> image(Exchange tagged, Transcript transcript) {
        if (Traffic.manifest(tagged).orElseThrow() instanceof ImageManifest image) {
            return Optional.of(image);
        }
        return transcript
                .after(tagged)
                .flatMap(later -> Traffic.manifest(later).stream())
                .filter(ImageManifest.class::isInstance)
                .map(ImageManifest.class::cast)
                .findFirst();
    }

    private static boolean requested(Digest digest, Transcript transcript) {
        return transcript.stream()
                .anyMatch(exchange -> exchange.request().endpoint() instanceof Endpoint.Blob blob
                        && blob.digest().equals(digest.raw()));
    }
}
