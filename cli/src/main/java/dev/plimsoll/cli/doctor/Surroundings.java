package dev.plimsoll.cli.doctor;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a process runs.
 *
 * @param variables its environment
 * @param home the user's folder
 * @param root the file system's, {@code /}
 * @param temporary the folder for temporary files
 * @param work the folder that the process was started in
 */
public record Surroundings(Map<String, String> variables, Path home, Path root, Path temporary, Path work) {
    public Surroundings {
        variables = Map.copyOf(variables);
    }

    /** Those of this process. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Path.of("/"),
                Path.of(System.getProperty("java.io.tmpdir")),
                Path.of("").toAbsolutePath());
    }

    /** The variable's value, if it is set and not empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }
}
