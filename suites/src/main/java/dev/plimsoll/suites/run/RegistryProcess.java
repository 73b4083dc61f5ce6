package dev.plimsoll.suites.run;

import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.RegistryProgram;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A registry started here on a free port of 127.0.0.1, with a scratch folder of its own; ends with {@link #close}. */
final class RegistryProcess implements AutoCloseable {
    /** Distribution answers within a second; a loaded machine may take some more. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    /** Another program may take the free port between the look and the start. */
    private static final int ATTEMPTS = 3;

    private static final int LOG_LINES = 5;

    private final Process process;
    private final Origin origin;
    private final Thread reaper;

    private RegistryProcess(Process process, Origin origin) {
        this.process = process;
        this.origin = origin;
        this.reaper = new Thread(process::destroyForcibly, "plimsoll-registry-reaper");
        Runtime.getRuntime().addShutdownHook(reaper);
    }

    /** Where a program is on the PATH. */
    static Optional<Path> find(String program) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @throws ConfigurationException if it is not there or does not come up, with the last lines that it printed */
    static RegistryProcess start(RegistryProgram program, Path scratch) {
        var binary = find(program.program())
                .orElseThrow(() -> new ConfigurationException(
                        program.program() + " is not on the PATH; " + program.remedy() + ", or use mode replay"));
        ConfigurationException last = new ConfigurationException(program.program() + " was not started");
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return startOnce(binary, program, scratch.resolve("attempt-" + attempt));
            } catch (ConfigurationException e) {
                last = e;
            } catch (IOException e) {
                throw new ConfigurationException("cannot start " + binary + ": " + e.getMessage(), e);
            }
        }
        throw last;
    }

    private static RegistryProcess startOnce(Path binary, RegistryProgram program, Path folder) throws IOException {
        var data = Files.createDirectories(folder.resolve("data"));
        var log = folder.resolve("registry.log");
        int port = freePort();
        var configuration = Files.writeString(
                folder.resolve("configuration.yml"),
                program.configuration()
                        .replace("{port}", Integer.toString(port))
                        .replace("{data}", data.toString()));
        var command = new java.util.ArrayList<>(List.of(binary.toString()));
        program.arguments()
                .forEach(argument -> command.add(argument.replace("{configuration}", configuration.toString())));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var started = new RegistryProcess(
                process, HttpUrl.parse("http://127.0.0.1:" + port).origin());
        if (!started.awaitReady()) {
            started.close();
            throw new ConfigurationException(program.program() + " did not answer on port " + port + " within "
                    + START_LIMIT.toSeconds() + " s; it printed: " + tail(log));
        }
        return started;
    }

    Origin origin() {
        return origin;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(reaper);
        } catch (IllegalStateException e) {
            // The virtual machine is going down already, and the hook with it.
            return;
        }
    }

    private boolean awaitReady() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (answers()) {
                return true;
            }
            try {
                // Not a wait for an unknown effect: the pause between two looks at whether the port answers.
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private boolean answers() {
        try {
            var connection =
                    (HttpURLConnection) URI.create(origin + "/v2/").toURL().openConnection(java.net.Proxy.NO_PROXY);
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    private static String tail(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }
}
