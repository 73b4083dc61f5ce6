package dev.plimsoll.model.oci;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of manifests, one a platform: Docker's manifest list or OCI's image index. */
public record ImageIndex(
        Bytes raw,
        MediaType mediaType,
        Optional<MediaType> statedMediaType,
        List<Descriptor> manifests,
        Optional<Descriptor> subject,
        Optional<String> artifactType,
        Map<String, String> annotations)
        implements Manifest {
    public ImageIndex {
        manifests = List.copyOf(manifests);
        annotations = Map.copyOf(annotations);
    }

    /** The first manifest for {@code platform}: where several match, the first wins (image index, "platform"). */
    public Optional<Descriptor> forPlatform(Platform platform) {
        return manifests.stream()
                .filter(manifest ->
                        manifest.platform().filter(platform::accepts).isPresent())
                .findFirst();
    }
}
