package dev.plimsoll.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.model.oci.Secret;
import dev.plimsoll.peers.process.PeerException;
import dev.plimsoll.peers.token.Account;
import dev.plimsoll.peers.token.SigningAlgorithm;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class RegistryStartTests {
    @TempDir
    private Path folder;

    @Test
    void aPortThatIsTakenIsNamedWithItsRemedy() throws Exception {
        Peers.need(RegistryVariant.PLAIN);
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            var options = Peers.options().onPort(taken.getLocalPort());
            assertThatThrownBy(() -> RegistryVariant.PLAIN.start(folder, options))
                    .isInstanceOf(PeerException.class)
                    .hasMessageStartingWith(
                            "port " + taken.getLocalPort() + " of 127.0.0.1 is in use: choose another one");
        }
    }

    @Test
    void itIsAtThePortThatWasAskedForAndFindsItsContentAgain() throws Exception {
        Peers.need(RegistryVariant.TLS);
        int port;
        try (var first = RegistryVariant.TLS.start(folder, Peers.options())) {
            port = first.origin().port();
        }
        try (var second =
                RegistryVariant.TLS.start(folder, Peers.options().onPort(port).seeded(false))) {
            assertThat(second.origin().port()).isEqualTo(port);
            var answer =
                    new Clients(second, folder.resolve("home")).curl(second.origin() + "/v2/plimsoll/seed/tags/list");
            assertThat(answer.out()).contains("\"1.0\"", "\"1.0-oci\"");
        }
    }

    @Test
    void theSeedIsTheSameEverywhere() {
        Peers.need(RegistryVariant.PLAIN);
        try (var registry = RegistryVariant.PLAIN.start(folder, Peers.options())) {
            var seeded = registry.seeded().orElseThrow();
            assertThat(seeded.repository()).isEqualTo("plimsoll/seed");
            assertThat(seeded.docker().descriptor().digest().raw())
                    .isEqualTo("sha256:234c788923524fac342b5cacb316c1f8a162c5378a862519045ee76dbe600683");
            assertThat(seeded.oci().descriptor().digest().raw())
                    .isEqualTo("sha256:a73d3e28d2494dc1fbee3e6a2631d2902dd33808533b5fb8061edc7240967de1");
            assertThat(seeded.docker().on(Platform.LINUX_AMD64).config().digest())
                    .isEqualTo(seeded.oci().on(Platform.LINUX_AMD64).config().digest());
            assertThat(seeded.images()).hasSize(2);
        }
    }

    @Test
    void secretsAreNotLeftForOthersToRead() throws Exception {
        Peers.need(RegistryVariant.HTPASSWD);
        var options = Peers.options().signedInAs(new Account("reader", new Secret("open-sesame-4711")));
        try (var registry = RegistryVariant.HTPASSWD.start(folder, options)) {
            assertThat(registry.credentials().orElseThrow().toString()).doesNotContain("open-sesame");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("nginx/server-key.pem"))))
                    .isEqualTo("rw-------");
            try (var files = Files.walk(folder)) {
                assertThat(files.filter(Files::isRegularFile).filter(file -> !file.startsWith(folder.resolve("data"))))
                        .hasSizeGreaterThan(5)
                        .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("open-sesame"));
            }
        }
    }

    @Test
    void aFolderThatCannotStandInAConfigurationIsRefused() {
        Peers.need(RegistryVariant.PLAIN);
        var odd = folder.resolve("a \"quoted\" folder");
        assertThatThrownBy(() -> RegistryVariant.PLAIN.start(odd, Peers.options()))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("a registry's folder has none of");
    }

    @Test
    void aFolderWithSpacesWillDo() {
        Peers.need(RegistryVariant.REDIRECT);
        try (var registry = RegistryVariant.REDIRECT.start(folder.resolve("a folder, mine; {x}"), Peers.options())) {
            assertThat(registry.seeded()).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "registry", "Registry.test", "a..b", "a.b\"; evil", ""})
    void namesThatAreNoHostNamesAreRefused(String name) {
        assertThatThrownBy(() -> new PublicNames(name, "auth.test.test", "cdn.test.test"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void optionsAreChecked() {
        assertThatThrownBy(() -> Peers.options().onPort(65_536)).hasMessageContaining("65536");
        assertThatThrownBy(() -> new Account("a:b", new Secret("x"))).hasMessageContaining("colon");
        assertThatThrownBy(() -> new Account("a", new Secret(""))).hasMessageContaining("empty");
        assertThatThrownBy(() -> Peers.options().withTokens(Duration.ZERO, SigningAlgorithm.ES256))
                .hasMessageContaining("a second at least");
    }
}
