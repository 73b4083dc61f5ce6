package dev.plimsoll.browser;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Programs that a test needs beside it. Where one is missing the test is skipped and says why, unless the environment
 * variable {@code PLIMSOLL_REQUIRE_PEERS} is {@code true}: then it fails.
 */
final class Programs {
    private Programs() {}

    /** The first of those names that is on the PATH. */
    static Optional<Path> find(List<String> names) {
        var folders = Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> List.of(path.split(":", -1)).stream())
                .toList();
        return names.stream()
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** That program, or the end of the test. */
    static Path need(Optional<Path> program, String otherwise) {
        if (program.isEmpty() && "true".equals(System.getenv("PLIMSOLL_REQUIRE_PEERS"))) {
            fail(otherwise + ", and PLIMSOLL_REQUIRE_PEERS is true");
        }
        return program.orElseGet(() -> abort(otherwise));
    }
}
