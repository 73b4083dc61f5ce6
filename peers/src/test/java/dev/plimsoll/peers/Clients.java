package dev.plimsoll.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.TokenResponse;
import dev.plimsoll.peers.seed.SeededImage;
import dev.plimsoll.peers.token.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Real clients set up for one registry: they trust its authority and know nothing else.
 *
 * @param proxy that knows the registry's names, if it is to be reached by them
 */
record Clients(RunningRegistry registry, Path home, Optional<NamesProxy> proxy) {
    Clients(RunningRegistry registry, Path home) {
        this(registry, home, Optional.empty());
    }

    /** curl, silent; of itself it does no more than TLS and names. */
    Ran curl(String... arguments) throws IOException, InterruptedException {
        Peers.need("curl");
        var command = new ArrayList<>(List.of("curl", "-sS"));
        registry.authorityPem().ifPresent(pem -> command.addAll(List.of("--cacert", pem.toString())));
        registry.resolutions().forEach(resolution -> command.addAll(List.of("--connect-to", resolution)));
        command.addAll(List.of(arguments));
        return Ran.of(home, Map.of(), command);
    }

    /** curl with what it needs to pull: Basic credentials, or a token that it asks for first. */
    Ran curlSignedIn(String... arguments) throws IOException, InterruptedException {
        var all = new ArrayList<String>();
        if (registry.realm().isPresent()) {
            all.addAll(List.of("-H", "Authorization: Bearer " + token("repository:plimsoll/seed:pull")));
        } else {
            registry.credentials()
                    .ifPresent(account -> all.addAll(List.of(
                            "-u", account.name() + ":" + account.password().reveal())));
        }
        all.addAll(List.of(arguments));
        return curl(all.toArray(String[]::new));
    }

    /** A token for a client without credentials. */
    String token(String scope) throws IOException, InterruptedException {
        var url = registry.realm().orElseThrow() + "?service=plimsoll-registry&scope=" + scope;
        var answer = curl(url).succeeded().out();
        var token = TokenResponse.parse(Bytes.utf8(answer)).bearer();
        assertThat(token).as(answer).isPresent();
        return token.orElseThrow().reveal();
    }

    Ran skopeo(String... arguments) throws IOException, InterruptedException {
        Peers.need("skopeo");
        var command =
                new ArrayList<>(List.of("skopeo", "--insecure-policy", "--override-os=linux", "--override-arch=amd64"));
        command.addAll(List.of(arguments));
        return Ran.of(home, environment(), command);
    }

    /** {@code skopeo copy} into a folder, without credentials. */
    Ran skopeoCopy(SeededImage image, Path target, String... options) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(
                List.of("copy", "--src-tls-verify=" + registry.origin().isTls()));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("docker://" + reference(image), "dir:" + target));
        return skopeo(arguments.toArray(String[]::new));
    }

    Ran crane(String... arguments) throws IOException, InterruptedException {
        Peers.need("crane");
        var command = new ArrayList<>(List.of("crane"));
        command.addAll(List.of(arguments));
        return Ran.of(home, environment(), command);
    }

    /** Leaves credentials where Docker keeps them, and Go clients find them. */
    Clients signedIn() throws IOException {
        var folder = Files.createDirectories(home.resolve(".docker"));
        var account = registry.credentials().orElseThrow();
        Files.writeString(folder.resolve("config.json"), """
                {"auths": {"%s": {"auth": "%s"}}}
                """.formatted(
                        host(), account.basic().reveal().substring("Basic ".length())));
        return this;
    }

    String reference(SeededImage image) {
        return host() + "/" + registry.seeded().orElseThrow().repository() + ":" + image.tag();
    }

    static String pair(Account account) {
        return account.name() + ":" + account.password().reveal();
    }

    private String host() {
        return (proxy.isPresent() ? registry.publicOrigin() : registry.origin()).authority();
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        registry.authorityPem().ifPresent(pem -> environment.put("SSL_CERT_FILE", pem.toString()));
        proxy.ifPresent(names -> environment.put("HTTPS_PROXY", names.url()));
        return environment;
    }
}
