package dev.plimsoll.recorder.har;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureException;
import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.recorder.imports.ImportListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HarImporterTests {
    private static final String TIMES = "\"startedDateTime\":\"2026-01-02T03:04:05.678Z\",\"time\":3,"
            + "\"timings\":{\"blocked\":1,\"dns\":2.5,\"connect\":-1,\"send\":0.25,\"wait\":1,\"receive\":1.75}";

    @TempDir
    private Path folder;

    private final List<String> passedOver = new ArrayList<>();

    @Test
    void keepsOrderCaseAndRepetitionOfHeaderLinesAndDropsPseudoHeaders() throws IOException {
        var exchange = only(entry(
                "GET",
                "https://r.test/v2/",
                "[{\"name\":\":authority\",\"value\":\"r.test\"},{\"name\":\"b\",\"value\":\"1\"},{\"name\":\"A\",\"value\":\"2\"},"
                        + "{\"name\":\"B\",\"value\":\"3\"}]",
                200,
                "[{\"name\":\"Warning\",\"value\":\"x\\ny\"},{\"name\":\"X\",\"value\":\"\u00fc\u4e2d\"}]",
                "{\"size\":0,\"mimeType\":\"\"}",
                0));

        assertThat(exchange.request().fields()).isEqualTo(HeaderFields.of("b", "1", "A", "2", "B", "3"));
        var received = exchange.response().orElseThrow().fields();
        assertThat(received.all("Warning")).containsExactly("x", "y");
        assertThat(received.first("X"))
                .contains(new String("\u00fc\u4e2d".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        assertThat(exchange.notes())
                .contains("har: left out of the request: :authority", "har: response Warning was split at line ends");
    }

    @Test
    void timesCountFromWhenTheRequestWasSent() throws IOException {
        var timing = only(simple("{\"size\":0}", 0)).timing();

        assertThat(timing.started()).contains(Instant.parse("2026-01-02T03:04:05.681500Z"));
        assertThat(timing.firstByte()).contains(Duration.ofNanos(1_250_000));
        assertThat(timing.lastByte()).contains(Duration.ofMillis(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T04:04:05.678+01:00",
                "2026-01-02T03:04:05.678000+0000",
                "2026-01-02T03:04:05.678",
                "2026-01-02T03:04:05.678Z"
            })
    void readsTimesInEveryFormThatToolsWrite(String time) throws IOException {
        var started = only(simple("{}", 0).replace("2026-01-02T03:04:05.678Z", time))
                .timing()
                .started();

        assertThat(started).contains(Instant.parse("2026-01-02T03:04:05.681500Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "h2,HTTP/2",
        "http/2.0,HTTP/2",
        "HTTP/2,HTTP/2",
        "h3,HTTP/3",
        "http/1.1,HTTP/1.1",
        "HTTP/1.0,HTTP/1.0",
        "unknown,HTTP/1.1"
    })
    void readsVersionsAsToolsNameThem(String written, String version) throws IOException {
        assertThat(only(simple("{}", 0).replace("HTTP/1.1", written)).request().version())
                .isEqualTo(version);
    }

    @Test
    void takesBase64AndTextToTheByte() throws IOException {
        assertThat(body(simple("{\"size\":3,\"text\":\"AP+A\",\"encoding\":\"base64\"}", 3)))
                .contains(new byte[] {0, (byte) 0xff, (byte) 0x80});
        assertThat(body(simple("{\"size\":4,\"text\":\"\u00e4\u00e4\"}", 4)))
                .contains("\u00e4\u00e4".getBytes(StandardCharsets.UTF_8));
        assertThat(body(simple("{\"size\":2,\"text\":\"\u00e4\u00e4\"}", 2)))
                .contains("\u00e4\u00e4".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(body(simple("{\"size\":4,\"text\":\"a\"}", 4))).contains("\uFEFFa".getBytes(StandardCharsets.UTF_8));
        assertThat(body(simple("{\"size\":4,\"text\":\"ab\",\"mimeType\":\"text/plain; charset=UTF-16BE\"}", 4)))
                .contains("ab".getBytes(StandardCharsets.UTF_16BE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Characters that stand for lost bytes.
                "{\"size\":3,\"text\":\"\uFFFD\"}",
                // Another length than was measured.
                "{\"size\":10,\"text\":\"short\"}",
                // Not embedded, embedded elsewhere, embedded in part.
                "{\"size\":10,\"mimeType\":\"text/plain\"}",
                "{\"size\":10,\"_file\":\"a.txt\"}",
                "{\"size\":9,\"text\":\"AP+A\",\"encoding\":\"base64\"}",
                "{\"size\":3,\"text\":\"AP+A\",\"encoding\":\"rot13\"}"
            })
    void aBodyThatIsNotThereToTheByteIsOmittedWithANote(String content) throws IOException {
        var exchange = only(simple(content, -1));

        assertThat(exchange.response().orElseThrow().body().isOmitted()).isTrue();
        assertThat(exchange.notes()).anyMatch(note -> note.startsWith("har: response: omitted: body, "));
    }

    /** Chrome keeps what it decoded, beside the head that says gzip. */
    @Test
    void decodedContentIsNotTakenForWhatWasOnTheWire() throws IOException {
        var coded =
                "[{\"name\":\"content-encoding\",\"value\":\"gzip\"},{\"name\":\"content-length\",\"value\":\"%d\"}]";
        var decoded = entry(
                "GET", "https://r.test/x", "[]", 200, String.format(coded, 30), "{\"size\":5,\"text\":\"12345\"}", 30);
        var asSent = entry(
                "GET", "https://r.test/x", "[]", 200, String.format(coded, 5), "{\"size\":5,\"text\":\"12345\"}", 5);

        assertThat(only(decoded).response().orElseThrow().body().isOmitted()).isTrue();
        assertThat(only(decoded).notes()).anyMatch(note -> note.contains("decoded, and was gzip on the wire"));
        assertThat(body(asSent)).contains("12345".getBytes(StandardCharsets.UTF_8));
    }

    /** Playwright's bodySize counts the framing of chunks; measured with Chromium. */
    @Test
    void aBodySizeThatCountsFramingDoesNotMakeABodyCut() throws IOException {
        var chunked = entry(
                "GET",
                "https://r.test/c",
                "[]",
                200,
                "[{\"name\":\"Transfer-Encoding\",\"value\":\"chunked\"}]",
                "{\"size\":5,\"text\":\"aGVsbG8=\",\"encoding\":\"base64\"}",
                15);

        assertThat(body(chunked)).contains("hello".getBytes(StandardCharsets.UTF_8));
        assertThat(only(chunked).response().orElseThrow().end()).isEqualTo(BodyEnd.COMPLETE);
    }

    @Test
    void aBodyShorterThanDeclaredWasCutAndARedirectsBodyIsNotRecorded() throws IOException {
        var length = "[{\"name\":\"Content-Length\",\"value\":\"9\"},{\"name\":\"Location\",\"value\":\"/y\"}]";
        var cut = only(entry("GET", "https://r.test/x", "[]", 200, length, "{\"size\":5,\"text\":\"12345\"}", 5));
        var redirect =
                only(entry("GET", "https://r.test/x", "[]", 307, length, "{\"size\":0,\"mimeType\":\"x-unknown\"}", 0));
        var head = only(entry("HEAD", "https://r.test/x", "[]", 200, length, "{\"size\":0}", 0));

        assertThat(cut.response().orElseThrow().end()).isEqualTo(BodyEnd.SHORT);
        assertThat(redirect.redirectTarget().orElseThrow().raw()).isEqualTo("https://r.test/y");
        assertThat(redirect.response().orElseThrow().body().isOmitted()).isTrue();
        assertThat(head.response().orElseThrow().body().size()).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"0,_error", "-1,_failureText"})
    void anEntryWithoutResponseIsAFailure(int status, String member) throws IOException {
        var exchange =
                only(entry("GET", "https://r.test/x", "[]", status, "[],\"" + member + "\":\"net::ERR_X\"", "{}", -1));

        assertThat(exchange.response()).isEmpty();
        assertThat(exchange.failure()).contains("net::ERR_X");
        assertThat(exchange.timing().firstByte()).isEmpty();
    }

    @Test
    void requestsAreInTheOrderInWhichTheyStarted() throws IOException {
        var capture = imported(har(
                simple("{}", 0).replace("05.678Z", "07.678Z").replace("/x", "/second"),
                simple("{}", 0).replace("05.678Z", "06.678Z").replace("/x", "/first"),
                simple("{}", 0).replace("05.678Z", "07.678Z").replace("/x", "/third")));

        assertThat(capture.transcript().exchanges())
                .extracting(exchange -> exchange.request().url().path())
                .containsExactly("/first", "/second", "/third");
    }

    @Test
    void whatIsNoHttpIsPassedOverAndTold() throws IOException {
        var capture =
                imported(har(simple("{}", 0).replace("https://r.test/x", "data:text/plain,secret"), simple("{}", 0)));

        assertThat(capture.transcript().exchanges()).hasSize(1);
        assertThat(passedOver).containsExactly("entry 1: a URL of scheme data");
    }

    /** With the head that says what the body is, and without, when nobody would look for a form's secrets. */
    @ParameterizedTest
    @ValueSource(strings = {",{\"name\":\"content-type\",\"value\":\"application/x-www-form-urlencoded\"}", ""})
    void noSecretOfAnArchiveReachesTheDisk(String contentType) throws IOException {
        var secret = "s3cr3tS3cr3tV4lue0123456789";
        var file = har(("{" + TIMES + ",\"comment\":\"" + secret + "\",\"_initiator\":\"" + secret + "\","
                        + "\"request\":{\"method\":\"POST\",\"url\":\"https://u:" + secret
                        + "@r.test/t?service=x&X-Amz-Signature=" + secret
                        + "\",\"httpVersion\":\"h2\",\"cookies\":[{\"name\":\"c\",\"value\":\"" + secret + "\"}],"
                        + "\"headers\":[{\"name\":\"Authorization\",\"value\":\"Bearer " + secret
                        + "\"},{\"name\":\"cookie\",\"value\":\"a=" + secret
                        + "\"},{\"name\":\"Content-Length\",\"value\":\"36\"}%s],\"queryString\":[],\"headersSize\":-1,\"bodySize\":36,"
                        + "\"postData\":{\"mimeType\":\"application/x-www-form-urlencoded\",\"text\":\"password="
                        + secret
                        + "\"}},"
                        + "\"response\":{\"status\":200,\"statusText\":\"\",\"httpVersion\":\"h2\",\"cookies\":[],\"headers\":"
                        + "[{\"name\":\"Content-Type\",\"value\":\"application/json\"},{\"name\":\"x-unheard-of\",\"value\":\""
                        + secret + "\"}],"
                        + "\"content\":{\"size\":39,\"mimeType\":\"application/json\",\"text\":\"{\\\"token\\\":\\\""
                        + secret
                        + "\\\"}\"},\"redirectURL\":\"\",\"headersSize\":-1,\"bodySize\":39},\"cache\":{}}")
                .replace("%s", contentType));
        var capture = imported(file);

        assertThat(capture.transcript()
                        .exchanges()
                        .get(0)
                        .response()
                        .orElseThrow()
                        .body()
                        .size())
                .hasValue(39);
        assertThat(capture.transcript().exchanges().get(0).request().body().isOmitted())
                .isEqualTo(contentType.isEmpty());
        try (var files = Files.walk(folder.resolve("capture"))) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .hasSizeGreaterThan(3)
                    .allSatisfy(path -> assertThat(Files.readString(path)).doesNotContain(secret));
        }
    }

    /** Jackson's own limit is 20 million characters. */
    @Test
    void takesTextsAboveTheLibrarysLimitAndRefusesThoseAboveOurs() throws IOException {
        int length = 21_000_000;
        var file = har(simple("{\"size\":" + length + ",\"text\":\"" + "x".repeat(length) + "\"}", length));

        assertThat(imported(file)
                        .transcript()
                        .exchanges()
                        .get(0)
                        .response()
                        .orElseThrow()
                        .body()
                        .size())
                .hasValue(length);
        assertThatThrownBy(() -> HarImporter.importFile(
                        file,
                        folder.resolve("refused"),
                        info(),
                        redactor(),
                        new HarLimits(length - 1),
                        ImportListener.none()))
                .isInstanceOf(CaptureException.class)
                .hasMessageContainingAll("in.har entry 1", "more than 20999999 characters", "--max-text-chars");
        assertThat(folder.resolve("refused")).doesNotExist();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheArchive() throws IOException {
        var file = har(simple("{}", 0), simple("{}", 0));
        Files.writeString(file, "\uFEFF" + Files.readString(file));

        assertThat(imported(file).transcript().exchanges()).hasSize(2);
    }

    @Test
    void anErrorNamesTheFileTheEntryAndWhatToDo() throws IOException {
        refused(
                har(simple("{}", 0), simple("{}", 0).replace("\"method\"", "\"m\"")),
                "in.har entry 2: member \"method\" is missing");
        refused(har(simple("{}", 0).replace("\"wait\":1", "\"wait\":\"1\"")), "entry 1: timing \"wait\" is no number");
        refused(
                har(simple("{}", 0).replace("2026-01-02T03", "yesterday")),
                "entry 1: member \"startedDateTime\" is no ISO 8601 time");
        refused(
                har(simple("{}", 0).replace("\"headers\":[]", "\"headers\":[{\"name\":\"a b\"}]")),
                "\"a b\" is no name of a header field");
        refused(
                har(simple("{\"text\":\"*\",\"encoding\":\"base64\"}", 1).replace("*", "a=b")),
                "the text is no base64");
        refused(har(), "holds no exchange over HTTP");
        refused(file("[]"), "no JSON object");
        refused(file("{\"log\":{\"version\":\"2.0\",\"entries\":[]}}"), "version 2.0 of HAR is not known");
        refused(file("{\"a\":1}"), "no HTTP Archive");
    }

    @Test
    void anArchiveThatWasCutIsRefusedWhereItEndsWithoutQuotingIt() throws IOException {
        var whole = Files.readString(har(simple("{}", 0), simple("{}", 0)));
        for (int end : new int[] {whole.length() - 1, whole.length() - 3, whole.length() / 2}) {
            refused(file(whole.substring(0, end)), "was the file cut? Export it again");
        }
        assertThatThrownBy(() -> imported(file("{\"log\":{\"entries\":[{\"request\": hunter2")))
                .hasMessageContaining("entry 1: no JSON from here on at line 1")
                .hasMessageNotContaining("hunter2");
    }

    private void refused(Path har, String message) {
        assertThatThrownBy(() -> imported(har))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("in.har")
                .hasMessageContaining(message);
        assertThat(folder.resolve("capture")).doesNotExist();
    }

    private static String simple(String content, int bodySize) {
        return entry("GET", "https://r.test/x", "[]", 200, "[]", content, bodySize);
    }

    private static String entry(
            String method, String url, String sent, int status, String received, String content, int bodySize) {
        return "{" + TIMES + ",\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url
                + "\",\"httpVersion\":\"HTTP/1.1\",\"cookies\":[],\"headers\":" + sent
                + ",\"queryString\":[],\"headersSize\":-1,\"bodySize\":0},\"response\":{\"status\":" + status
                + ",\"statusText\":\"\",\"httpVersion\":\"HTTP/1.1\",\"cookies\":[],\"headers\":" + received
                + ",\"content\":"
                + content + ",\"redirectURL\":\"\",\"headersSize\":-1,\"bodySize\":" + bodySize + "},\"cache\":{}}";
    }

    private Path har(String... entries) throws IOException {
        return file("{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"t\",\"version\":\"1\"},\"entries\":["
                + String.join(",\n", entries) + "]}}");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("in.har"), text);
    }

    private Optional<byte[]> body(String entry) throws IOException {
        return only(entry).response().orElseThrow().body().bytes().map(bytes -> bytes.toArray());
    }

    private Exchange only(String entry) throws IOException {
        var exchanges = new ArrayList<Exchange>();
        HarImporter.read(har(entry), exchanges::add);
        assertThat(exchanges).hasSize(1);
        return exchanges.get(0);
    }

    private Capture imported(Path har) throws IOException {
        return HarImporter.importFile(
                har,
                folder.resolve("capture"),
                info(),
                redactor(),
                HarLimits.DEFAULT,
                (where, reason) -> passedOver.add(where + ": " + reason));
    }

    private static CaptureInfo info() {
        return CaptureInfo.of("har", "made", "test", "r.test", Optional.empty(), "test");
    }

    private static Redactor redactor() {
        return Redactor.keyed(new SecureRandom());
    }
}
