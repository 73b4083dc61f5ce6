package dev.plimsoll.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a real client did with a registry that was started here. */
record Ran(int exitCode, String out, String err) {
    private static final long LIMIT_SECONDS = 60;

    /** Runs curl silently; it trusts the registry's authority, and knows its names. */
    static Ran curl(RunningRegistry registry, String... arguments) throws IOException, InterruptedException {
        Peers.need("curl");
        var command = new ArrayList<>(List.of("curl", "-sS"));
        registry.authorityPem().ifPresent(pem -> command.addAll(List.of("--cacert", pem.toString())));
        registry.resolutions().forEach(resolution -> command.addAll(List.of("--connect-to", resolution)));
        command.addAll(List.of(arguments));
        return run(registry, command);
    }

    /** Runs a client written in Go, which takes the authority from its environment. */
    static Ran run(RunningRegistry registry, List<String> command) throws IOException, InterruptedException {
        var out = Files.createTempFile("plimsoll-peers-", ".out");
        var err = Files.createTempFile("plimsoll-peers-", ".err");
        try {
            var builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(key -> key.matches("(?i).*_PROXY|REGISTRY_AUTH_FILE"));
            // Nothing that the user of this machine has configured counts.
            builder.environment().put("HOME", home(out).toString());
            registry.authorityPem().ifPresent(pem -> builder.environment().put("SSL_CERT_FILE", pem.toString()));
            var process = builder.start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            assertThat(ended)
                    .as("%s ends within %s s", command.get(0), LIMIT_SECONDS)
                    .isTrue();
            return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    Ran succeeded() {
        assertThat(exitCode).as(out + err).isZero();
        return this;
    }

    private static Path home(Path beside) {
        return beside.resolveSibling("plimsoll-peers-no-such-home");
    }
}
