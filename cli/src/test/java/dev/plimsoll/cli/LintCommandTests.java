package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.capture.CaptureWriter;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LintCommandTests {
    private static final String TOKEN = "ghp_0aQ7xZ81kQ0pWmN4vB7tR2yL9cD3sF6gH8jK";
    private static final CaptureInfo INFO = CaptureInfo.of("n", "made up", "c/1", "r.test", Optional.empty(), "test");

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"dockerhub", "quay", "gcr", "aliyun-mirror"})
    void noSecretIsLeftInTheBundledCapturesOfRealPulls(String name) {
        assertThat(Cli.run("lint", name).out()).doesNotContain("SECRET");
    }

    @Test
    void aCaptureIsJudgedWithoutATarget() throws IOException {
        var lint = Cli.run("lint", "gcr", "--json");
        var json = new JsonMapper().readTree(lint.out());

        assertThat(lint.exitCode()).as(lint.out()).isBetween(0, 3);
        assertThat(json.path("exchanges").asInt()).isPositive();
        assertThat(json.path("results")).anySatisfy(result -> {
            assertThat(result.path("check").asText()).isEqualTo("redirects/status-is-307");
            assertThat(result.path("outcome").asText()).isEqualTo("violates");
            assertThat(result.path("findings").path(0).path("exchange").asInt()).isPositive();
        });
        assertThat(json.path("results"))
                .extracting(result -> result.path("party").asText())
                .contains("CLIENT", "TOKEN_SERVER");
    }

    @Test
    void aViolatedMustIsAnExitCodeOfOne() throws IOException {
        var capture = folder.resolve("capture");
        var manifest = "{\"schemaVersion\":2}";
        try (var writer = CaptureWriter.create(capture, INFO, Redactor.keyed(new SecureRandom()))) {
            writer.add(manifest(manifest, "sha256:" + "0".repeat(64)));
        }
        var lint = Cli.run("lint", capture.toString());

        assertThat(lint.exitCode()).as(lint.out()).isEqualTo(1);
        assertThat(lint.out())
                .contains(
                        "FAIL         MUST   negotiation/manifest-is-well-formed", "exchange 1, manifest", "0 secrets");
    }

    @Test
    void contentIsKeptToTheByteAndToldOf() throws IOException {
        var capture = folder.resolve("capture");
        var manifest = "{\"schemaVersion\":2,\"annotations\":{\"org.example/deploy-token\":\"" + TOKEN
                + "\",\"org.example/fetch\":\"https://bob:hunter2hunter2@r.test/\"}}";
        var config = "{\"config\":{\"Env\":[\"PATH=/bin\",\"DB_PASSWORD=s3cr3t-pa55word\"]}}";
        var digest = Digest.sha256(Bytes.utf8(config));
        try (var writer = CaptureWriter.create(capture, INFO, Redactor.keyed(new SecureRandom()))) {
            writer.add(manifest(manifest, Digest.sha256(Bytes.utf8(manifest)).raw()));
            writer.add(answer(
                    "https://r.test/v2/a/blobs/" + digest, 307, HeaderFields.of("Location", "https://cdn.test/x"), ""));
            writer.add(answer("https://cdn.test/x", 200, HeaderFields.of("Content-Type", "application/json"), config));
        }
        var read = Capture.open(capture).transcript().exchanges();
        var lint = Cli.run("lint", capture.toString());

        assertThat(body(read.get(0))).isEqualTo(manifest);
        assertThat(body(read.get(2))).isEqualTo(config);
        assertThat(lint.exitCode()).isEqualTo(1);
        assertThat(lint.out())
                .contains("SECRET exchange 1, response body, content that is kept to the byte: the member"
                        + " org.example/deploy-token, 40 characters, fingerprint ")
                .contains("the password of a URL")
                .contains(
                        "SECRET exchange 3, response body, content that is kept to the byte: the parameter DB_PASSWORD")
                .doesNotContain(TOKEN, "hunter2", "s3cr3t-pa55word");
    }

    @Test
    void aHarIsLookedThroughAsItIsAndNothingOfItIsPrinted() throws IOException {
        var exchange = answer(
                "https://r.test/token?service=r.test",
                200,
                HeaderFields.of("Content-Type", "application/json"),
                "{\"token\":\"" + TOKEN + "\"}");
        var har = Files.writeString(folder.resolve("a.har"), Sources.har(List.of(exchange)));
        var lint = Cli.run("lint", har.toString());

        assertThat(lint.exitCode()).isEqualTo(1);
        assertThat(lint.out())
                .contains("SECRET exchange 1, response body: the member token, 40 characters, fingerprint ");
        assertThat(lint.out() + lint.err()).doesNotContain(TOKEN);
    }

    @Test
    void textBesideTheExchangesIsLookedThroughAsWell() throws IOException {
        var capture = folder.resolve("capture");
        try (var writer = CaptureWriter.create(capture, INFO, Redactor.keyed(new SecureRandom()))) {
            writer.add(answer("https://r.test/v2/", 200, HeaderFields.none(), ""));
        }
        Files.writeString(
                capture.resolve("faults.yaml"), "faults:\n  - header: 'Authorization: Bearer " + TOKEN + "'\n");

        assertThat(Cli.run("lint", capture.toString()).out())
                .contains("SECRET faults.yaml line 2: ")
                .doesNotContain(TOKEN);
    }

    @Test
    void whatKeepsItsSecretsIsImportedWithAWarning() throws IOException {
        var text = Files.writeString(
                folder.resolve("in"), "GET https://r.test/b?sig=" + TOKEN + " HTTP/1.1\n\nHTTP/1.1 204 No Content\n\n");
        var capture = folder.resolve("kept").toString();
        var kept =
                Cli.run("import", text.toString(), capture, "--keep-secrets", "--name=n", "--client=c", "--registry=r");

        assertThat(kept.exitCode()).as(kept.err()).isZero();
        assertThat(kept.out() + kept.err())
                .contains("secrets stand in this capture as they were sent")
                .doesNotContain(TOKEN);
        assertThat(Files.readString(Path.of(capture, "capture.json"))).contains("\"redaction\" : \"none\"");
        assertThat(Cli.run("lint", capture).err()).contains("warning: ", "as they were sent");
        assertThat(Cli.run("export", capture, "--to=har", "--output=" + folder.resolve("o.har"))
                        .err())
                .contains("as they were sent");
        Cli.run(
                        "import",
                        text.toString(),
                        capture + "2",
                        "--keep-secrets",
                        "--fingerprints=f",
                        "--name=n",
                        "--client=c",
                        "--registry=r")
                .refused(4, "--keep-secrets");
    }

    @Test
    void misuseIsSaidInOneLine() throws IOException {
        Cli.run("lint", folder.resolve("none").toString()).refused(4, "no folder");
        Cli.run("lint", Files.writeString(folder.resolve("x.har"), "{}").toString())
                .refused(4, "no HTTP Archive");
        assertThat(Cli.run("lint").exitCode()).isEqualTo(4);
        assertThat(Cli.run("lint", "--help").out()).contains("Examples:", "plimsoll lint capture/", "Exit codes:");
    }

    @Test
    void whatSaysNothingOfARegistryIsInconclusive() throws IOException {
        var capture = folder.resolve("capture");
        try (var writer = CaptureWriter.create(capture, INFO, Redactor.keyed(new SecureRandom()))) {
            writer.add(answer("https://example.test/", 404, HeaderFields.none(), ""));
        }
        var lint = Cli.run("lint", capture.toString());

        assertThat(lint.exitCode()).as(lint.out()).isEqualTo(3);
    }

    private static Exchange manifest(String manifest, String told) {
        return answer(
                "https://r.test/v2/a/manifests/1",
                200,
                HeaderFields.of(
                        "Content-Type", "application/vnd.oci.image.manifest.v1+json", "Docker-Content-Digest", told),
                manifest);
    }

    private static Exchange answer(String url, int status, HeaderFields fields, String body) {
        return Exchange.of(
                1,
                HttpRequest.get(HttpUrl.parse(url), HeaderFields.of("Accept", "*/*")),
                new HttpResponse("HTTP/1.1", status, "", fields, Body.of(Bytes.utf8(body)), BodyEnd.COMPLETE));
    }

    private static String body(Exchange exchange) {
        return exchange.response().orElseThrow().body().bytes().orElseThrow().asText();
    }
}
