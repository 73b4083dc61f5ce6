package dev.plimsoll.recorder.har;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
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
import dev.plimsoll.model.http.Timing;
import dev.plimsoll.model.oci.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HarExporterTests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpUrl URL = HttpUrl.parse("https://r.test/v2/?a=1&b=%20x");

    @TempDir
    private Path folder;

    static Stream<String> bundled() throws IOException {
        return Capture.bundledNames().stream();
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void keepsTheSchemaOfHar(String name) throws IOException {
        var har = export(Capture.bundled(name), HarExportOptions.DEFAULT);

        assertThat(schema().validate(har)).isEmpty();
        assertThat(har.at("/log/entries"))
                .hasSize(Capture.bundled(name).transcript().exchanges().size());
    }

    @Test
    void theSchemaRefusesWhatTheSpecificationDoes() throws IOException {
        for (var missing : List.of("cache", "timings", "time", "request")) {
            var har = export(Capture.bundled("quay"), HarExportOptions.DEFAULT);
            ((ObjectNode) har.at("/log/entries/0")).remove(missing);
            assertThat(schema().validate(har)).isNotEmpty();
        }
        var har = export(Capture.bundled("quay"), HarExportOptions.DEFAULT);
        ((ObjectNode) har.at("/log/entries/0/timings")).put("wait", -1);
        assertThat(schema().validate(har)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void aRoundTripKeepsWhatHarCanKeep(String name) throws IOException {
        var original = Capture.bundled(name);
        var file = folder.resolve("out.har");
        try (var target = Files.newOutputStream(file)) {
            HarExporter.write(original, target, new HarExportOptions(8 << 20));
        }
        var read = new ArrayList<Exchange>();
        HarImporter.read(file, exchange -> read.add(exchange.withId(read.size() + 1)));

        var expected = original.transcript().exchanges();
        assertThat(read).hasSameSizeAs(expected);
        for (int i = 0; i < read.size(); i++) {
            same(read.get(i), expected.get(i));
        }
    }

    /** A second redaction finds nothing new but numbers and short values, whose stand-ins are not marked. */
    @ParameterizedTest
    @MethodSource("bundled")
    void anExportedCaptureIsImportedAsACapture(String name) throws IOException {
        var original = Capture.bundled(name);
        var file = folder.resolve("out.har");
        try (var target = Files.newOutputStream(file)) {
            HarExporter.write(original, target, HarExportOptions.DEFAULT);
        }
        var again = HarImporter.importFile(
                file, folder.resolve("capture"), original.info(), Redactor.keyed(new SecureRandom()));

        assertThat(again.warnings()).isEmpty();
        assertThat(again.transcript().exchanges())
                .extracting(exchange ->
                        exchange.request().method() + exchange.request().url().withoutQuery() + exchange.status())
                .containsExactlyElementsOf(original.transcript().exchanges().stream()
                        .map(exchange -> exchange.request().method()
                                + exchange.request().url().withoutQuery()
                                + exchange.status())
                        .toList());
    }

    @Test
    void leavesOutBodiesThatAreLongOrNoTextAndSaysSo() throws IOException {
        var har = export(
                capture(
                        exchange(HeaderFields.none(), Body.of(Bytes.utf8("12345"))),
                        exchange(HeaderFields.none(), Body.of(Bytes.utf8("1234"))),
                        exchange(HeaderFields.none(), Body.of(Bytes.of(new byte[] {1, 2}))),
                        exchange(HeaderFields.none(), Body.of(Bytes.of(new byte[] {(byte) 0xe4}))),
                        exchange(HeaderFields.of("Content-Length", "77"), Body.omitted())),
                new HarExportOptions(4));

        assertThat(har.at("/log/entries/0/response/content/text").isMissingNode())
                .isTrue();
        assertThat(har.at("/log/entries/0/response/content/comment").asText())
                .contains("longer than 4 bytes", "sha256:");
        assertThat(har.at("/log/entries/0/response/bodySize").asInt()).isEqualTo(5);
        assertThat(har.at("/log/entries/1/response/content/text").asText()).isEqualTo("1234");
        assertThat(har.at("/log/entries/2/response/content/comment").asText()).contains("not text");
        assertThat(har.at("/log/entries/3/response/content/comment").asText()).contains("not text");
        assertThat(har.at("/log/entries/4/response/content/comment").asText()).contains("not captured");
        assertThat(har.at("/log/entries/4/response/content/size").asInt()).isEqualTo(77);
        assertThat(har.at("/log/entries/4/response/bodySize").asInt()).isEqualTo(-1);
        assertThat(schema().validate(har)).isEmpty();
    }

    @Test
    void aStoredBodyThatIsNotHeldIsReadFromItsFile() throws IOException {
        var text = "x".repeat(5 << 20);
        var capture = capture(exchange(HeaderFields.none(), Body.of(Bytes.utf8(text))));

        assertThat(capture.transcript()
                        .exchanges()
                        .get(0)
                        .response()
                        .orElseThrow()
                        .body()
                        .bytes())
                .isEmpty();
        assertThat(export(capture, new HarExportOptions(6 << 20))
                        .at("/log/entries/0/response/content/text")
                        .asText())
                .isEqualTo(text);
    }

    @Test
    void timesAreInMillisecondsAndAddUp() throws IOException {
        var timing = new Timing(
                Optional.of(Instant.parse("2026-01-02T03:04:05.678901Z")),
                Optional.of(Duration.ofNanos(1_234_567)),
                Optional.of(Duration.ofNanos(3_234_567)));
        var entry = export(capture(timed(timing)), HarExportOptions.DEFAULT).at("/log/entries/0");

        assertThat(entry.path("startedDateTime").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(entry.path("time").asDouble()).isEqualTo(3.234567);
        assertThat(entry.at("/timings/wait").asDouble()).isEqualTo(1.234567);
        assertThat(entry.at("/timings/receive").asDouble()).isEqualTo(2.0);
        assertThat(entry.has("_unmeasured")).isFalse();
    }

    @Test
    void anExchangeWithoutResponseIsWrittenAsChromeDoes() throws IOException {
        var request = HttpRequest.get(URL, HeaderFields.of("Cookie", "a=b; c"));
        var har = export(
                capture(new Exchange(
                        1, request, Optional.empty(), Optional.of("refused"), Timing.UNKNOWN, List.of("a", "b"))),
                HarExportOptions.DEFAULT);
        var entry = har.at("/log/entries/0");

        assertThat(schema().validate(har)).isEmpty();
        assertThat(entry.at("/response/status").asInt(-9)).isZero();
        assertThat(entry.at("/response/_error").asText()).isEqualTo("refused");
        assertThat(entry.at("/request/queryString/1/value").asText()).isEqualTo(" x");
        assertThat(entry.at("/request/cookies")).hasSize(2);
        assertThat(entry.path("comment").asText()).startsWith("a\nb");
        assertThat(entry.path("_unmeasured")).hasSize(3);
    }

    private static void same(Exchange read, Exchange original) {
        assertThat(read.request().method()).isEqualTo(original.request().method());
        assertThat(read.request().url()).isEqualTo(original.request().url());
        assertThat(read.request().version()).isEqualTo(original.request().version());
        assertThat(read.request().fields()).isEqualTo(original.request().fields());
        sameBody(read.request().body(), original.request().body());
        assertThat(read.response().isPresent()).isEqualTo(original.response().isPresent());
        if (read.response().isPresent()) {
            var left = read.response().get();
            var right = original.response().orElseThrow();
            assertThat(left.status()).isEqualTo(right.status());
            assertThat(left.reason()).isEqualTo(right.reason());
            assertThat(left.fields()).isEqualTo(right.fields());
            sameBody(left.body(), right.body());
            if (!left.body().isOmitted()) {
                assertThat(left.end()).isEqualTo(right.end());
            }
        }
        assertThat(read.failure()).isEqualTo(original.failure());
        assertThat(read.notes()).containsAll(original.notes());
        assertThat(read.timing().started())
                .isEqualTo(original.timing().started().map(started -> started.truncatedTo(ChronoUnit.MILLIS)));
        assertThat(read.timing().firstByte()).isEqualTo(original.timing().firstByte());
        assertThat(read.timing().lastByte()).isEqualTo(original.timing().lastByte());
    }

    /** What is text comes back to the byte; anything else is left out. */
    private static void sameBody(Body read, Body original) {
        boolean text = original.bytes()
                .filter(bytes -> bytes.equals(Bytes.utf8(bytes.asText()))
                        && bytes.asText().indexOf(0) < 0)
                .isPresent();
        if (text) {
            assertThat(read).isEqualTo(original);
        } else {
            assertThat(read.isOmitted()).isTrue();
        }
    }

    private static Exchange exchange(HeaderFields fields, Body body) {
        return Exchange.of(
                1,
                HttpRequest.get(URL, HeaderFields.none()),
                new HttpResponse("HTTP/1.1", 200, "OK", fields, body, BodyEnd.COMPLETE));
    }

    private static Exchange timed(Timing timing) {
        var plain = exchange(HeaderFields.none(), Body.empty());
        return new Exchange(1, plain.request(), plain.response(), Optional.empty(), timing, List.of());
    }

    private Capture capture(Exchange... exchanges) throws IOException {
        var info = CaptureInfo.of("made", "by a test", "test/1", "r.test", Optional.empty(), "test");
        var target = Files.createTempDirectory(folder, "c").resolve("capture");
        try (var writer = CaptureWriter.create(target, info, Redactor.keyed(new SecureRandom()))) {
            for (var exchange : exchanges) {
                writer.add(exchange);
            }
        }
        return Capture.open(target);
    }

    private static JsonNode export(Capture capture, HarExportOptions options) throws IOException {
        var bytes = new ByteArrayOutputStream();
        HarExporter.write(capture, bytes, options);
        return JSON.readTree(bytes.toByteArray());
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream resource = HarExporterTests.class.getResourceAsStream("har-1.2.schema.json")) {
            assertThat(resource).isNotNull();
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(resource);
        }
    }
}
