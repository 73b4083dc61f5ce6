package dev.plimsoll.suites.target;

import java.util.Optional;

/**
 * A registry that a Docker engine can run.
 *
 * @param image its name, such as {@code registry:2}
 * @param port on which it listens in the container
 * @param configurationPath where in the container its configuration is expected; nothing if it needs none
 * @param configuration the content of that file
 */
public record ContainerImage(
        String image, int port, Optional<String> configurationPath, Optional<String> configuration) {}
