package dev.plimsoll.peers;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.plimsoll.peers.process.Program;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.stream.Collectors;

/**
 * Programs that a test needs beside it. Where one is missing the test is skipped and says why, unless the environment
 * variable {@code PLIMSOLL_REQUIRE_PEERS} is {@code true}: then it fails, so that a build that should have them notices.
 */
final class Peers {
    private Peers() {}

    static RegistryOptions options() {
        return RegistryOptions.defaults(Clock.systemUTC(), new SecureRandom());
    }

    static void need(RegistryVariant variant) {
        need(
                variant.missing().isEmpty(),
                variant.missing().stream()
                        .map(program -> program.name() + " is missing: " + program.remedy())
                        .collect(Collectors.joining("; ")));
    }

    static void need(String program) {
        need(new Program(program, "").find().isPresent(), program + " is not on the PATH");
    }

    private static void need(boolean there, String otherwise) {
        if (there) {
            return;
        }
        if ("true".equals(System.getenv("PLIMSOLL_REQUIRE_PEERS"))) {
            fail(otherwise + ", and PLIMSOLL_REQUIRE_PEERS is true");
        }
        abort(otherwise);
    }
}
