package dev.plimsoll.peers.seed;

import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Platform;
import java.util.List;

/**
 * An image that a registry has under a tag.
 *
 * @param descriptor of what the tag names: an index, or a schema 1 manifest
 * @param platforms the images behind an index; none behind schema 1
 */
public record SeededImage(String tag, Descriptor descriptor, List<SeededPlatform> platforms) {
    public SeededImage {
        platforms = List.copyOf(platforms);
    }

    /**
     * The image of one platform.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SeededPlatform on(Platform platform) {
        return platforms.stream()
                .filter(image -> image.platform().equals(platform))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the tag " + tag + " has no image for " + platform));
    }
}
