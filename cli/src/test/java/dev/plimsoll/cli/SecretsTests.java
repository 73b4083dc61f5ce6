package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureWriter;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderField;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.suites.check.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that hands out secrets: none of them is in anything that a run leaves behind. */
class SecretsTests {
    private static final String TOKEN = "opaque-Tok3n-q8Zx71LmPw0v";
    private static final String STRAY = "stray-Tok3n-J2k9Hd83Ns5c";
    private static final String COOKIE = "c00kie-Vb6tR4yU1oPa9sDf";
    private static final String SIGNATURE = "51gnature9f8e7d6c5b4a3f2e1d0c";

    @TempDir
    Path folder = Path.of("");

    @Test
    void noneIsInTheReportTheResultsTheCaptureOrThePrint() throws IOException {
        doctored();

        var answer = Cli.run(
                "check",
                "--target",
                "hub",
                "--targets",
                folder.toString(),
                "--output",
                folder.resolve("out/report").toString(),
                "--capture",
                folder.resolve("out/capture").toString());

        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).as(answer.out()).isEqualTo(1);
        assertThat(answer.out()).contains("FAIL  MUST  tokens/lifetime-is-a-minute-or-more");
        assertThat(folder.resolve("out/report/index.html")).isNotEmptyFile();
        assertThat(folder.resolve("out/capture/exchanges.jsonl")).isNotEmptyFile();
        var left = new ArrayList<>(List.of(answer.out()));
        try (var files = Files.walk(folder.resolve("out"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                left.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        // They went over the wire and were taken out, not merely absent.
        assertThat(left).anyMatch(text -> text.contains("session=REDACTED."));
        assertThat(left).anyMatch(text -> text.contains("X-Amz-Signature=REDACTED."));
        assertThat(left).anyMatch(text -> text.contains("Bearer REDACTED."));
        assertThat(left).noneMatch(text -> text.contains(TOKEN));
        assertThat(left).noneMatch(text -> text.contains(STRAY));
        assertThat(left).noneMatch(text -> text.contains(COOKIE));
        assertThat(left).noneMatch(text -> text.contains(SIGNATURE));
    }

    /** Every secret of the corpus goes over the recorded wire, beside the traffic that is judged. */
    @Test
    void noneOfTheCorpusIsInTheReportTheResultsOrThePrint() throws IOException {
        doctored();
        var cases = Corpus.cases();
        var bare = Capture.open(folder.resolve("capture"));
        var all = folder.resolve("all");
        try (var writer = CaptureWriter.create(all, bare.info(), Redactor.none())) {
            for (var exchange : bare.transcript().exchanges()) {
                writer.add(exchange);
            }
            for (var one : cases) {
                writer.add(one.exchange());
            }
        }
        Files.writeString(
                folder.resolve("hub.yaml"),
                Files.readString(folder.resolve("hub.yaml")).replace("./capture", "./all"));

        var answer = Cli.run(
                "check",
                "--target",
                "hub",
                "--targets",
                folder.toString(),
                "--output",
                folder.resolve("out").toString());

        assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(1);
        var left = answer.out()
                + answer.err()
                + Files.readString(folder.resolve("out/index.html"))
                + Files.readString(folder.resolve("out/results.json"));
        assertThat(left).contains("artifacts-downloads");
        assertThat(cases).filteredOn(one -> one.standsIn(left)).isEmpty();
    }

    /** The Docker Hub capture with fresh secrets where its own were taken out. */
    private void doctored() throws IOException {
        var original = Capture.bundled("dockerhub");
        try (var writer = CaptureWriter.derived(folder.resolve("capture"), original.info())) {
            for (var exchange : original.transcript().exchanges()) {
                var isToken = Traffic.isTokenAnswer(exchange, original.transcript());
                writer.add(new Exchange(
                        exchange.id(),
                        exchange.request(),
                        exchange.response().map(response -> secretive(response, isToken)),
                        exchange.failure(),
                        exchange.timing(),
                        exchange.notes()));
            }
        }
        Files.writeString(folder.resolve("hub.yaml"), """
                id: hub
                title: A secretive hub
                registry: https://registry-1.docker.io
                capture: ./capture
                modes: [replay]
                capabilities: [tokens, redirects]
                """);
    }

    private static HttpResponse secretive(HttpResponse response, boolean isToken) {
        // A lifetime below the minute makes a finding, and a token of the wrong kind one that quotes the answer.
        var body = isToken
                ? Bytes.utf8("{\"token\":\"" + TOKEN + "\",\"refresh_token\":\"" + STRAY + "\",\"expires_in\":5}")
                : response.body().bytes().orElse(Bytes.empty());
        var lines = new ArrayList<HeaderField>();
        for (var line : response.fields().lines()) {
            if (line.isNamed("Location")) {
                lines.add(new HeaderField(line.name(), line.value() + "&X-Amz-Signature=" + SIGNATURE));
            } else if (line.isNamed("Content-Length") && isToken) {
                lines.add(new HeaderField(line.name(), Integer.toString(body.size())));
            } else {
                lines.add(line);
            }
        }
        lines.add(new HeaderField("Set-Cookie", "session=" + COOKIE + "; Secure"));
        return new HttpResponse(
                response.version(),
                response.status(),
                response.reason(),
                new HeaderFields(lines),
                isToken ? Body.of(body) : response.body(),
                response.end());
    }
}
