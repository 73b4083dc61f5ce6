package dev.plimsoll.peers.seed;

import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.Platform;
import java.util.List;

/**
 * The image of one platform.
 *
 * @param manifest the digest of its manifest
 * @param config its config, whose digest is the image ID
 * @param layers the lowest first
 */
public record SeededPlatform(Platform platform, Digest manifest, Descriptor config, List<Descriptor> layers) {
    public SeededPlatform {
        layers = List.copyOf(layers);
    }
}
