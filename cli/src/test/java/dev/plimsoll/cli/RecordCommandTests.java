package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.fixtures.capture.Capture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The recorder as a process of its own, and what is left when it ends well or badly. */
@Timeout(120)
class RecordCommandTests {
    private static final String TOKEN = "ghp_" + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8";
    private static final int LARGE = 8 << 20;

    @TempDir
    private Path folder = Path.of("");

    private final HttpServer origin;

    RecordCommandTests() throws IOException {
        origin = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    }

    @BeforeEach
    void serve() {
        origin.createContext("/small", exchange -> answer(exchange, "{}".getBytes(StandardCharsets.US_ASCII)));
        origin.createContext("/large", exchange -> answer(exchange, new byte[LARGE]));
        origin.createContext(
                "/token",
                exchange -> answer(exchange, ("{\"token\":\"" + TOKEN + "\"}").getBytes(StandardCharsets.US_ASCII)));
        origin.start();
    }

    @AfterEach
    void stop() {
        origin.stop(0);
    }

    @Test
    void aCommandIsRecordedAndSummedUp() throws Exception {
        needsCurl();
        var out = folder.resolve("capture");
        var process = start(
                "record",
                "--out",
                out.toString(),
                "--",
                "curl",
                "-sf",
                "-H",
                "Authorization: Bearer " + TOKEN,
                url("/small"),
                url("/token?service=s&scope=a"));
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(this::errors).isZero();
        assertThat(printed)
                .contains("2 exchanges with 1 hosts: 127.0.0.1:"
                        + origin.getAddress().getPort())
                .contains("1 tokens, 0 redirects, 0 failed")
                .contains("findings: ")
                .contains("the capture is in " + out);
        var capture = Capture.open(out);
        assertThat(capture.warnings()).isEmpty();
        assertThat(capture.transcript().exchanges()).hasSize(2);
        assertThat(capture.connections()).hasSize(2);
        assertNowhere(TOKEN, out, printed.replace("{\"token\":\"" + TOKEN + "\"}", ""), errors());
    }

    @Test
    void theExitCodeOfTheCommandIsItsOwn() throws Exception {
        needsCurl();
        var process = start("record", "--out", folder.resolve("c") + "", "--", "curl", "-sf", url("/missing"));
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isEqualTo(22);
        var missing = start("record", "--out", folder.resolve("d") + "", "--", folder.resolve("no-such-program") + "");
        missing.getInputStream().readAllBytes();
        assertThat(missing.waitFor()).isEqualTo(4);
        assertThat(errors()).contains("no-such-program", "is it installed").doesNotContain("\tat ");
    }

    @Test
    void anInterruptFinishesTheCapture() throws Exception {
        var out = folder.resolve("capture");
        var process = mirror(out);
        get(process.mirror(), "/small");
        process.process().toHandle().destroy();
        assertThat(process.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        var capture = Capture.open(out);
        assertThat(capture.warnings()).isEmpty();
        assertThat(capture.info().totals()).isPresent();
    }

    @Test
    void whatWasFinishedOutlivesAKill() throws Exception {
        var out = folder.resolve("capture");
        var process = mirror(out);
        for (int i = 0; i < 20; i++) {
            assertThat(get(process.mirror(), "/small")).isEqualTo("{}");
        }
        process.process().destroyForcibly().waitFor();
        var capture = Capture.open(out);
        assertThat(capture.transcript().exchanges()).hasSize(20);
        assertThat(capture.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning).contains("was not finished; 20 exchanges could be read"));
    }

    @Test
    void aFullDiskStopsTheRecordingAndNotTheTraffic() throws Exception {
        var small = Files.createDirectory(folder.resolve("small-disk"));
        Peers.needs(mount(small), "a small file system cannot be mounted here: that needs root");
        try {
            var out = small.resolve("capture");
            var process = mirror(out);
            assertThat(get(process.mirror(), "/small")).isEqualTo("{}");
            assertThat(get(process.mirror(), "/large")).hasSize(LARGE);
            assertThat(get(process.mirror(), "/small")).isEqualTo("{}");
            process.process().toHandle().destroy();
            assertThat(process.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(errors())
                    .contains(out.toString(), "not everything could be recorded")
                    .doesNotContain("\tat ");
            var capture = Capture.open(out);
            assertThat(capture.transcript().exchanges())
                    .extracting(exchange -> exchange.request().url().path())
                    .containsExactly("/small", "/small");
            assertThat(capture.info().totals()).isEmpty();
        } finally {
            new ProcessBuilder("umount", small.toString()).start().waitFor();
        }
    }

    @Test
    void badInputIsRefusedInOneLine() throws IOException {
        var out = folder.resolve("capture").toString();
        Cli.run("record", "--out", out, "--proxy", "127.0.0.1:99999").refused(4, "--proxy", "127.0.0.1:99999");
        Cli.run("record", "--out", out, "--mirror-of", "https://quay.io").refused(4, "--listen");
        Cli.run("record", "--out", out, "--bodies", "some").refused(4, "\"some\"", "manifests");
        Cli.run("record", "--out", out, "--connect-to", "a:b").refused(4, "HOST:PORT:ADDRESS:PORT");
        Cli.run("record", "--out", out, "--upstream-ca", folder.resolve("none.pem") + "")
                .refused(4, "none.pem");
        Files.createDirectories(Path.of(out));
        Files.writeString(Path.of(out, "file"), "");
        Cli.run("record", "--out", out).refused(4, "not empty");
    }

    private record Mirror(Process process, String mirror) {}

    private Mirror mirror(Path out) throws Exception {
        var process = start("record", "--out", out.toString(), "--mirror-of", url(""), "--listen", "127.0.0.1:0");
        var line = new StringBuilder();
        for (int octet = process.getInputStream().read();
                octet >= 0 && octet != '\n';
                octet = process.getInputStream().read()) {
            line.append((char) octet);
        }
        var address = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+$").matcher(line);
        assertThat(address.find()).as(line + errors()).isTrue();
        return new Mirror(process, address.group());
    }

    private static String get(String base, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + path)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1))
                .body();
    }

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        return builder.start();
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("err.txt"));
        } catch (IOException e) {
            return "";
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + origin.getAddress().getPort() + path;
    }

    private static boolean mount(Path folder) throws Exception {
        return new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static void needsCurl() {
        Peers.needs(Peers.isInstalled("curl"), "curl is not on the PATH");
    }

    private static void assertNowhere(String secret, Path capture, String... texts) throws IOException {
        try (var files = Files.walk(capture)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret);
            }
        }
        assertThat(texts).allSatisfy(text -> assertThat(text).doesNotContain(secret));
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
