package dev.plimsoll.engine;

import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Platform;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A platform and the ones that do in its place, best first, as containerd's platforms package orders them: an arm
 * processor runs what its predecessors ran. An image that names no platform comes last.
 */
record PlatformChoice(List<Platform> inOrder) {
    PlatformChoice {
        inOrder = List.copyOf(inOrder);
    }

    static PlatformChoice of(Platform platform) {
        if (!platform.architecture().equals("arm")) {
            return new PlatformChoice(List.of(platform));
        }
        var variant = platform.variant().orElse("v7");
        return new PlatformChoice(Stream.concat(
                        Stream.of(platform),
                        Stream.of("v8", "v7", "v6", "v5")
                                .filter(older -> older.compareTo(variant) <= 0)
                                .map(older -> new Platform(
                                        "arm",
                                        platform.os(),
                                        Optional.of(older),
                                        platform.osVersion(),
                                        platform.osFeatures())))
                .distinct()
                .toList());
    }

    Optional<Descriptor> from(List<Descriptor> images) {
        return inOrder.stream()
                .flatMap(platform -> images.stream()
                        .filter(image ->
                                image.platform().filter(platform::accepts).isPresent()))
                .findFirst()
                .or(() -> images.stream()
                        .filter(image -> image.platform().isEmpty())
                        .findFirst());
    }
}
