package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own that is sent a signal, as Ctrl-C or a service manager does. */
@Timeout(60)
class InterruptTests {
    @TempDir
    private Path folder;

    @Test
    void replayRemovesItsTemporaryFilesWhenItIsInterrupted() throws Exception {
        var process = start("replay", "quay", "--twin", "--ca-out", folder.resolve("ca.pem") + "");
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("replaying quay at ");
            assertThat(temporaryFiles()).isNotEmpty();
            // Through its handle: the process would close its output as well.
            process.toHandle().destroy();
            assertThat(out.lines())
                    .contains("requests without a match: 0", "exchanges that were never asked for: 7")
                    .anyMatch(line -> line.startsWith("  never asked for: #1 GET https://quay.io/v2/"));
        }
        end(process);
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void pullRemovesItsTemporaryFilesWhenItIsInterruptedInAWait() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var process = start(
                    "pull",
                    "127.0.0.1:" + silent.getLocalPort() + "/app:1",
                    "--plain-http",
                    "--to-docker",
                    folder.resolve("app.tar") + "");
            try (var asked = silent.accept();
                    var in = new BufferedReader(
                            new InputStreamReader(asked.getInputStream(), StandardCharsets.US_ASCII))) {
                assertThat(in.readLine()).isEqualTo("GET /v2/app/manifests/1 HTTP/1.1");
                assertThat(temporaryFiles()).isNotEmpty();
                end(process);
            }
            assertThat(temporaryFiles()).isEmpty();
            assertThat(folder.resolve("app.tar")).doesNotExist();
        }
    }

    private Process start(String... arguments) throws Exception {
        Files.createDirectories(folder.resolve("tmp"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        boolean ended = process.waitFor(20, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("the process ends after the signal").isTrue();
    }

    private List<String> temporaryFiles() throws Exception {
        try (var files = Files.list(folder.resolve("tmp"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("plimsoll-"))
                    .toList();
        }
    }
}
