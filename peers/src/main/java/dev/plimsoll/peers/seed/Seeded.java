package dev.plimsoll.peers.seed;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a registry was seeded with: the same layers for linux/amd64 and linux/arm64 in each of the formats that it takes.
 *
 * @param repository its name within the registry
 * @param docker Docker's formats, under a manifest list
 * @param oci those of the OCI, under an image index
 * @param schema1 Docker's image for amd64 as the registry itself rewrites it, signed; only where it does
 */
public record Seeded(String repository, SeededImage docker, SeededImage oci, Optional<SeededImage> schema1) {
    /** All of them. */
    public List<SeededImage> images() {
        return Stream.concat(Stream.of(docker, oci), schema1.stream()).toList();
    }
}
