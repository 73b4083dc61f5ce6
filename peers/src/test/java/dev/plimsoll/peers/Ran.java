package dev.plimsoll.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a program did. */
record Ran(int exitCode, String out, String err) {
    private static final long LIMIT_SECONDS = 60;

    /**
     * Runs a program to its end, without what the user of this machine has configured for it.
     *
     * @param home a folder of the test's own
     */
    static Ran of(Path home, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Files.createDirectories(home);
        var out = Files.createTempFile(home, "stdout-", ".txt");
        var err = Files.createTempFile(home, "stderr-", ".txt");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(key -> key.matches("(?i).*_PROXY|REGISTRY_AUTH_FILE"));
        builder.environment().putAll(Map.of("HOME", home.toString(), "DOCKER_CONFIG", home + "/.docker"));
        builder.environment().putAll(environment);
        var process = builder.start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        assertThat(ended).as("%s ends within %s s", command, LIMIT_SECONDS).isTrue();
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    Ran succeeded() {
        assertThat(exitCode).as(out + err).isZero();
        return this;
    }

    Ran failedWith(String... named) {
        assertThat(exitCode).as(out + err).isNotZero();
        assertThat(err).contains(named);
        return this;
    }
}
