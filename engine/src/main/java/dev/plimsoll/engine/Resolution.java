package dev.plimsoll.engine;

import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.ImageIndex;
import dev.plimsoll.model.oci.ImageManifest;
import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.model.oci.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the one image manifest that a reference means for a platform. */
final class Resolution {
    private final ManifestSource manifests;
    private final PullOptions options;
    private final PullListener listener;
    private final Set<Digest> seen = new HashSet<>();
    private final List<String> available = new ArrayList<>();

    /** The image's manifest and its verified descriptor. */
    record Image(ImageManifest manifest, Descriptor descriptor) {}

    Resolution(ManifestSource manifests, PullOptions options, PullListener listener) {
        this.manifests = manifests;
        this.options = options;
        this.listener = listener;
    }

    Image resolve(Reference reference) throws PullException, InterruptedException {
        var fetched = manifests.byReference(reference.manifestReference(), reference.digest());
        return imageOf(fetched, 0)
                .orElseThrow(() -> new PullException(
                        PullException.Reason.NO_MATCHING_PLATFORM,
                        reference + " has no image for " + options.platform() + "; it has: "
                                + String.join(", ", available)));
    }

    private Optional<Image> imageOf(ManifestSource.Fetched fetched, int depth)
            throws PullException, InterruptedException {
        if (fetched.manifest() instanceof ImageManifest image) {
            return Optional.of(new Image(image, fetched.descriptor()));
        } else if (fetched.manifest() instanceof ImageIndex index) {
            return choose(index, fetched.descriptor(), depth);
        }
        throw new PullException(
                PullException.Reason.UNSUPPORTED,
                "a document of type "
                        + Registry.quoted(fetched.manifest().mediaType().raw())
                        + " is no image and no index of images");
    }

    private Optional<Image> choose(ImageIndex index, Descriptor itself, int depth)
            throws PullException, InterruptedException {
        if (depth >= options.limits().indexDepth()) {
            throw new PullException(
                    PullException.Reason.TOO_LARGE,
                    "index " + itself.digest() + " lies deeper than the limit of " + depth + " indexes in each other");
        }
        seen.add(itself.digest());
        var images = new ArrayList<Descriptor>();
        var indexes = new ArrayList<Descriptor>();
        for (var manifest : index.manifests()) {
            if (manifest.mediaType().isIndex()) {
                indexes.add(manifest);
            } else if (!isAttestation(manifest)) {
                images.add(manifest);
                available.add(manifest.platform().map(Platform::toString).orElse("unspecified"));
            }
        }
        var chosen = PlatformChoice.of(options.platform()).from(images);
        if (chosen.isPresent()) {
            listener.platformChosen(options.platform(), chosen.get());
            return imageOf(manifests.byDescriptor(chosen.get()), depth + 1);
        }
        for (var nested : indexes) {
            if (seen.add(nested.digest())) {
                var found = imageOf(manifests.byDescriptor(nested), depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** BuildKit's attestation manifests sit among the images and are none. */
    private static boolean isAttestation(Descriptor manifest) {
        return manifest.annotations().containsKey("vnd.docker.reference.type")
                || manifest.platform()
                        .filter(platform -> platform.os().equals("unknown")
                                && platform.architecture().equals("unknown"))
                        .isPresent();
    }
}
