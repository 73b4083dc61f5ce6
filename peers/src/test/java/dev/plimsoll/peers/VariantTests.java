package dev.plimsoll.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.Platform;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        int port;
        try (var registry = variant.start(folder.resolve("registry"), Peers.options())) {
            port = registry.origin().port();
            var clients = new Clients(registry, folder.resolve("home"));
            if (variant.hasAccounts()) {
                clients.signedIn();
            }
            var seeded = registry.seeded().orElseThrow();
            for (var image : List.of(seeded.docker(), seeded.oci())) {
                var target = folder.resolve("pulled-" + image.tag());
                clients.skopeoCopy(image, target).succeeded();
                assertThat(Digest.sha256(Bytes.of(Files.readAllBytes(target.resolve("manifest.json")))))
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
        // By its number crane refuses the token service: "realm host is a private or link-local address".
        try (var names = NamesProxy.start();
                var registry = variant.start(
                        folder.resolve("registry"), Peers.options().under(PublicNames.invented()))) {
            var proxy = variant.isTls() ? Optional.of(names) : Optional.<NamesProxy>empty();
            var clients = new Clients(registry, folder.resolve("home"), proxy);
            if (variant.hasAccounts()) {
                clients.signedIn();
            }
            var image = registry.seeded().orElseThrow().oci();
            var target = folder.resolve("image");
            clients.crane("pull", "--format=oci", "--platform=linux/arm64", clients.reference(image), target.toString())
                    .succeeded();
            var arm = image.on(Platform.of("linux", "arm64"));
            assertThat(Files.readString(target.resolve("index.json")))
                    .contains(arm.manifest().raw());
            assertThat(target.resolve("blobs/sha256")
                            .resolve(arm.config().digest().encoded()))
                    .exists();
        }
    }

    @ParameterizedTest
    @EnumSource
    void curlGetsTheIndexAndALayerByteForByteUnderTheInventedNames(RegistryVariant variant) throws Exception {
        Peers.need(variant);
        var options = Peers.options().under(PublicNames.invented());
        try (var registry = variant.start(folder.resolve("registry"), options)) {
            assertThat(registry.publicOrigin().host()).isEqualTo("registry.plimsoll.test");
            var clients = new Clients(registry, folder.resolve("home"));
            var seeded = registry.seeded().orElseThrow();
            var base = registry.publicOrigin() + "/v2/" + seeded.repository() + "/";
            var index = seeded.oci().descriptor();
            var layer = seeded.docker().on(Platform.LINUX_AMD64).layers().get(0);

            var accept = "Accept: " + index.mediaType();
            var manifest = clients.curlSignedIn(
                            "-H", accept, base + "manifests/" + seeded.oci().tag())
                    .succeeded();
            clients.curlSignedIn("-L", "-o", folder + "/layer", base + "blobs/" + layer.digest())
                    .succeeded();

            assertThat(index.describes(Bytes.utf8(manifest.out()))).isTrue();
            assertThat(layer.describes(Bytes.of(Files.readAllBytes(folder.resolve("layer")))))
                    .isTrue();
        }
    }

    private static boolean closed(int port) throws Exception {
        try (var socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }
}
