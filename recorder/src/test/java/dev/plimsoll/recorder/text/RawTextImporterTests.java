package dev.plimsoll.recorder.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureException;
import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawTextImporterTests {
    private static final String SECRET = "s3cr3tS3cr3tV4lue0123456789";

    /** In the shape of an article about a pull: words, fences, empty lines between the messages, a remark for a layer. */
    private static final String ARTICLE = """
            # How a client pulls

            First it asks for the API:

            ```bash
            GET https://r.test/v2/ HTTP/1.1
            Host: r.test
            Accept: a
            Accept: b



            HTTP/1.1 401 Unauthorized
            Www-Authenticate: Bearer realm="https://auth.test/token",service="r"
            Content-Length: 13

            {"errors":[]}

            ```

            Then for a token, with the account:

            ```bash
            GET https://auth.test/token?service=r&scope=repository%3Aa%3Apull HTTP/1.1
            Host: auth.test
            Authorization: Basic SECRET

            HTTP/1.1 200 OK
            Content-Type: application/json

            {"token":"SECRET"}

            ```

            And for the layer:

            ```
            GET https://cdn.test/l?X-Amz-Signature=SECRET HTTP/1.1
            Host: cdn.test

            HTTP/1.1 200 OK
            Content-Length: 70000
            数据。。。

            ```
            HTTP is fun.
            """.replace("SECRET", SECRET);

    @TempDir
    private Path folder;

    @Test
    void readsTheExchangesOfAnArticle() throws IOException {
        var exchanges = imported(ARTICLE).transcript().exchanges();

        assertThat(exchanges)
                .extracting(exchange -> exchange.request().url().withoutQuery() + " " + exchange.status())
                .containsExactly("https://r.test/v2/ 401", "https://auth.test/token 200", "https://cdn.test/l 200");
        assertThat(exchanges.get(0).request().fields())
                .isEqualTo(HeaderFields.of("Host", "r.test", "Accept", "a", "Accept", "b"));
        assertThat(text(exchanges.get(0))).contains("{\"errors\":[]}");
        assertThat(exchanges.get(0).notes()).isEmpty();
        assertThat(response(exchanges.get(1)).body().size()).hasValue(12 + SECRET.length());
        assertThat(exchanges.get(1).notes()).anyMatch(note -> note.contains("its length is not told"));
        assertThat(response(exchanges.get(2)).body().isOmitted()).isTrue();
        assertThat(exchanges.get(2).notes())
                .contains(
                        "text: a head ends at line 43, which is no header line",
                        "text: response: omitted: body, the text shows 17 bytes, and 70000 were sent");
    }

    @Test
    void noSecretOfATextReachesTheDisk() throws IOException {
        imported(ARTICLE);

        try (var files = Files.walk(folder.resolve("capture"))) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .hasSizeGreaterThan(3)
                    .allSatisfy(path -> assertThat(Files.readString(path)).doesNotContain(SECRET));
        }
    }

    @Test
    void aTargetWithoutHostTakesTheFieldsHostAndTheSchemeThatTheTextMentions() throws IOException {
        var told = imported("http://r.test:5000/ is here\nGET /v2/ HTTP/1.1\nhost: r.test:5000\n\n");
        var assumed = imported("GET /v2/ HTTP/1.1\nhost: r.test:5000\n\nHTTP/1.1 204 No Content\n");

        assertThat(only(told).request().url().raw()).isEqualTo("http://r.test:5000/v2/");
        assertThat(only(told).failure()).contains("the text shows no response");
        assertThat(only(assumed).request().url().raw()).isEqualTo("https://r.test:5000/v2/");
        assertThat(only(assumed).notes()).containsExactly("text: the scheme is not told, https is assumed");
    }

    /** Body as shown, Content-Length or - for none, body as taken or - for omitted. */
    @ParameterizedTest
    @CsvSource({
        "'ab\n',2,ab",
        "'ab\n',3,'ab\n'",
        "'ab\n\nWords after it.\n',2,ab",
        "'abWords\n',2,-",
        "'ab\n',40,-",
        "'\n\n',40,-",
        "'',0,''",
        "'\n ab \n\n',-,' ab'",
        "'\n',-,-",
        "'\na line\n',7,-",
        "'\nab',2,ab"
    })
    void takesABodyOnlyIfItIsWholeAndEndsWhereItShould(String shown, String length, String taken) throws IOException {
        var field = length.equals("-") ? "Via: 1.1 x" : "Content-Length: " + length;
        var exchange = only(imported("GET http://r.test/x HTTP/1.1\n\nHTTP/1.1 200 OK\n" + field + "\n\n" + shown));

        assertThat(text(exchange)).isEqualTo(Optional.of(taken).filter(body -> !body.equals("-")));
        assertThat(exchange.notes().isEmpty()).isEqualTo(!length.equals("-") && !taken.equals("-"));
    }

    @Test
    void aDigestTellsWhetherTheLastLineEndIsTheBodys() throws IOException {
        var digest = Digest.sha256(Bytes.utf8("{}\n")).raw();
        var exchange = only(imported("GET http://r.test/v2/a/manifests/1 HTTP/1.1\n\nHTTP/1.1 200 OK\n"
                + "Docker-Content-Digest: " + digest + "\n\n{}\n\n\n"));

        assertThat(text(exchange)).contains("{}\n");
        assertThat(exchange.notes()).isEmpty();
    }

    @Test
    void framingAndCodingThatTheTextDoesNotShowAreNotGuessed() throws IOException {
        var head = "GET http://r.test/x HTTP/1.1\n\nHTTP/1.1 200 OK\n";

        assertThat(only(imported(head + "Transfer-Encoding: chunked\n\n2\r\nab\r\n0\r\n\r\n"))
                        .notes())
                .containsExactly("text: response: omitted: body, the text shows it in chunks");
        assertThat(only(imported(head + "Content-Encoding: gzip\n\nab\n")).notes())
                .containsExactly("text: response: omitted: body, it is given decoded, and was gzip on the wire");
    }

    @Test
    void requestBodiesAndInterimResponsesAreRead() throws IOException {
        var exchange = only(imported("""
                PUT http://r.test/v2/a/manifests/1 HTTP/1.1
                Content-Length: 2

                {}

                HTTP/1.1 100 Continue

                HTTP/1.1 201 Created
                Location: /v2/a

                """));

        assertThat(exchange.request().body().bytes()).contains(Bytes.utf8("{}"));
        assertThat(exchange.status()).isEqualTo(201);
        assertThat(exchange.notes()).contains("text: left out: an interim response 100");
    }

    @Test
    void anErrorNamesTheFileTheLineAndWhatToDo() {
        refused(
                "words\n\nHTTP/1.1 200 OK\n",
                "in.txt line 3: a response with no request before it; put its request there");
        refused(
                "GET http://r.test/ HTTP/1.1\n\nHTTP/1.1 204 No\n\n\nHTTP/1.1 200 OK\n",
                "line 6: a response with no request before it");
        refused("GET /v2/ HTTP/1.1\nAccept: a\n\n", "line 1: neither an absolute URL nor a Host field: add one");
        refused("\nGET http://a b/ HTTP/1.1\n", "in.txt: shows no request");
        refused("\nGET http:///x HTTP/1.1\n", "line 2: the URL has no valid host");
    }

    @Test
    void aTextAboveTheLimitIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("in.txt"), ARTICLE);

        assertThatThrownBy(() -> RawTextImporter.importFile(
                        file, folder.resolve("capture"), info(), redactor(), new TextLimits(100)))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("in.txt: longer than 100 bytes");
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
        return RawTextImporter.importFile(file, target, info(), redactor());
    }

    private static Exchange only(Capture capture) {
        var exchanges = capture.transcript().exchanges();
        assertThat(exchanges).hasSize(1);
        return exchanges.get(0);
    }

    private static HttpResponse response(Exchange exchange) {
        return exchange.response().orElseThrow();
    }

    private static Optional<String> text(Exchange exchange) {
        return response(exchange).body().bytes().map(Bytes::asText);
    }

    private static CaptureInfo info() {
        return CaptureInfo.of("text", "made", "test", "r.test", Optional.empty(), "test");
    }

    private static Redactor redactor() {
        return Redactor.keyed(new SecureRandom());
    }
}
