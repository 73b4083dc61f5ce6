package dev.plimsoll.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.peers.seed.SeededImage;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every variant, with clients that know nothing of Plimsoll. */
@Timeout(180)
class VariantTests {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void skopeoPullsTheSeededImagesAndNothingIsLeftRunning(RegistryVariant variant) throws Exception {
        Peers.need(variant);
        Peers.need("skopeo");
        int port;
        try (var registry = variant.start(folder.resolve("registry"), Peers.options())) {
            port = registry.origin().port();
            var seeded = registry.seeded().orElseThrow();
            for (var image : List.of(seeded.docker(), seeded.oci())) {
                assertThat(pulledBySkopeo(registry, image))
                        .isEqualTo(image.on(Platform.LINUX_AMD64).manifest());
            }
            assertThat(registry.logs())
                    .isNotEmpty()
                    .allSatisfy(log -> assertThat(log).exists());
        }
        assertThat(closed(port)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void cranePullsTheSeededImage(RegistryVariant variant) throws Exception {
        Peers.need(variant);
        Peers.need("crane");
        try (var registry = variant.start(folder.resolve("registry"), Peers.options())) {
            var seeded = registry.seeded().orElseThrow();
            var config = Files.createDirectories(folder.resolve("crane"));
            registry.credentials().ifPresent(account -> CraneLogin.write(config, registry, account));
            var target = folder.resolve("image");
            var ran = Ran.run(
                    registry,
                    List.of(
                            "env",
                            "DOCKER_CONFIG=" + config,
                            "crane",
                            "pull",
                            "--format=oci",
                            "--platform=linux/arm64",
                            reference(registry, seeded.oci()),
                            target.toString()));
            ran.succeeded();
            var arm = seeded.oci().on(Platform.of("linux", "arm64"));
            assertThat(Files.readString(target.resolve("index.json")))
                    .contains(arm.manifest().raw());
            assertThat(target.resolve("blobs/sha256")
                            .resolve(arm.config().digest().encoded()))
                    .exists();
        }
    }

    @ParameterizedTest
    @EnumSource
    void curlGetsTheIndexByteForByte(RegistryVariant variant) throws Exception {
        Peers.need(variant);
        var options = Peers.options().under(PublicNames.invented());
        try (var registry = variant.start(folder.resolve("registry"), options)) {
            var seeded = registry.seeded().orElseThrow();
            var base = registry.publicOrigin() + "/v2/" + seeded.repository() + "/";
            var arguments = new ArrayList<>(
                    List.of("-L", "-H", "Accept: " + seeded.oci().descriptor().mediaType()));
            arguments.addAll(CurlLogin.arguments(registry));
            var index = with(arguments, base + "manifests/" + seeded.oci().tag());
            var layer = seeded.docker().on(Platform.LINUX_AMD64).layers().get(0);
            var blob = with(arguments, "-o", folder + "/layer", base + "blobs/" + layer.digest());

            var manifest = Ran.curl(registry, index).succeeded().out();
            Ran.curl(registry, blob).succeeded();

            assertThat(seeded.oci().descriptor().describes(Bytes.utf8(manifest)))
                    .isTrue();
            assertThat(layer.describes(Bytes.of(Files.readAllBytes(folder.resolve("layer")))))
                    .isTrue();
        }
    }

    private static String[] with(List<String> arguments, String... more) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private Digest pulledBySkopeo(RunningRegistry registry, SeededImage image) throws Exception {
        var target = folder.resolve("pulled-" + image.tag());
        var command = new ArrayList<>(
                List.of("skopeo", "--insecure-policy", "--override-os=linux", "--override-arch=amd64", "copy"));
        command.add("--src-tls-verify=" + registry.origin().isTls());
        registry.credentials()
                .ifPresent(account -> command.add("--src-creds=" + account.name() + ":"
                        + account.password().reveal()));
        command.add("docker://" + reference(registry, image));
        command.add("dir:" + target);
        Ran.run(registry, command).succeeded();
        return Digest.sha256(Bytes.of(Files.readAllBytes(target.resolve("manifest.json"))));
    }

    private static String reference(RunningRegistry registry, SeededImage image) {
        return registry.origin().authority() + "/"
                + registry.seeded().orElseThrow().repository() + ":" + image.tag();
    }

    private static boolean closed(int port) throws Exception {
        try (var socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }
}
