package dev.plimsoll.recorder.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureException;
import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.oci.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurlTranscriptImporterTests {
    private static final String SECRET = "s3cr3tS3cr3tV4lue0123456789";

    /** HTTP/2 over TLS, through a tunnel of a proxy, with the lines of curl 8. */
    private static final String TLS = """
            $ curl -v https://r.test/v2/
            * Connected to 127.0.0.1 (127.0.0.1) port 8080
            * CONNECT tunnel: HTTP/1.1 negotiated
            > CONNECT r.test:443 HTTP/1.1
            > Host: r.test:443
            >\s
            < HTTP/1.1 200 Connection established
            <\s
            * CONNECT phase completed
            * TLSv1.3 (OUT), TLS handshake, Client hello (1):
            } [512 bytes data]
            * SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384
            * using HTTP/2
            } [5 bytes data]
            > GET /v2/ HTTP/2
            > Host: r.test
            > authorization: Bearer SECRET
            >\s
            { [5 bytes data]
            < HTTP/2 401\s
            < content-length: 13
            < set-cookie: a=SECRET
            <\s
            { [13 bytes data]
            * Connection #0 to host r.test left intact
            {"errors":[]}
            $ curl -v http://r.test/other
            * Connected to r.test (127.0.0.1) port 80
            > GET /other HTTP/1.1
            > Host: r.test
            >\s
            < HTTP/1.1 204 No Content
            <\s
            * Closing connection 0
            """.replace("SECRET", SECRET);

    @TempDir
    private Path folder;

    private final List<String> passedOver = new ArrayList<>();

    @Test
    void readsHttp2OverTlsAndPassesOverTheTunnel() throws IOException {
        var exchanges = imported(TLS).transcript().exchanges();

        assertThat(exchanges)
                .extracting(exchange -> exchange.request().url().raw() + " "
                        + exchange.request().version() + " " + exchange.status())
                .containsExactly("https://r.test/v2/ HTTP/2 401", "http://r.test/other HTTP/1.1 204");
        assertThat(text(exchanges.get(0))).contains("{\"errors\":[]}");
        assertThat(exchanges.get(0).notes())
                .containsExactly("redacted: request authorization", "redacted: response set-cookie");
        assertThat(passedOver).containsExactly("line 4: a request to a proxy for a tunnel");
    }

    @Test
    void noSecretOfATranscriptReachesTheDisk() throws IOException {
        imported(TLS);

        try (var files = Files.walk(folder.resolve("capture"))) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .hasSizeGreaterThan(3)
                    .allSatisfy(path -> assertThat(Files.readString(path)).doesNotContain(SECRET));
        }
    }

    @Test
    void withoutTheLinesOfTheConnectionTheSchemeIsAssumedAndNoted() throws IOException {
        var exchange = only(imported("""
                > GET /v2/ HTTP/1.1
                > Host: r.test
                > A: 1
                > a: 2
                >\s
                < HTTP/1.1 200 OK
                < Content-Length: 9
                <\s
                """));

        assertThat(exchange.request().url().raw()).isEqualTo("https://r.test/v2/");
        assertThat(exchange.request().fields()).isEqualTo(HeaderFields.of("Host", "r.test", "A", "1", "a", "2"));
        assertThat(exchange.notes())
                .containsExactly(
                        "text: the scheme is not told, https is assumed",
                        "text: response: omitted: body, the text does not show it");
    }

    @Test
    void anErrorNamesTheFileTheLineAndWhatToDo() {
        refused("< HTTP/1.1 200 OK\n", "in.txt line 1: a response with no request");
        refused("*\n> Host: x\n", "line 2: begins with \">\", but is neither a request line nor a header line");
        refused("> GET / HTTP/1.1\n> Host: x\n> \n< HTTP/1.1 200 OK\n< no colon\n", "line 5: begins with \"<\"");
        refused("> GET / HTTP/1.1\n> Accept: x\n> \n", "line 1: neither an absolute URL nor a Host field");
        refused("nothing\n", "in.txt: shows no request");
    }

    /** Whoever could split a run of digits into columns in every way would be busy for years. */
    @Test
    @Timeout(20)
    void aRunOfDigitsIsNoProgressMeter() throws IOException {
        var body = "\r" + "1".repeat(20_000);
        var exchange = only(
                imported("> GET http://r.test/ HTTP/1.1\n> \n< HTTP/1.1 200 OK\n< Content-Length: 20001\n< \n" + body));

        assertThat(text(exchange)).contains(body);
    }

    /** Options of curl, and whether standard output is in the same file. */
    @ParameterizedTest
    @CsvSource({"-v,true", "-vN,true", "-svN,true", "-viN,true", "-v --trace-time,true", "-v,false"})
    void readsWhatCurlReallyPrints(String options, boolean withBodies) throws Exception {
        try (var origin = CannedOrigin.start()) {
            var at = "http://127.0.0.1:" + origin.port();
            var capture = imported(Curl.transcript(
                    folder, withBodies, options + " " + at + "/v2/ " + at + "/chunked " + at + "/line"));
            var exchanges = capture.transcript().exchanges();

            assertThat(exchanges)
                    .extracting(exchange -> exchange.request().url().raw() + " " + exchange.status())
                    .containsExactly(at + "/v2/ 401", at + "/chunked 200", at + "/line 200");
            assertThat(exchanges.get(0).request().fields().first("Accept")).contains("*/*");
            if (withBodies) {
                assertThat(exchanges)
                        .extracting(CurlTranscriptImporterTests::text)
                        .containsExactly(Optional.of("{\"errors\":[]}"), Optional.of("hello"), Optional.of("a line\n"));
            } else {
                assertThat(exchanges)
                        .allMatch(exchange ->
                                exchange.response().orElseThrow().body().isOmitted());
            }
        }
    }

    @Test
    void readsRedirectsUploadsAndHeadsOfRealCurl() throws Exception {
        try (var origin = CannedOrigin.start()) {
            var at = "http://127.0.0.1:" + origin.port();
            var followed = imported(Curl.transcript(folder, true, "-vNL " + at + "/redirect"));
            assertThat(followed.transcript().exchanges())
                    .extracting(Exchange::status)
                    .containsExactly(307, 401);
            assertThat(followed.transcript()
                            .exchanges()
                            .get(0)
                            .redirectTarget()
                            .orElseThrow()
                            .raw())
                    .isEqualTo(at + "/v2/");

            var sent = only(imported(Curl.transcript(folder, true, "-v -d password=" + SECRET + " " + at + "/v2/")));
            assertThat(sent.request().body().isOmitted()).isTrue();
            assertThat(sent.notes()).contains("text: request: omitted: body, the text does not show it");

            var head = only(imported(Curl.transcript(folder, true, "-vI " + at + "/line")));
            assertThat(head.request().isHead()).isTrue();
            assertThat(head.response().orElseThrow().body().size()).hasValue(0);
            assertThat(head.notes()).isEmpty();
        }
    }

    private void refused(String text, String message) {
        assertThatThrownBy(() -> imported(text))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining(message);
        assertThat(folder.resolve("capture")).doesNotExist();
    }

    private Capture imported(String text) throws IOException {
        var file = Files.writeString(folder.resolve("in.txt"), text);
        var target = folder.resolve("capture");
        if (Files.exists(target)) {
            Files.move(target, Files.createTempDirectory(folder, "before").resolve("capture"));
        }
        return CurlTranscriptImporter.importFile(
                file,
                target,
                CaptureInfo.of("curl", "made", "curl", "r.test", Optional.empty(), "test"),
                Redactor.keyed(new SecureRandom()),
                TextLimits.DEFAULT,
                (where, reason) -> passedOver.add(where + ": " + reason));
    }

    private static Exchange only(Capture capture) {
        var exchanges = capture.transcript().exchanges();
        assertThat(exchanges).hasSize(1);
        return exchanges.get(0);
    }

    private static Optional<String> text(Exchange exchange) {
        return exchange.response().orElseThrow().body().bytes().map(Bytes::asText);
    }
}
