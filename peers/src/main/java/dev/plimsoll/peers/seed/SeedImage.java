package dev.plimsoll.peers.seed;

import dev.plimsoll.fixtures.capture.SyntheticLayer;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.Manifest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.peers.process.PeerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The image that a registry started here is seeded with: a layer that both platforms share and one of each, the same
 * bytes on every machine, in Docker's formats and in those of the OCI.
 */
public final class SeedImage {
    /** The repository's name. */
    public static final String REPOSITORY = "plimsoll/seed";

    static final String DOCKER_TAG = "1.0";
    static final String OCI_TAG = "1.0-oci";
    static final String SCHEMA1_TAG = "1.0-schema1";

    private static final List<Platform> PLATFORMS = List.of(Platform.LINUX_AMD64, Platform.of("linux", "arm64"));

    /** Large enough for several network reads and for ranges. */
    private static final long SHARED_BYTES = 256 << 10;

    private static final long OWN_BYTES = 96 << 10;

    private final RegistryWriter registry;

    private SeedImage(RegistryWriter registry) {
        this.registry = registry;
    }

    /**
     * Pushes it.
     *
     * @param schema1 whether the registry rewrites to schema 1; what it makes is then pushed back as a tag of its own
     * @throws PeerException if the registry does not take it
     */
    public static Seeded push(RegistryWriter registry, boolean schema1) {
        var seed = new SeedImage(registry);
        return new Seeded(
                registry.repository(),
                seed.push(Format.DOCKER, DOCKER_TAG),
                seed.push(Format.OCI, OCI_TAG),
                schema1 ? Optional.of(seed.pushSchema1()) : Optional.empty());
    }

    private SeededImage push(Format format, String tag) {
        var shared = layer("shared", SHARED_BYTES);
        var images = new ArrayList<SeededPlatform>();
        var manifests = new ArrayList<Descriptor>();
        for (var platform : PLATFORMS) {
            var layers = List.of(shared, layer(platform.toString(), OWN_BYTES));
            var described = layers.stream()
                    .map(layer -> Descriptor.of(format.layer(), layer.digest(), layer.size()))
                    .toList();
            var config = SeedDocuments.config(platform, layers);
            var configDescriptor = SeedDocuments.describe(format.config(), config);
            var manifest = SeedDocuments.manifest(format, configDescriptor, described);
            var manifestDescriptor = SeedDocuments.describe(format.manifest(), manifest);
            layers.forEach(layer -> registry.blob(layer.digest(), content(layer)));
            registry.blob(configDescriptor.digest(), config);
            registry.manifest(manifestDescriptor.digest().raw(), format.manifest(), manifest);
            images.add(new SeededPlatform(platform, manifestDescriptor.digest(), configDescriptor, described));
            manifests.add(manifestDescriptor);
        }
        var index = SeedDocuments.index(format, images, manifests);
        registry.manifest(tag, format.index(), index);
        return new SeededImage(tag, SeedDocuments.describe(format.index(), index), images);
    }

    /** The registry signs with a key of its own, so that only the payload and its digest are the same every time. */
    private SeededImage pushSchema1() {
        // Under the same tag first, as the rewritten manifest tells which tag it was asked for by.
        var docker = registry.readManifest(DOCKER_TAG, MediaType.DOCKER_MANIFEST_LIST);
        registry.manifest(SCHEMA1_TAG, MediaType.DOCKER_MANIFEST_LIST, docker);
        var rewritten = registry.readManifest(SCHEMA1_TAG, MediaType.DOCKER_SCHEMA1_SIGNED);
        registry.manifest(SCHEMA1_TAG, MediaType.DOCKER_SCHEMA1_SIGNED, rewritten);
        var digest = Manifest.parse(rewritten, Optional.of(MediaType.DOCKER_SCHEMA1_SIGNED))
                .digest();
        return new SeededImage(
                SCHEMA1_TAG, Descriptor.of(MediaType.DOCKER_SCHEMA1_SIGNED, digest, rewritten.size()), List.of());
    }

    private static SyntheticLayer layer(String name, long bytes) {
        return SyntheticLayer.of(Digest.sha256(Bytes.utf8("plimsoll seed " + name)), bytes);
    }

    private static Bytes content(SyntheticLayer layer) {
        try (var stream = layer.open()) {
            return Bytes.of(stream.readAllBytes());
        } catch (IOException e) {
            throw new PeerException("generating does not fail", e);
        }
    }
}
