package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.plimsoll.peers.RegistryVariant;
import java.io.BufferedReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class RegistryCommandTests {
    @TempDir
    private Path folder;

    @Test
    void theListNamesEveryVariant() {
        var answer = Cli.run("registry", "--list");
        assertThat(answer.exitCode()).isZero();
        for (var variant : RegistryVariant.values()) {
            assertThat(answer.out()).contains("  " + variant.id() + " ", variant.title());
        }
    }

    @Test
    void misuseIsRefusedInOneLine() throws Exception {
        Cli.run("registry").refused(4, "which registry?", "plain, tls, htpasswd");
        Cli.run("registry", "harbor").refused(4, "\"harbor\" is none of plain");
        Cli.run("registry", "plain", "--port", "70000").refused(4, "70000");
        Cli.run("registry", "token", "--token-lifetime", "0").refused(4, "a second at least");
        var file = Files.writeString(folder.resolve("file"), "");
        Cli.run("registry", "plain", "--folder", file.toString()).refused(4, "--folder", "file");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        need(RegistryVariant.PLAIN);
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Cli.run("registry", "plain", "--port", taken.getLocalPort() + "")
                    .refused(4, "is in use: choose another one");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "HTPASSWD", "TOKEN"})
    void itServesUntilItIsInterruptedAndTheCurlLineThatItPrintsWorks(RegistryVariant variant) throws Exception {
        need(variant);
        var process = start("registry", variant.id(), "--seed", "--names");
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = readHints(out);
            assertThat(lines.get(0)).startsWith("registry " + variant.id() + " at http");
            var curl = lines.get(lines.size() - 1).strip();
            var ran = new ProcessBuilder("bash", "-c", curl)
                    .redirectErrorStream(true)
                    .start();
            var answer = new String(ran.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).as(curl).contains("manifest.list.v2+json", "arm64");
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(closed(port(lines))).isTrue();
        } finally {
            process.destroyForcibly();
        }
        try (var left = Files.list(folder.resolve("tmp"))) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("plimsoll-")))
                    .isEmpty();
        }
    }

    @Test
    void theFolderIsKept() throws Exception {
        need(RegistryVariant.TLS);
        var kept = folder.resolve("kept");
        var process = start("registry", "tls", "--seed", "--folder", kept.toString());
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(readHints(out)).contains("  CA:        " + kept.resolve("ca.pem"));
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(kept.resolve("ca.pem")).content().startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(kept.resolve("data/docker/registry/v2/repositories/plimsoll/seed"))
                .isDirectory();
    }

    private static List<String> readHints(BufferedReader out) throws Exception {
        var lines = new ArrayList<String>();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.startsWith("  curl ")) {
                return lines;
            }
        }
        return lines;
    }

    private static int port(List<String> lines) {
        return Integer.parseInt(lines.get(0).replaceAll(".*:([0-9]+) \\(.*", "$1"));
    }

    private static boolean closed(int port) throws Exception {
        try (var socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
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

    private static void need(RegistryVariant variant) {
        variant.missing().forEach(program -> {
            if ("true".equals(System.getenv("PLIMSOLL_REQUIRE_PEERS"))) {
                fail(program + " is not on the PATH, and PLIMSOLL_REQUIRE_PEERS is true");
            }
            abort(program + " is not on the PATH: " + program.remedy());
        });
    }
}
