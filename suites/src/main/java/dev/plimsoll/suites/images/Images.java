package dev.plimsoll.suites.images;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.ImageConfig;
import dev.plimsoll.model.oci.ImageIndex;
import dev.plimsoll.model.oci.ImageManifest;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.Manifest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.suites.check.Accept;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents of an image as the traffic has them, and how they hang together. */
final class Images {
    /** RFC 6838 §4.2: both names begin with a letter or digit and have at most 127 characters. */
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}");

    private static final HeaderFields ANY = HeaderFields.of("Accept", "*/*");

    static final Stimulus MANIFESTS = probe -> {
        probe.get(probe.sample().manifestPath(), Accept.MODERN_LINES);
        probe.get(probe.sample().manifestPath(probe.sample().manifest().raw()), Accept.MODERN_LINES);
    };
    static final Stimulus CONFIG = probe -> {
        MANIFESTS.drive(probe);
        var answer = probe.get(probe.sample().blobPath(probe.sample().config().digest()), ANY);
        answer.redirectTarget().ifPresent(target -> probe.get(target.raw(), ANY));
    };
    static final Stimulus LAYER = probe -> {
        CONFIG.drive(probe);
        var answer = probe.get(probe.sample().blobPath(probe.sample().layer().digest()), ANY);
        answer.redirectTarget().ifPresent(target -> probe.get(target.raw(), ANY));
    };

    private Images() {}

    static boolean isMediaType(String text) {
        return MEDIA_TYPE.matcher(text).matches();
    }

    static Optional<ImageIndex> index(Exchange exchange) {
        return Traffic.manifest(exchange).filter(ImageIndex.class::isInstance).map(ImageIndex.class::cast);
    }

    static Optional<ImageManifest> image(Exchange exchange) {
        return Traffic.manifest(exchange)
                .filter(ImageManifest.class::isInstance)
                .map(ImageManifest.class::cast);
    }

    /** Everything that a manifest describes, the subject included. */
    static Stream<Descriptor> descriptors(Exchange exchange) {
        return Traffic.manifest(exchange).stream()
                .flatMap(manifest -> Stream.concat(Traffic.descriptors(manifest), subject(manifest)));
    }

    /** The {@code artifactType} of a manifest or index. */
    static Optional<String> artifactType(Exchange exchange) {
        return index(exchange)
                .flatMap(ImageIndex::artifactType)
                .or(() -> image(exchange).flatMap(ImageManifest::artifactType));
    }

    /** Whether a config is one of an image, and no artifact's. */
    static boolean isImageConfig(MediaType type) {
        return type.sameAs(MediaType.DOCKER_CONFIG) || type.sameAs(MediaType.OCI_CONFIG);
    }

    /** The first image whose config this answer is. */
    static Optional<ImageManifest> imageOfConfig(Exchange answer, Transcript transcript) {
        if (!Traffic.isBlobAnswer(answer, transcript) || Traffic.body(answer).isEmpty()) {
            return Optional.empty();
        }
        var digest = Traffic.requestedBlob(answer, transcript);
        return images(transcript)
                .filter(image -> isImageConfig(image.config().mediaType())
                        && digest.equals(Optional.of(image.config().digest().raw())))
                .findFirst();
    }

    /** The config in an answer; nothing if it is malformed. */
    static Optional<ImageConfig> config(Exchange answer) {
        try {
            return Traffic.body(answer).map(ImageConfig::parse);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** Why the config in an answer is none. */
    static Optional<String> configProblem(Exchange answer) {
        try {
            Traffic.body(answer).ifPresent(ImageConfig::parse);
            return Optional.empty();
        } catch (MalformedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** What an index of this traffic says an image is for; what is no platform, such as unknown/unknown, says nothing. */
    static Optional<Platform> listedPlatform(ImageManifest image, Transcript transcript) {
        return transcript.stream()
                .flatMap(exchange -> index(exchange).stream())
                .flatMap(index -> index.manifests().stream())
                .filter(entry -> entry.digest().equals(image.digest()))
                .flatMap(entry -> entry.platform().stream())
                .filter(platform ->
                        !platform.os().equals("unknown") && !platform.os().isEmpty())
                .findFirst();
    }

    /** Where a layer stands in an image: its config's diffID for it, and the layer's type. */
    record Place(MediaType type, String diffId) {}

    /** The places of a layer in all images whose config is at hand. */
    static List<Place> places(String layer, Transcript transcript) {
        return transcript.stream()
                .flatMap(answer -> imageOfConfig(answer, transcript).stream()
                        .flatMap(image -> config(answer).stream().flatMap(config -> places(layer, image, config))))
                .toList();
    }

    /** The content of a complete blob that is at hand. */
    static Optional<Bytes> blob(Exchange exchange, Transcript transcript) {
        return Traffic.isBlobAnswer(exchange, transcript) ? Traffic.body(exchange) : Optional.empty();
    }

    private static Stream<Place> places(String layer, ImageManifest image, ImageConfig config) {
        if (image.layers().size() != config.diffIds().size()) {
            return Stream.empty();
        }
        return Stream.iterate(0, i -> i + 1)
                .limit(image.layers().size())
                .filter(i -> image.layers().get(i).digest().raw().equals(layer))
                .map(i -> new Place(
                        image.layers().get(i).mediaType(),
                        config.diffIds().get(i).raw()));
    }

    private static Stream<ImageManifest> images(Transcript transcript) {
        return transcript.stream().flatMap(exchange -> image(exchange).stream());
    }

    private static Stream<Descriptor> subject(Manifest manifest) {
        if (manifest instanceof ImageManifest image) {
            return image.subject().stream();
        }
        return manifest instanceof ImageIndex index ? index.subject().stream() : Stream.empty();
    }
}
