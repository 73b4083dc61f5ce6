package dev.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.Reference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTests {
    @TempDir
    private Path folder;

    @Test
    void theArchiveHoldsTheConfigTheLayersAsPulledAndTheManifestLast() throws Exception {
        var image = TestImage.small();
        var result = pull(image, ":1");
        var entries = entries(archive(result));

        var config = Digest.sha256(image.config()).encoded() + ".json";
        var first = image.layer(0).encoded() + ".tar.gz";
        var second = image.layer(1).encoded() + ".tar.gz";
        assertThat(entries.keySet().stream().map(TarArchiveEntry::getName))
                .containsExactly(config, first, second, "manifest.json");
        assertThat(entries.values().stream().limit(3))
                .containsExactly(
                        image.config(),
                        image.layers().get(0).blob(),
                        image.layers().get(1).blob());
        assertThat(List.copyOf(entries.values()).get(3).asText())
                .isEqualTo("[{\"Config\":\"" + config + "\",\"RepoTags\":[\""
                        + result.reference().familiarName() + ":1\"],\"Layers\":[\"" + first + "\",\"" + second
                        + "\"]}]");
        assertThat(entries.keySet()).allSatisfy(entry -> {
            assertThat(entry.getLastModifiedTime().toMillis()).isZero();
            assertThat(entry.getLongUserId()).isZero();
            assertThat(entry.getLongGroupId()).isZero();
            assertThat(entry.getUserName()).isEmpty();
            assertThat(entry.getMode()).isEqualTo(0644);
        });
    }

    @Test
    void theSameImageGivesTheSameBytes() throws Exception {
        var result = pull(TestImage.small(), ":1");
        assertThat(archive(result)).isEqualTo(archive(result));
    }

    @Test
    void aLayerThatIsListedTwiceIsStoredOnceAndDockerHubNamesAreShort() throws Exception {
        var layer = TestImage.small().layers().get(0);
        var image = new TestImage(List.of(layer, layer));
        var pulled = pull(image, ":1");
        var result =
                new PullResult(Reference.parse("alpine:3.20"), pulled.descriptor(), pulled.manifest(), pulled.config());
        var entries = entries(archive(result));

        var name = image.layer(0).encoded() + ".tar.gz";
        assertThat(entries).hasSize(3);
        assertThat(List.copyOf(entries.values()).get(2).asText())
                .contains("\"RepoTags\":[\"alpine:3.20\"]")
                .endsWith("\"Layers\":[\"" + name + "\",\"" + name + "\"]}]");
    }

    @Test
    void aDigestReferenceGivesNoTagAndAnImageWithoutLayersIsFine() throws Exception {
        var image = new TestImage(List.of());
        var entries = entries(archive(pull(image, "@" + image.digest())));
        assertThat(List.copyOf(entries.values()).get(1).asText()).endsWith("\"RepoTags\":[],\"Layers\":[]}]");
    }

    @Test
    void theLayoutNamesTheManifestByTagAndPlatform() throws Exception {
        var image = TestImage.small();
        var result = pull(image, ":1");
        new OciLayoutWriter().write(result, BlobStore.at(folder));

        assertThat(Files.readString(folder.resolve("oci-layout"))).isEqualTo("{\"imageLayoutVersion\":\"1.0.0\"}");
        var index = new JsonMapper().readTree(folder.resolve("index.json").toFile());
        assertThat(index.path("schemaVersion").intValue()).isEqualTo(2);
        assertThat(index.path("mediaType").textValue()).isEqualTo(MediaType.OCI_INDEX.raw());
        var entry = index.path("manifests").path(0);
        assertThat(entry.path("digest").textValue()).isEqualTo(image.digest().raw());
        assertThat(entry.path("size").intValue()).isEqualTo(image.manifest().size());
        assertThat(entry.path("platform").path("architecture").textValue()).isEqualTo("amd64");
        assertThat(entry.path("annotations")
                        .path("org.opencontainers.image.ref.name")
                        .textValue())
                .isEqualTo("1");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("blobs", "index.json", "oci-layout");
        }
    }

    @Test
    void othersMayReadALayoutAsFarAsTheUmaskLetsThem() throws Exception {
        new OciLayoutWriter().write(pull(TestImage.small(), ":1"), BlobStore.at(folder));
        var usual = Files.getPosixFilePermissions(Files.createFile(folder.resolve("as-any-file")));
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.getPosixFilePermissions(file))
                        .as(file.toString())
                        .isEqualTo(usual);
            }
        }
    }

    private PullResult pull(TestImage image, String suffix) throws Exception {
        try (var registry = ScriptedRegistry.with(image);
                var wire = SocketTransport.create(TransportOptions.defaults())) {
            return PullEngine.assemble(
                            wire,
                            origin -> Optional.empty(),
                            PullOptions.defaults().withPlainHttp(true),
                            PullListener.NONE)
                    .pull(registry.reference(suffix), BlobStore.at(folder));
        }
    }

    private byte[] archive(PullResult result) throws IOException {
        var out = new ByteArrayOutputStream();
        new DockerArchiveWriter().write(result, BlobStore.at(folder), out);
        return out.toByteArray();
    }

    private static Map<TarArchiveEntry, Bytes> entries(byte[] archive) throws IOException {
        var entries = new LinkedHashMap<TarArchiveEntry, Bytes>();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry, Bytes.of(tar.readAllBytes()));
            }
        }
        return entries;
    }
}
