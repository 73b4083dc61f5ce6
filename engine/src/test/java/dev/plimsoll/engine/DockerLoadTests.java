package dev.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.oci.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link DockerArchiveWriter} writes, given to a real Docker engine: that of {@code DOCKER_HOST}, or the default. */
class DockerLoadTests {
    private static final long ANSWERS_WITHIN_SECONDS = 5;
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    @BeforeEach
    void needsAnEngine() throws Exception {
        Peers.needsOnThePath("docker");
        Peers.needs(
                docker(ANSWERS_WITHIN_SECONDS, "version").isPresent(),
                "no Docker engine answers `docker version` within " + ANSWERS_WITHIN_SECONDS + " s");
    }

    @Test
    void dockerLoadsTheArchiveUnderItsTagAndItsIdIsTheDigestOfTheConfig() throws Exception {
        var image = TestImage.small();
        try (var registry = ScriptedRegistry.with(image);
                var wire = SocketTransport.create(TransportOptions.defaults())) {
            var store = BlobStore.at(folder.resolve("pulled"));
            var options = PullOptions.defaults().withPlainHttp(true);
            var result = PullEngine.assemble(wire, origin -> Optional.empty(), options, PullListener.NONE)
                    .pull(registry.reference(":1"), store);
            var archive = folder.resolve("image.tar");
            try (var out = Files.newOutputStream(archive)) {
                new DockerArchiveWriter().write(result, store, out);
            }

            var tag = result.reference().familiarName() + ":1";
            assertThat(docker(PATIENCE_SECONDS, "load", "-i", archive.toString()))
                    .hasValueSatisfying(said -> assertThat(said).contains("Loaded image: " + tag));
            try {
                assertThat(docker(PATIENCE_SECONDS, "image", "inspect", "--format", "{{.Id}} {{.RootFS.Layers}}", tag))
                        .hasValueSatisfying(said -> assertThat(said)
                                .startsWith(Digest.sha256(image.config()) + " ")
                                .contains(image.layers().get(0).diffId() + " "
                                        + image.layers().get(1).diffId()));
            } finally {
                assertThat(docker(PATIENCE_SECONDS, "image", "rm", tag)).isPresent();
            }
        }
    }

    /** What the command printed; nothing if it failed or took too long. */
    private Optional<String> docker(long seconds, String... arguments) throws Exception {
        var output = Files.createTempFile(folder, "docker", ".txt");
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        process.destroyForcibly();
        return ended && process.exitValue() == 0 ? Optional.of(Files.readString(output)) : Optional.empty();
    }
}
