package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.engine.BlobStore;
import dev.plimsoll.engine.Login;
import dev.plimsoll.engine.PullEngine;
import dev.plimsoll.engine.PullListener;
import dev.plimsoll.engine.PullOptions;
import dev.plimsoll.engine.SocketTransport;
import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.fixtures.capture.BlobEntry;
import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.replay.ReplayOptions;
import dev.plimsoll.fixtures.replay.ReplayServer;
import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.model.oci.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real clients sent to real registries and got, as {@code .ci/record-clients} recorded it. */
@Timeout(120)
class ClientCapturesTests {
    private static final Path FOLDER = Path.of("../captures/clients");

    /** The config's digest of the seeded image for linux/amd64, the same on every machine. */
    private static final String IMAGE_ID = "sha256:d4e0532fecc850c6998aa4f6ac7f464372bbcc4ae59b7dda8f1b7ecd50157ee1";

    @TempDir
    private Path scratch;

    static List<String> names() throws IOException {
        try (var folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyClientIsThereWithItsVersion() throws IOException {
        var clients = Stream.<String>builder();
        for (var name : names()) {
            var info = Capture.open(FOLDER.resolve(name)).info();
            assertThat(info.name()).isEqualTo(name);
            assertThat(info.registry()).isEqualTo("registry.plimsoll.test");
            assertThat(info.client()).matches("[a-z]+/v?[0-9].*");
            clients.add(info.client().replaceFirst("/.*", ""));
        }
        assertThat(clients.build().distinct()).containsExactlyInAnyOrder("crane", "curl", "docker", "podman", "skopeo");
    }

    @ParameterizedTest
    @MethodSource("names")
    void opensWithoutAWarningAndEveryBodyHasItsDigest(String name) throws IOException {
        var capture = Capture.open(FOLDER.resolve(name));
        assertThat(capture.warnings()).isEmpty();
        assertThat(capture.connections()).isNotEmpty();

        long stored = 0;
        for (var blob : capture.blobs()) {
            stored += bytes(capture, blob);
        }
        assertThat(stored).isPositive();
    }

    /** When the rulebook changes, so does this list. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "htpasswd-crane-pull  |  6 | NOTE requests/client-asks-for-blobs-as-they-are,"
                        + " NOTE schema1/client-no-longer-asks",
                "mirror-skopeo-copy   |  7 | NOTE requests/client-asks-for-blobs-as-they-are,"
                        + " NOTE requests/client-keeps-connections,"
                        + " NOTE schema1/client-no-longer-asks",
                "redirect-docker-pull | 10 | NOTE redirects/client-sends-no-referer,"
                        + " NOTE requests/client-asks-for-blobs-as-they-are,"
                        + " NOTE requests/client-keeps-connections,"
                        + " NOTE schema1/client-no-longer-asks",
                "token-crane-pull     |  7 | NOTE requests/client-asks-for-blobs-as-they-are,"
                        + " NOTE schema1/client-no-longer-asks",
                "token-curl           |  7 | NOTE requests/client-accepts-docker-and-oci",
                "token-docker-pull    |  8 | NOTE requests/client-asks-for-blobs-as-they-are,"
                        + " NOTE requests/client-keeps-connections,"
                        + " NOTE schema1/client-no-longer-asks",
                "token-docker-push    | 16 | NOTE pushing/client-asks-before-it-sends,"
                        + " NOTE requests/client-keeps-connections",
                "token-podman-pull    |  7 | NOTE requests/client-asks-for-blobs-as-they-are,"
                        + " NOTE requests/client-keeps-connections,"
                        + " NOTE schema1/client-no-longer-asks",
                "token-skopeo-copy    |  7 | NOTE requests/client-asks-for-blobs-as-they-are,"
                        + " NOTE requests/client-keeps-connections,"
                        + " NOTE schema1/client-no-longer-asks",
                "token-skopeo-inspect |  8 | FAIL tags/list-is-in-order,"
                        + " NOTE requests/client-asks-for-blobs-as-they-are,"
                        + " NOTE requests/client-keeps-connections,"
                        + " NOTE requests/client-pings-once,"
                        + " NOTE schema1/client-no-longer-asks,"
                        + " NOTE tokens/client-asks-once",
            })
    void lintFindsNoSecretAndTellsNothingNew(String name, int exchanges, String told) throws IOException {
        var lint = Cli.run("lint", FOLDER.resolve(name).toString(), "--json");
        var record = new JsonMapper().readTree(lint.out());

        assertThat(record.path("exchanges").asInt()).isEqualTo(exchanges);
        assertThat(record.path("secrets")).isEmpty();
        assertThat(String.join(", ", told(record))).isEqualTo(told);
        assertThat(lint.exitCode()).isEqualTo(told.contains("FAIL ") ? 1 : 0);
        assertThat(names()).contains(name).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mirror-skopeo-copy",
                "redirect-docker-pull",
                "token-crane-pull",
                "token-curl",
                "token-docker-pull",
                "token-podman-pull",
                "token-skopeo-copy",
            })
    void theEnginePullsTheSameImageFromTheReplay(String name) throws Exception {
        var capture = Capture.open(FOLDER.resolve(name));
        var asked = tagged(capture);
        var registry = asked.request().url().origin();
        var manifest = (Endpoint.Manifest) asked.request().endpoint();
        var login = new Login("mariner", new Secret("whatever: a replay looks whether there is one"));
        try (var server = ReplayServer.start(capture, ReplayOptions.defaults());
                var transport = SocketTransport.create(TransportOptions.defaults()
                        .withProxy(server.proxy())
                        .withTrustedCertificates(List.of(server.authority().certificate())))) {
            var pulled = PullEngine.assemble(
                            transport,
                            origin -> name.startsWith("token-") ? Optional.of(login) : Optional.empty(),
                            PullOptions.defaults().withRegistry(registry),
                            PullListener.NONE)
                    .pull(
                            Reference.parse(registry.authority() + "/" + manifest.name() + ":" + manifest.reference()),
                            BlobStore.at(scratch));

            assertThat(pulled.config().imageId().raw()).isEqualTo(IMAGE_ID);
            assertThat(pulled.manifest().layers()).hasSize(2);
            assertThat(server.unmatched()).isEmpty();
        }
    }

    private static Exchange tagged(Capture capture) {
        return capture.transcript().stream()
                .filter(exchange -> exchange.request().endpoint() instanceof Endpoint.Manifest manifest
                        && !manifest.reference().contains(":"))
                .findFirst()
                .orElseThrow();
    }

    /** Those of a grade that people are told of, in the order of their names. */
    private static List<String> told(JsonNode record) {
        return StreamSupport.stream(record.path("results").spliterator(), false)
                .filter(result ->
                        !List.of("PASS", "SKIP").contains(result.path("grade").asText()))
                .filter(result -> !result.path("outcome").asText().equals("observed"))
                .map(result -> result.path("grade").asText() + " "
                        + result.path("check").asText())
                .sorted()
                .toList();
    }

    /** How many there are of a stored body, which is verified to its end. */
    private static long bytes(Capture capture, BlobEntry blob) throws IOException {
        var content = capture.openBody(blob.digest());
        if (content.isEmpty()) {
            return 0;
        }
        try (InputStream stream = content.get()) {
            var read = stream.readAllBytes().length;
            assertThat((long) read).as(blob.toString()).isEqualTo(blob.size());
            return read;
        }
    }
}
