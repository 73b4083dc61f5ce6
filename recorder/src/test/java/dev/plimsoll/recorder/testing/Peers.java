package dev.plimsoll.recorder.testing;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Programs that a test needs beside it. Where one is missing the test is skipped and says why, unless the environment
 * variable {@code PLIMSOLL_REQUIRE_PEERS} is {@code true}: then it fails, so that a build that should have them notices.
 */
public final class Peers {
    private Peers() {}

    public static void needsOnThePath(String program) {
        needs(isInstalled(program), program + " is not on the PATH");
    }

    public static void needs(boolean there, String otherwise) {
        if (there) {
            return;
        }
        if ("true".equals(System.getenv("PLIMSOLL_REQUIRE_PEERS"))) {
            fail(otherwise + ", and PLIMSOLL_REQUIRE_PEERS is true");
        }
        abort(otherwise);
    }

    public static boolean isInstalled(String program) {
        return Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> List.of(path.split(":", -1)).stream())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
