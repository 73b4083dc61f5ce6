package dev.plimsoll.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Manifest;
import dev.plimsoll.model.oci.ManifestSignature;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.model.oci.Secret;
import dev.plimsoll.model.oci.SignedManifest;
import dev.plimsoll.peers.token.Account;
import dev.plimsoll.peers.token.SigningAlgorithm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each variant is there for. */
@Timeout(120)
class VariantTraitTests {
    @TempDir
    private Path folder;

    @Test
    void withTlsBothVersionsOfHttpAreOffered() throws Exception {
        try (var registry = start(RegistryVariant.TLS, Peers.options())) {
            var url = registry.origin() + "/v2/";
            var version = new String[] {"-o", "/dev/null", "-w", "%{http_version} %{http_code}"};
            var clients = clients(registry);
            assertThat(clients.curl(with(version, "--http1.1", url)).succeeded().out())
                    .isEqualTo("1.1 200");
            assertThat(clients.curl(with(version, "--http2", url)).succeeded().out())
                    .isEqualTo("2 200");
        }
    }

    @Test
    void htpasswdRefusesAnybodyElse() throws Exception {
        var account = new Account("reader", new Secret("with: colon and ü"));
        try (var registry = start(RegistryVariant.HTPASSWD, Peers.options().signedInAs(account))) {
            var url = registry.origin() + "/v2/";
            var clients = clients(registry);
            assertThat(clients.curl("-i", url).succeeded().out())
                    .contains(" 401")
                    .containsIgnoringCase("www-authenticate: Basic realm=\"plimsoll-registry\"");
            assertThat(status(clients, "-u", "reader:wrong", url)).isEqualTo("401");
            assertThat(status(clients, "-u", "reader:with: colon and ü", url)).isEqualTo("200");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRegistryTakesTokensOfEachAlgorithm(SigningAlgorithm algorithm) throws Exception {
        var options = Peers.options().withTokens(Duration.ofSeconds(90), algorithm);
        try (var registry = start(RegistryVariant.TOKEN, options)) {
            var seeded = registry.seeded().orElseThrow();
            var url = registry.origin() + "/v2/" + seeded.repository() + "/manifests/"
                    + seeded.oci().tag();
            assertThat(status(clients(registry), url)).isEqualTo("401");
            assertThat(clients(registry)
                            .curlSignedIn(
                                    "-I",
                                    "-H",
                                    "Accept: " + seeded.oci().descriptor().mediaType(),
                                    url)
                            .succeeded()
                            .out())
                    .startsWith("HTTP/2 200");
        }
    }

    @Test
    void withoutCredentialsTokensArePulledWithButNotPushed() throws Exception {
        try (var registry = start(RegistryVariant.TOKEN, Peers.options())) {
            var clients = clients(registry);
            var image = registry.seeded().orElseThrow().docker();
            var pulled = folder.resolve("pulled");
            clients.skopeoCopy(image, pulled).succeeded();

            var push = new String[] {
                "copy", "dir:" + pulled, "docker://" + registry.origin().authority() + "/pushed:1"
            };
            clients.skopeo(push).failedWith("unauthorized");
            clients.skopeoCopy(image, folder.resolve("refused"), "--src-creds=mariner:wrong")
                    .failedWith("unauthorized", "unknown user or wrong password");
            clients.signedIn().skopeo(push).succeeded();
        }
    }

    @Test
    void withoutAnonymousPullNobodyPullsWithoutCredentials() throws Exception {
        try (var registry = start(RegistryVariant.TOKEN, Peers.options().withAnonymousPull(false))) {
            var image = registry.seeded().orElseThrow().docker();
            var pulled = folder.resolve("pulled");
            clients(registry).skopeoCopy(image, pulled).failedWith("credentials are needed");
            clients(registry).signedIn().skopeoCopy(image, pulled).succeeded();
        }
    }

    @Test
    void blobsAreRedirectedToAnotherOriginThatKnowsRanges() throws Exception {
        try (var registry = start(RegistryVariant.REDIRECT, Peers.options().under(PublicNames.invented()))) {
            var seeded = registry.seeded().orElseThrow();
            var layer = seeded.oci().on(Platform.LINUX_AMD64).layers().get(0);
            var url = registry.publicOrigin() + "/v2/" + seeded.repository() + "/blobs/" + layer.digest();
            var clients = clients(registry);
            var location = clients.curl("-o", "/dev/null", "-w", "%{http_code} %{redirect_url}", url)
                    .succeeded()
                    .out();
            assertThat(location)
                    .startsWith("307 https://cdn.plimsoll.test:")
                    .endsWith(layer.digest().encoded() + "/data");
            assertThat(clients.curl("-L", "-r", "10-19", "-o", "/dev/null", "-w", "%{http_code} %{size_download}", url)
                            .succeeded()
                            .out())
                    .isEqualTo("206 10");
        }
    }

    @Test
    void theMirrorFetchesFromItsUpstreamAndTakesNoPush() throws Exception {
        try (var registry = start(RegistryVariant.MIRROR, Peers.options())) {
            var clients = clients(registry);
            var image = registry.seeded().orElseThrow().oci();
            var pulled = folder.resolve("pulled");
            clients.skopeoCopy(image, pulled).succeeded();
            assertThat(registry.logs())
                    .hasSize(2)
                    .allSatisfy(log -> assertThat(log)
                            .content()
                            .contains(image.on(Platform.LINUX_AMD64).manifest().raw()));
            var target = "docker://" + registry.origin().authority() + "/pushed:1";
            clients.skopeo("copy", "--dest-tls-verify=false", "dir:" + pulled, target)
                    .failedWith("unsupported");
        }
    }

    @Test
    void schema1ComesSignedForClientsThatAcceptNothingElse() throws Exception {
        try (var registry = start(RegistryVariant.SCHEMA1, Peers.options())) {
            var seeded = registry.seeded().orElseThrow();
            var schema1 = seeded.schema1().orElseThrow();
            var url = registry.origin() + "/v2/" + seeded.repository() + "/manifests/";
            for (var reference : new String[] {
                schema1.tag(),
                schema1.descriptor().digest().raw(),
                seeded.docker().tag()
            }) {
                var answer = clients(registry).curl(url + reference).succeeded().out();
                var manifest = Manifest.parse(Bytes.utf8(answer), Optional.of(MediaType.DOCKER_SCHEMA1_SIGNED));
                assertThat(manifest).isInstanceOfSatisfying(SignedManifest.class, signed -> {
                    assertThat(signed.name()).isEqualTo(seeded.repository());
                    assertThat(signed.signatures())
                            .isNotEmpty()
                            .allMatch(signature -> signature.verdict() == ManifestSignature.Verdict.VALID);
                });
            }
        }
    }

    @Test
    void deletesAreForTheVariantThatHasThem() throws Exception {
        try (var registry = start(RegistryVariant.DELETES, Peers.options())) {
            assertThat(statusOfDelete(registry)).isEqualTo("202");
        }
        try (var registry = start(RegistryVariant.PLAIN, Peers.options())) {
            assertThat(statusOfDelete(registry)).isEqualTo("405");
        }
    }

    @Test
    void withoutASeedThereIsNothingInIt() throws Exception {
        try (var registry = start(RegistryVariant.PLAIN, Peers.options().seeded(false))) {
            assertThat(registry.seeded()).isEmpty();
            assertThat(clients(registry)
                            .curl(registry.origin() + "/v2/_catalog")
                            .out())
                    .contains("\"repositories\":[]");
        }
    }

    private String statusOfDelete(RunningRegistry registry) throws Exception {
        var seeded = registry.seeded().orElseThrow();
        var manifest = seeded.oci().descriptor().digest();
        return status(
                clients(registry),
                "-X",
                "DELETE",
                registry.origin() + "/v2/" + seeded.repository() + "/manifests/" + manifest);
    }

    private static String status(Clients clients, String... arguments) throws Exception {
        return clients.curl(with(new String[] {"-o", "/dev/null", "-w", "%{http_code}"}, arguments))
                .succeeded()
                .out();
    }

    private static String[] with(String[] arguments, String... more) {
        var all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }

    private RunningRegistry start(RegistryVariant variant, RegistryOptions options) {
        Peers.need(variant);
        return variant.start(folder.resolve(variant.id()), options);
    }

    private Clients clients(RunningRegistry registry) {
        return new Clients(registry, folder.resolve("home"));
    }
}
