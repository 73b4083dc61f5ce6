package dev.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.Reference;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real registry and a real reader of what this engine writes. */
class PeerTests {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @BeforeEach
    void needsThePeers() {
        Peers.needsOnThePath("docker-registry");
        Peers.needsOnThePath("skopeo");
    }

    @Test
    void whatDistributionServesIsPulledAndSkopeoReadsIt() throws Exception {
        var image = TestImage.small();
        int port = freePort();
        var registry = startRegistry(port);
        try {
            push(image, port);
            var store = BlobStore.at(folder.resolve("pulled"));
            var facts = new Facts();
            PullResult result;
            try (var wire = SocketTransport.create(TransportOptions.defaults())) {
                result = PullEngine.assemble(
                                wire,
                                origin -> Optional.empty(),
                                PullOptions.defaults().withPlainHttp(true),
                                facts)
                        .pull(Reference.parse("127.0.0.1:" + port + "/team/app:1"), store);
            }
            assertThat(result.descriptor().digest()).isEqualTo(image.digest());
            assertThat(facts.anomalies()).isEmpty();

            new OciLayoutWriter().write(result, store);
            var archive = folder.resolve("image.tar");
            try (var out = Files.newOutputStream(archive)) {
                new DockerArchiveWriter().write(result, store, out);
            }
            var layout = new JsonMapper().readTree(run("skopeo", "inspect", "oci:" + store.folder() + ":1"));
            assertThat(layout.path("Digest").textValue())
                    .isEqualTo(image.digest().raw());
            assertThat(run("skopeo", "inspect", "--config", "--raw", "docker-archive:" + archive))
                    .isEqualTo(image.config().asText());
            var inArchive = new JsonMapper().readTree(run("skopeo", "inspect", "--raw", "docker-archive:" + archive));
            assertThat(inArchive.path("config").path("digest").textValue())
                    .isEqualTo(Digest.sha256(image.config()).raw());
        } finally {
            registry.destroy();
            assertThat(registry.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    /** By way of the archive's own layout writer, so that its output is pushed by somebody else's code too. */
    private void push(TestImage image, int port) throws Exception {
        var store = BlobStore.at(folder.resolve("source"));
        try (var registry = ScriptedRegistry.with(image);
                var wire = SocketTransport.create(TransportOptions.defaults())) {
            var result = PullEngine.assemble(
                            wire,
                            origin -> Optional.empty(),
                            PullOptions.defaults().withPlainHttp(true),
                            PullListener.NONE)
                    .pull(registry.reference(":1"), store);
            new OciLayoutWriter().write(result, store);
        }
        run(
                "skopeo",
                "--insecure-policy",
                "copy",
                "--dest-tls-verify=false",
                "oci:" + store.folder() + ":1",
                "docker://127.0.0.1:" + port + "/team/app:1");
    }

    private Process startRegistry(int port) throws Exception {
        var config = folder.resolve("config.yml");
        Files.writeString(config, """
                version: 0.1
                storage:
                  filesystem:
                    rootdirectory: %s
                http:
                  addr: "127.0.0.1:%d"
                """.formatted(folder.resolve("registry"), port));
        var registry = new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(port)) {
            assertThat(registry.isAlive()).as("docker-registry runs").isTrue();
            assertThat(System.nanoTime()).as("docker-registry answers in time").isLessThan(deadline);
            new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
        }
        return registry;
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String run(String... command) throws Exception {
        var out = Files.createTempFile(folder, "out", ".txt");
        var err = Files.createTempFile(folder, "err", ".txt");
        var process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(List.of(command) + ": " + Files.readString(err))
                .isZero();
        return Files.readString(out);
    }
}
