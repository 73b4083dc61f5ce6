package dev.plimsoll.model.oci;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest of one image: Docker's schema 2 or OCI's image manifest.
 *
 * @param layers the base layer first
 */
public record ImageManifest(
        Bytes raw,
        MediaType mediaType,
        Optional<MediaType> statedMediaType,
        Descriptor config,
        List<Descriptor> layers,
        Optional<Descriptor> subject,
        Optional<String> artifactType,
        Map<String, String> annotations)
        implements Manifest {
    public ImageManifest {
        layers = List.copyOf(layers);
        annotations = Map.copyOf(annotations);
    }
}
