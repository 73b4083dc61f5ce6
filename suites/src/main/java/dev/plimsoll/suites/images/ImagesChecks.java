package dev.plimsoll.suites.images;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.ImageIndex;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Gunzip;
import dev.plimsoll.suites.check.JsonBody;
import dev.plimsoll.suites.check.Traffic;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Indexes and configs: their members, and whether index, manifest, config and layers tell the same image. */
public final class ImagesChecks {
    private static final String INDEXES = "lists and indexes that can be read";
    private static final String CONFIGS = "configs of images whose manifest is at hand";

    public static final List<Check> ALL = List.of(
            check("images/index-states-its-schema-version", MUST, REGISTRY, "IS-01")
                    .title("A list or index has schemaVersion 2")
                    .impact("Strict clients refuse it.")
                    .drive(Images.MANIFESTS)
                    .judge(each(
                            INDEXES,
                            (e, t) -> Images.index(e).isPresent(),
                            (answer, t, findings) -> findings.require(
                                    // One that is not 2 makes the document malformed, which another check says.
                                    JsonBody.object(answer)
                                            .filter(document -> document.has("schemaVersion"))
                                            .isPresent(),
                                    answer,
                                    "schemaVersion",
                                    "2",
                                    "absent"))),
            check("images/platform-is-not-empty", MUST, REGISTRY, "IS-11")
                    .title("A platform in an index has an architecture and an os that say something")
                    .impact("No client finds the image by its platform.")
                    .drive(Images.MANIFESTS)
                    .judge(each(
                            "indexes with platforms",
                            (e, t) -> platforms(e).findAny().isPresent(),
                            (answer, t, findings) -> platforms(answer)
                                    .forEach(platform -> findings.require(
                                            !platform.architecture().isBlank()
                                                    && !platform.os().isBlank(),
                                            answer,
                                            "platform",
                                            "os and architecture",
                                            "\"" + platform + "\"")))),
            check("images/platforms-differ", QUIRK, REGISTRY, "IS-10")
                    .title("No two images of an index are for the same platform")
                    .impact("The first one wins, and nobody ever pulls the other.")
                    .drive(Images.MANIFESTS)
                    .judge(each(
                            "indexes with platforms",
                            (e, t) -> platforms(e).findAny().isPresent(),
                            (answer, t, findings) -> {
                                var seen = new HashSet<Platform>();
                                platforms(answer)
                                        .filter(platform -> !platform.os().equals("unknown"))
                                        .forEach(platform -> findings.require(
                                                seen.add(platform),
                                                answer,
                                                "images for " + platform,
                                                "one",
                                                "more than one"));
                            })),
            check("images/child-is-for-its-platform", SHOULD, REGISTRY, "IS-11")
                    .title("An image's config has the architecture and os under which the index lists it")
                    .impact("Programs of another machine are pulled, and do not start.")
                    .drive(Images.CONFIG)
                    .judge(each(
                            "configs of images that an index lists with a platform",
                            (e, t) -> listedPlatform(e, t).isPresent()
                                    && Images.config(e).isPresent(),
                            (answer, t, findings) -> {
                                var listed = listedPlatform(answer, t).orElseThrow();
                                var config = Images.config(answer).orElseThrow();
                                findings.require(
                                        config.os().equals(listed.os())
                                                && config.architecture().equals(listed.architecture()),
                                        answer,
                                        "platform of the config",
                                        listed.os() + "/" + listed.architecture() + ", as the index lists it",
                                        config.os() + "/" + config.architecture());
                            })),
            check("images/config-is-well-formed", MUST, REGISTRY, "IS-22")
                    .title("An image's config has architecture, os and a rootfs of type layers")
                    .impact("The image is pulled, and cannot be unpacked.")
                    .drive(Images.CONFIG)
                    .judge(each(
                            CONFIGS,
                            (e, t) -> Images.imageOfConfig(e, t).isPresent(),
                            (answer, t, findings) -> Images.configProblem(answer)
                                    .ifPresent(problem ->
                                            findings.add(answer, "config", "a well-formed image config", problem)))),
            check("images/every-layer-has-a-diff-id", MUST, REGISTRY, "IS-22")
                    .title("A config has as many diffIDs as the manifest has layers")
                    .impact("Clients refuse the image when they unpack it, after all of it was pulled.")
                    .drive(Images.CONFIG)
                    .judge(each(
                            CONFIGS,
                            (e, t) -> Images.imageOfConfig(e, t).isPresent()
                                    && Images.config(e).isPresent(),
                            (answer, t, findings) -> {
                                int layers = Images.imageOfConfig(answer, t)
                                        .orElseThrow()
                                        .layers()
                                        .size();
                                int diffIds = Images.config(answer)
                                        .orElseThrow()
                                        .diffIds()
                                        .size();
                                findings.require(
                                        layers == diffIds,
                                        answer,
                                        "number of diff_ids",
                                        layers + ", as many as layers",
                                        Integer.toString(diffIds));
                            })),
            check("images/history-agrees-with-the-layers", QUIRK, REGISTRY, "IS-22")
                    .title("A config's history has as many entries with a layer as there are layers")
                    .impact("Tools that show what a layer is from show the wrong command, or fail.")
                    .drive(Images.CONFIG)
                    .judge(each(
                            "configs with a history",
                            (e, t) -> Images.imageOfConfig(e, t).isPresent()
                                    && Images.config(e)
                                            .flatMap(config -> config.historyLayers())
                                            .isPresent(),
                            (answer, t, findings) -> {
                                int layers = Images.imageOfConfig(answer, t)
                                        .orElseThrow()
                                        .layers()
                                        .size();
                                int told = Images.config(answer)
                                        .flatMap(config -> config.historyLayers())
                                        .orElseThrow();
                                findings.require(
                                        layers == told,
                                        answer,
                                        "history entries with a layer",
                                        layers + ", as many as layers",
                                        Integer.toString(told));
                            })),
            check("images/layer-has-its-diff-id", MUST, REGISTRY, "IS-07")
                    .title("A layer unpacks to the diffID that stands at its place in the config")
                    .impact("Layers are stacked in the wrong order, or clients refuse the image at the very end.")
                    .drive(Images.LAYER)
                    .judge(each(
                            "layers of plain or gzipped tar whose bytes and whose image's config are at hand",
                            (e, t) -> unpacked(e, t).isPresent(),
                            (answer, t, findings) -> {
                                var real = unpacked(answer, t).orElseThrow();
                                var layer = Traffic.requestedBlob(answer, t).orElseThrow();
                                Images.places(layer, t)
                                        .forEach(place -> findings.require(
                                                place.diffId().equals(real.raw()),
                                                answer,
                                                "diffID of the layer",
                                                place.diffId() + ", as the config says",
                                                real.raw()));
                            })));

