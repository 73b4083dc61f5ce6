package dev.plimsoll.peers;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.plimsoll.peers.process.Program;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;

/**
 * Programs that a test needs beside it. Where one is missing the test is skipped and says why, unless the environment
 * variable {@code PLIMSOLL_REQUIRE_PEERS} is {@code true}: then it fails, so that a build that should have them notices.
 * That does not hold for what Debian has no package of.
 */
final class Peers {
    private static final Set<String> UNPACKAGED = Set.of("crane", "registry");

    private Peers() {}

    static RegistryOptions options() {
        return RegistryOptions.defaults(Clock.systemUTC(), new SecureRandom());
    }

    static void need(RegistryVariant variant) {
        variant.missing().forEach(Peers::need);
    }

    static void need(String program) {
        need(new Program(program, "install it"));
    }

    private static void need(Program program) {
        if (program.find().isPresent()) {
            return;
        }
        var otherwise = program + " is not on the PATH: " + program.remedy();
        if ("true".equals(System.getenv("PLIMSOLL_REQUIRE_PEERS")) && !UNPACKAGED.contains(program.name())) {
            fail(otherwise + ", and PLIMSOLL_REQUIRE_PEERS is true");
        }
        abort(otherwise);
    }
}
