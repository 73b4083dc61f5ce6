package dev.plimsoll.peers.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server that was started here and answers; it ends with {@link #close}, or with the virtual machine. */
public final class ServerProcess implements AutoCloseable {
    /** Registries answer within a second; a loaded machine may take some more. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private static final long PAUSE_MILLIS = 50;
    private static final long GRACE_SECONDS = 5;
    private static final int LOG_LINES = 5;
    private static final int LOG_BYTES = 64 << 10;

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread reaper;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.reaper = new Thread(this::end, "plimsoll-peer-reaper");
        Runtime.getRuntime().addShutdownHook(reaper);
    }

    /**
     * Starts a program and waits until it answers. It sees none of this process's variables that would change a
     * registry's configuration, or send its requests through a proxy.
     *
     * @param command the program and its arguments
     * @param log where its output goes, both streams; what was there is gone
     * @param answers looks once whether it does
     * @throws PeerException if it ends or does not answer within 30 s, with the last lines of its log
     */
    public static ServerProcess start(List<String> command, Path log, BooleanSupplier answers) {
        var name = String.valueOf(Path.of(command.get(0)).getFileName());
        ServerProcess started;
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            // Distribution takes REGISTRY_… for its settings, and OTEL_… for where its traces go: by default localhost.
            builder.environment()
                    .keySet()
                    .removeIf(key -> key.matches("(?i)(REGISTRY|OTEL|ZOT)_.*|(HTTPS?|ALL|NO)_PROXY"));
            builder.environment().put("OTEL_TRACES_EXPORTER", "none");
            started = new ServerProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new PeerException("cannot start " + command.get(0) + ": " + e.getMessage(), e);
        }
        if (!started.awaitAnswer(answers)) {
            boolean ended = !started.isAlive();
            started.close();
            throw new PeerException(
                    name + (ended ? " ended" : " did not answer within " + START_LIMIT.toSeconds() + " s")
                            + "; it printed: " + tail(log) + " (all of it: " + log + ")");
        }
        return started;
    }

    /** The file with what it prints. */
    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(reaper);
        } catch (IllegalStateException e) {
            // The virtual machine is going down already, and the hook with it.
            return;
        }
    }

    /** Asks it to end before it is made to: an nginx that is killed leaves its worker behind, with the port. */
    private void end() {
        var descendants = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public String toString() {
        return name + " (process " + process.pid() + ")";
    }

    private boolean awaitAnswer(BooleanSupplier answers) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (answers.getAsBoolean()) {
                // Another program may have taken the port, and answered.
                return process.isAlive();
            }
            try {
                // Not a wait for an unknown effect: the pause between two looks at whether it answers.
                if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private static String tail(Path log) {
        try (var file = Files.newByteChannel(log)) {
            file.position(Math.max(0, file.size() - LOG_BYTES));
            var end = new byte[LOG_BYTES];
            int length = Math.max(0, file.read(java.nio.ByteBuffer.wrap(end)));
            var lines =
                    new String(end, 0, length, StandardCharsets.UTF_8).lines().toList();
            return lines.isEmpty()
                    ? "nothing"
                    : String.join(" | ", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "nothing that can be read (" + e.getMessage() + ")";
        }
    }
}