    private ImagesChecks() {}

    private static Stream<Platform> platforms(Exchange exchange) {
        return Images.index(exchange).map(ImageIndex::manifests).stream()
                .flatMap(List::stream)
                .filter(entry -> entry.mediaType().isImageManifest())
                .flatMap(entry -> entry.platform().stream());
    }

    private static Optional<Platform> listedPlatform(Exchange answer, Transcript transcript) {
        return Images.imageOfConfig(answer, transcript).flatMap(image -> Images.listedPlatform(image, transcript));
    }

    /** The digest of a layer's archive; nothing if no config tells what it should be. */
    private static Optional<Digest> unpacked(Exchange exchange, Transcript transcript) {
        var content = Images.blob(exchange, transcript);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        var layer = Traffic.requestedBlob(exchange, transcript).orElseThrow();
        // A blob that is not what was asked for is another check's matter.
        if (!layer.equals(Digest.sha256(content.get()).raw())) {
            return Optional.empty();
        }
        var types = Images.places(layer, transcript).stream()
                .map(Images.Place::type)
                .toList();
        if (types.stream().anyMatch(ImagesChecks::isGzip)) {
            return Gunzip.contentDigest(content.get());
        }
        return types.stream().anyMatch(type -> type.sameAs(MediaType.OCI_LAYER)) && !Gunzip.isGzip(content.get())
                ? Optional.of(Digest.sha256(content.get()))
                : Optional.empty();
    }

    private static boolean isGzip(MediaType type) {
        return type.sameAs(MediaType.OCI_LAYER_GZIP) || type.sameAs(MediaType.DOCKER_LAYER_GZIP);
    }
}
