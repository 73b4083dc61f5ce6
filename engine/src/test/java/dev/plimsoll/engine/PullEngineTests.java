package dev.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.model.oci.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullEngineTests {
    private final SocketTransport wire = SocketTransport.create(TransportOptions.defaults());
    private final Facts facts = new Facts();
    private PullOptions options = PullOptions.defaults().withPlainHttp(true);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void anImageArrivesWholeAndVerified() throws Exception {
        var image = TestImage.small();
        try (var registry = ScriptedRegistry.with(image)) {
            var result = pull(registry.reference(":1"));

            assertThat(result.descriptor().digest()).isEqualTo(image.digest());
            assertThat(result.config().imageId()).isEqualTo(Digest.sha256(image.config()));
            for (var blob : image.blobs().entrySet()) {
                assertThat(Files.readAllBytes(store().path(blob.getKey())))
                        .isEqualTo(blob.getValue().toArray());
            }
            assertThat(Files.readAllBytes(store().path(image.digest())))
                    .isEqualTo(image.manifest().toArray());
            assertThat(facts.anomalies()).isEmpty();
            assertThat(registry.server().received().get(0).lines())
                    .startsWith(
                            "Accept: application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution."
                                    + "manifest.list.v2+json, application/vnd.oci.image.manifest.v1+json, "
                                    + "application/vnd.docker.distribution.manifest.v2+json",
                            "Accept-Encoding: identity");
        }
    }

    @Test
    void aSecondPullFetchesNoBlobAndADamagedOneAgain() throws Exception {
        var image = TestImage.small();
        try (var registry = ScriptedRegistry.with(image)) {
            pull(registry.reference(":1"));
            pull(registry.reference(":1"));
            assertThat(registry.blobRequests(image.layer(0))).hasSize(1);

            Files.write(
                    store().path(image.layer(0)),
                    new byte[image.layers().get(0).blob().size()]);
            pull(registry.reference(":1"));
            assertThat(registry.blobRequests(image.layer(0))).hasSize(2);
            assertThat(registry.blobRequests(image.layer(1))).hasSize(1);
            assertThat(facts.lines()).contains("present");
        }
    }

    @Test
    void aDigestReferenceMustGetThatDocument() throws Exception {
        var image = TestImage.small();
        try (var registry = ScriptedRegistry.with(image)) {
            assertThat(pull(registry.reference("@" + image.digest()))
                            .descriptor()
                            .digest())
                    .isEqualTo(image.digest());

            registry.onManifest(
                    image.digest().raw(),
                    (request, wire) -> wire.reply(200, image.manifest().asText() + " ", "Content-Type", "x/y"));
            assertThat(failure(registry.reference("@" + image.digest())))
                    .isEqualTo(PullException.Reason.DIGEST_MISMATCH);
        }
    }

    @Test
    void aWrongDigestHeaderIsAnAnomalyForATagAndFatalForADigest() throws Exception {
        var image = TestImage.small();
        try (var registry = ScriptedRegistry.with(image)) {
            ScriptedServer.Script lying = (request, wire) -> wire.reply(
                    200,
                    image.manifest().toArray(),
                    "Content-Type",
                    "application/vnd.docker.distribution.manifest.v2+json",
                    "Docker-Content-Digest",
                    image.layer(0).raw());
            registry.onManifest("1", lying);
            registry.onManifest(image.digest().raw(), lying);

            pull(registry.reference(":1"));
            assertThat(facts.anomalyKinds())
                    .containsExactly(Anomaly.Kind.CONTENT_DIGEST_HEADER, Anomaly.Kind.CONTENT_TYPE);
            assertThat(failure(registry.reference("@" + image.digest())))
                    .isEqualTo(PullException.Reason.DIGEST_MISMATCH);
        }
    }

    @Test
    void thePlatformIsChosenPastAttestationsAndThroughNestedIndexes() throws Exception {
        var arm = new TestImage(TestImage.small().layers(), "linux", "arm64");
        var intel = TestImage.small();
        var attestation = TestImage.entry(
                MediaType.OCI_MANIFEST,
                Bytes.utf8("{}"),
                TestImage.platform("unknown", "unknown")
                        + ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}");
        var inner = TestImage.index(
                attestation,
                TestImage.entry(MediaType.OCI_MANIFEST, intel.manifest(), TestImage.platform("linux", "amd64")));
        var outer = TestImage.index(
                TestImage.entry(MediaType.OCI_MANIFEST, arm.manifest(), TestImage.platform("linux", "arm64")),
                TestImage.entry(MediaType.OCI_INDEX, inner, ""));
        try (var registry = ScriptedRegistry.with(intel)) {
            registry.add(arm);
            registry.addManifest(inner);
            registry.tag("all", outer);

            assertThat(pull(registry.reference(":all")).descriptor().digest()).isEqualTo(intel.digest());
            options = options.withPlatform(Platform.parse("linux/arm64/v8"));
            assertThat(pull(registry.reference(":all")).descriptor().digest()).isEqualTo(arm.digest());
            assertThat(facts.anomalies()).isEmpty();

            options = options.withPlatform(Platform.parse("windows/amd64"));
            var none = failed(registry.reference(":all"));
            assertThat(none.reason()).isEqualTo(PullException.Reason.NO_MATCHING_PLATFORM);
            assertThat(none).hasMessageContaining("linux/arm64, linux/amd64").hasMessageContaining("windows/amd64");
        }
    }

    @Test
    void indexesMayNotLieTooDeep() throws Exception {
        var image = TestImage.small();
        try (var registry = ScriptedRegistry.with(image)) {
            var index = TestImage.index(
                    TestImage.entry(MediaType.OCI_MANIFEST, image.manifest(), TestImage.platform("linux", "amd64")));
            for (int depth = 1; depth <= 5; depth++) {
                registry.tag("deep" + depth, index);
                index = TestImage.index(TestImage.entry(MediaType.OCI_INDEX, index, ""));
            }
            assertThat(pull(registry.reference(":deep4")).descriptor().digest()).isEqualTo(image.digest());
            assertThat(failure(registry.reference(":deep5"))).isEqualTo(PullException.Reason.TOO_LARGE);
        }
    }

    @Test
    void aHostileDigestIsRefusedBeforeAnyBlobIsAskedFor() throws Exception {
        var image = TestImage.small();
        try (var registry = ScriptedRegistry.with(image)) {
            registry.tag(
                    "bad",
                    Bytes.utf8(image.manifest().asText().replace(image.layer(1).raw(), "sha256:../../x")));
            assertThat(failure(registry.reference(":bad"))).isEqualTo(PullException.Reason.MALFORMED);
            assertThat(registry.server().targets()).noneMatch(target -> target.contains("/blobs/"));
        }
    }

    @Test
    void whatIsNoImageIsRefusedByItsName() throws Exception {
        var image = TestImage.small();
        try (var registry = ScriptedRegistry.with(image)) {
            registry.tag(
                    "artifact",
                    Bytes.utf8(
                            image.manifest().asText().replace(MediaType.OCI_CONFIG.raw(), "application/vnd.x+json")));
            registry.onManifest(
                    "old",
                    (request, wire) -> wire.reply(
                            200,
                            "{\"schemaVersion\":1,\"name\":\"a\",\"tag\":\"b\",\"architecture\":\"amd64\","
                                    + "\"fsLayers\":[],\"history\":[]}",
                            "Content-Type",
                            MediaType.DOCKER_SCHEMA1.raw()));
            registry.onManifest("page", (request, wire) -> wire.reply(200, "<html>", "Content-Type", "text/html"));

            assertThat(failed(registry.reference(":artifact"))).hasMessageContaining("application/vnd.x+json");
            assertThat(failure(registry.reference(":artifact"))).isEqualTo(PullException.Reason.UNSUPPORTED);
            assertThat(failed(registry.reference(":old"))).hasMessageContaining("schema 1 manifest");
            assertThat(failure(registry.reference(":page"))).isEqualTo(PullException.Reason.UNSUPPORTED);
        }
    }

    @Test
    void limitsHoldBeforeBytesAreTaken() throws Exception {
        var image = TestImage.small();
        try (var registry = ScriptedRegistry.with(image)) {
            options = options.withLimits(PullLimits.defaults().withManifestBytes(100));
            assertThat(failure(registry.reference(":1"))).isEqualTo(PullException.Reason.TOO_LARGE);
            options = options.withLimits(PullLimits.defaults().withBytes(200, 1 << 20));
            assertThat(failure(registry.reference(":1"))).isEqualTo(PullException.Reason.TOO_LARGE);
            assertThat(registry.server().targets()).noneMatch(target -> target.contains("/blobs/"));
        }
    }

    @Test
    void aLayerThatUnpacksToTooMuchIsABomb() throws Exception {
        var zeros = new byte[40 << 20];
        var bomb = new TestImage(List.of(new TestImage.Layer(
                Bytes.of(Zstd.compress(zeros)), MediaType.OCI_LAYER_ZSTD, Digest.sha256(Bytes.of(zeros)))));
        try (var registry = ScriptedRegistry.with(bomb)) {
            assertThat(failure(registry.reference(":1"))).isEqualTo(PullException.Reason.TOO_LARGE);
            assertNoBlob(bomb.layer(0));
        }
    }

    @Test
    void aFlippedBitAWrongDiffIdAndExtraBytesLeaveNothingBehind() throws Exception {
        var image = TestImage.small();
        var wrong = new TestImage(List.of(new TestImage.Layer(
                image.layers().get(0).blob(),
                MediaType.OCI_LAYER_GZIP,
                image.layers().get(1).diffId())));
        try (var registry = ScriptedRegistry.with(image)) {
            registry.onBlob(image.layer(0), (request, wire) -> {
                var flipped = registry.blob(image.layer(0));
                flipped[5] ^= 1;
                wire.reply(200, flipped);
            });
            assertThat(failure(registry.reference(":1"))).isEqualTo(PullException.Reason.DIGEST_MISMATCH);
            assertNoBlob(image.layer(0));

            registry.onBlob(image.layer(0), (request, wire) -> {
                wire.raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                wire.bytes(registry.blob(image.layer(0)));
                wire.raw("more");
                wire.cut();
            });
            assertThat(failure(registry.reference(":1"))).isEqualTo(PullException.Reason.SIZE_MISMATCH);
            assertNoBlob(image.layer(0));

            registry.onBlob(image.layer(0), registry::asRight);
            registry.add(wrong);
            registry.tag("wrong", wrong.manifest());
            assertThat(failure(registry.reference(":wrong"))).isEqualTo(PullException.Reason.DIFF_ID_MISMATCH);
            assertNoBlob(image.layer(0));
        }
    }

    @Test
    void layersAreToldByTheirFirstBytesNotByTheirType() throws Exception {
        var tar = TestImage.tar("a", "b");
        var half = TestImage.gzip(Arrays.copyOf(tar, 700));
        var members = half.concat(TestImage.gzip(Arrays.copyOfRange(tar, 700, tar.length)));
        var diffId = Digest.sha256(Bytes.of(tar));
        var image = new TestImage(List.of(
                new TestImage.Layer(members, MediaType.OCI_LAYER_GZIP, diffId),
                new TestImage.Layer(Bytes.of(tar), MediaType.OCI_LAYER, diffId),
                new TestImage.Layer(Bytes.of(Zstd.compress(tar)), MediaType.OCI_LAYER_GZIP, diffId)));
        try (var registry = ScriptedRegistry.with(image)) {
            pull(registry.reference(":1"));
            assertThat(facts.anomalyKinds()).containsExactly(Anomaly.Kind.COMPRESSION);
        }
    }

    @Test
    void aLayerThatIsListedTwiceIsFetchedOnce() throws Exception {
        var layer = TestImage.small().layers().get(0);
        var image = new TestImage(List.of(layer, layer));
        try (var registry = ScriptedRegistry.with(image)) {
            assertThat(pull(registry.reference(":1")).manifest().layers()).hasSize(2);
            assertThat(registry.blobRequests(image.layer(0))).hasSize(1);
        }
    }

    @Test
    void eachRefusalOfARegistryHasItsReason() throws Exception {
        try (var registry = ScriptedRegistry.with(TestImage.small())) {
            registry.onManifest("denied", (request, wire) -> wire.reply(403, "no"));
            registry.onManifest("limited", (request, wire) -> wire.reply(429, "", "Retry-After", "86400"));
            registry.onManifest("locked", (request, wire) -> wire.reply(401, ""));

            assertThat(failed(registry.reference(":none")))
                    .hasMessageContaining("MANIFEST_UNKNOWN: manifest unknown")
                    .hasMessageContaining("/v2/team/app/manifests/none");
            assertThat(failure(registry.reference(":none"))).isEqualTo(PullException.Reason.NOT_FOUND);
            assertThat(failure(registry.reference(":denied"))).isEqualTo(PullException.Reason.DENIED);
            assertThat(failure(registry.reference(":limited"))).isEqualTo(PullException.Reason.RATE_LIMITED);
            assertThat(failure(registry.reference(":locked"))).isEqualTo(PullException.Reason.UNAUTHORISED);
        }
    }

    @Test
    void behindAChallengeOneTokenIsFetchedAndTheCdnNeverSeesIt() throws Exception {
        var image = TestImage.small();
        try (var registry = ScriptedRegistry.with(image);
                var cdn = ScriptedServer.start((request, wire) -> wire.reply(
                        200, registry.blob(Digest.parse(request.path().substring(1)))))) {
            var realm = registry.server().url("/token");
            registry.onPath("/token", (request, wire) -> wire.reply(200, "{\"token\":\"t\"}"));
            registry.onManifest("1", (request, wire) -> {
                if (request.field("Authorization").equals(Optional.of("Bearer t"))) {
                    registry.asRight(request, wire);
                } else {
                    wire.reply(401, "", "WWW-Authenticate", "Bearer realm=\"" + realm + "\"");
                }
            });
            for (var digest : image.blobs().keySet()) {
                registry.onBlob(
                        digest, (request, wire) -> wire.reply(307, "", "Location", cdn.url("/" + digest) + "?sig=s"));
            }
            pull(registry.reference(":1"));

            assertThat(facts.lines()).containsOnlyOnce("token [repository:team/app:pull]");
            assertThat(registry.blobRequests(image.layer(0)).get(0).field("Authorization"))
                    .contains("Bearer t");
            assertThat(cdn.received())
                    .hasSize(3)
                    .allSatisfy(request ->
                            assertThat(request.field("Authorization")).isEmpty());
            assertThat(facts.lines()).noneMatch(line -> line.contains("sig="));
        }
    }

    @Test
    void anUnsafeRealmAndAnUnsafeRedirectAreTold() throws Exception {
        try (var registry = ScriptedRegistry.with(TestImage.small())) {
            registry.onManifest(
                    "realm",
                    (request, wire) ->
                            wire.reply(401, "", "WWW-Authenticate", "Bearer realm=\"http://169.254.169.254/\""));
            registry.onManifest("circle", (request, wire) -> wire.reply(302, "", "Location", request.target()));

            assertThat(failure(registry.reference(":realm"))).isEqualTo(PullException.Reason.UNSAFE_REALM);
            assertThat(failure(registry.reference(":circle"))).isEqualTo(PullException.Reason.UNSAFE_REDIRECT);
        }
    }

    @Test
    void anInterruptedPullStopsAndCleansUp() throws Exception {
        var image = TestImage.ofSize(1 << 20);
        try (var registry = ScriptedRegistry.with(image)) {
            var puller = Thread.currentThread();
            registry.onBlob(image.layer(0), (request, wire) -> {
                wire.raw("HTTP/1.1 200 OK\r\nContent-Length: "
                        + image.layers().get(0).blob().size() + "\r\n\r\n1234");
                puller.interrupt();
            });
            assertThatThrownBy(() -> pull(registry.reference(":1"))).isInstanceOf(InterruptedException.class);
            assertNoBlob(image.layer(0));
        }
    }

    private BlobStore store() throws IOException {
        return BlobStore.at(folder);
    }

    private PullResult pull(Reference reference) throws Exception {
        return PullEngine.assemble(wire, origin -> Optional.empty(), options, facts)
                .pull(reference, store());
    }

    private PullException failed(Reference reference) throws Exception {
        try {
            throw new AssertionError("pulled: " + pull(reference));
        } catch (PullException e) {
            return e;
        }
    }

    private PullException.Reason failure(Reference reference) throws Exception {
        return failed(reference).reason();
    }

    private void assertNoBlob(Digest digest) throws IOException {
        assertThat(store().path(digest)).doesNotExist();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("blobs");
        }
    }
}
