package dev.plimsoll.recorder.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.recorder.testing.Peers;
import dev.plimsoll.recorder.testing.Recording;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crane, which speaks HTTP/2, with a registry behind nginx, which does too. */
class CraneTests {
    private static final String HOST = "registry.plimsoll.test";
    private static final int LATEST_SECONDS = 60;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void needsPeers() {
        List.of("crane", "docker-registry", "nginx", "openssl", "curl", "tar").forEach(Peers::needsOnThePath);
    }

    @Test
    void anImageIsPushedAndPulledInHttp2() throws Exception {
        Files.write(folder.resolve("layer"), Http2Answer.block(3_000_000).array());
        run(Map.of(), "tar", "-cf", "layer.tar", "layer");
        try (var registry = registry();
                var recording = recording(registry)) {
            var proxy = "http://127.0.0.1:" + recording.address().getPort();
            var environment = Map.of(
                    "HTTPS_PROXY",
                    proxy,
                    "SSL_CERT_FILE",
                    folder.resolve("recorder-ca.pem").toString());
            var image = HOST + "/a/b:1";
            run(environment, "crane", "append", "--new_layer", "layer.tar", "--new_tag", image);
            run(environment, "crane", "pull", "--format", "oci", image, "pulled");
            assertThat(folder.resolve("pulled/index.json")).isNotEmptyFile();

            var exchanges = recording.finish().transcript().exchanges();
            assertThat(exchanges).hasSizeGreaterThan(6).allSatisfy(exchange -> {
                assertThat(exchange.request().version()).isEqualTo("HTTP/2");
                assertThat(exchange.request().url().origin().host()).isEqualTo(HOST);
                assertThat(exchange.response())
                        .hasValueSatisfying(
                                response -> assertThat(response.version()).isEqualTo("HTTP/2"));
                assertThat(exchange.response())
                        .hasValueSatisfying(
                                response -> assertThat(response.end()).isEqualTo(BodyEnd.COMPLETE));
            });
            assertThat(exchanges).anySatisfy(exchange -> {
                assertThat(exchange.request().method()).isEqualTo("PATCH");
                assertThat(exchange.request().body().size()).isPresent();
            });
            assertThat(exchanges).anySatisfy(exchange -> {
                assertThat(exchange.request().method()).isEqualTo("GET");
                assertThat(exchange.request().url().path()).contains("/blobs/sha256:");
            });
        }
    }

    private Recording recording(Servers servers) throws Exception {
        X509Certificate certificate;
        try (var pem = Files.newInputStream(folder.resolve("server.pem"))) {
            certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
        var leads = new InetSocketAddress(Recording.anyPort().getAddress(), servers.port());
        return Recording.between(
                Recorder::start,
                folder,
                CertificateAuthority.create(new SecureRandom(), Clock.systemUTC()),
                () -> {},
                new Origin("https", HOST, 443),
                options -> options.trusting(List.of(certificate)).leading(Map.of(HOST + ":443", leads)));
    }

    /** Ends what it started. */
    private record Servers(int port, List<Process> processes) implements Closeable {
        @Override
        public void close() {
            processes.forEach(Process::destroy);
        }
    }

    private Servers registry() throws Exception {
        int plain = freePort();
        int secure = freePort();
        Files.writeString(
                folder.resolve("registry.yml"),
                String.join(
                        "\n",
                        "version: 0.1",
                        "log: {level: error}",
                        "storage: {filesystem: {rootdirectory: " + folder.resolve("storage") + "}}",
                        "http: {addr: '127.0.0.1:" + plain + "'}",
                        ""));
        run(
                Map.of(),
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-keyout",
                "server.key",
                "-out",
                "server.pem",
                "-days",
                "2",
                "-subj",
                "/CN=" + HOST,
                "-addext",
                "subjectAltName=DNS:" + HOST);
        Files.writeString(
                folder.resolve("nginx.conf"),
                String.join(
                        "\n",
                        "daemon off; pid nginx.pid; error_log stderr; worker_processes 1;",
                        "events {}",
                        "http { access_log off; client_max_body_size 0;",
                        "client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4;",
                        "scgi_temp_path t5;",
                        "server { listen 127.0.0.1:" + secure + " ssl http2;",
                        "ssl_certificate server.pem; ssl_certificate_key server.key;",
                        "location / { proxy_pass http://127.0.0.1:" + plain + "; proxy_set_header Host $http_host;",
                        "proxy_set_header X-Forwarded-Proto https; proxy_request_buffering off; } } }",
                        ""));
        var processes = new ArrayList<Process>();
        processes.add(start(Map.of(), List.of("docker-registry", "serve", "registry.yml")));
        processes.add(start(Map.of(), List.of("nginx", "-p", folder.toString(), "-c", folder + "/nginx.conf")));
        var servers = new Servers(secure, processes);
        for (var url : List.of("http://127.0.0.1:" + plain, "https://127.0.0.1:" + secure)) {
            run(Map.of(), "curl", "--silent", "--insecure", "--retry", "8", "--retry-connrefused", url + "/v2/");
        }
        return servers;
    }

    private void run(Map<String, String> environment, String... command) throws Exception {
        var process = start(environment, List.of(command));
        assertThat(process.waitFor(LATEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> said(command[0])).isZero();
    }

    private String said(String program) {
        try {
            return Files.readString(folder.resolve(program + ".log"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Process start(Map<String, String> environment, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectOutput(folder.resolve(command.get(0) + ".log").toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }
}
