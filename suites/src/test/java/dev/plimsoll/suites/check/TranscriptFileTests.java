package dev.plimsoll.suites.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.HeaderField;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptFileTests {
    private static final String EMPTY_SHA256 =
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir
    private Path resources;

    @Test
    void headerLinesKeepOrderCaseAndRepetition() {
        var exchange = parse("""
                ### two lines of comment
                ### are one comment
                GET https://r.example/v2/ HTTP/1.1
                accept: b
                Accept: a

                HTTP/1.1 401 Unauthorized
                WWW-Authenticate: Bearer realm="https://r.example/token"

                {"a":
                1}
                """).exchanges().get(0);

        assertThat(exchange.id()).isEqualTo(1);
        assertThat(exchange.request().fields().lines())
                .containsExactly(new HeaderField("accept", "b"), new HeaderField("Accept", "a"));
        assertThat(exchange.status()).isEqualTo(401);
        assertThat(exchange.response().orElseThrow().reason()).isEqualTo("Unauthorized");
        assertThat(Traffic.body(exchange)).contains(Bytes.utf8("{\"a\":\n1}"));
    }

    @Test
    void requestMayHaveABodyAndAResponseNone() {
        var transcript = parse("""
                ### a form
                POST https://r.example/token HTTP/1.1

                grant_type=password
                HTTP/1.1 404 Not Found

                ### nothing in it
                HEAD https://r.example/v2/ HTTP/1.1

                HTTP/2 200
                Content-Length: {{size:1}}

                """);

        assertThat(transcript.exchanges().get(0).request().body().bytes()).contains(Bytes.utf8("grant_type=password"));
        assertThat(transcript.exchanges().get(1).response().orElseThrow().body())
                .isEqualTo(Body.empty());
        assertThat(Traffic.field(transcript.exchanges().get(1), "content-length"))
                .contains("0");
    }

    @Test
    void digestsAndSizesOfOtherExchangesAreFilledIn() {
        var transcript = parse("""
                ### refers onward
                GET https://r.example/v2/a/manifests/{{sha256:2}} HTTP/1.1

                HTTP/1.1 200 OK

                {"config":"{{sha256:2}}","size":{{size:2}}}
                ### is referred to
                GET https://r.example/v2/a/blobs/{{sha256:2}} HTTP/1.1

                HTTP/1.1 200 OK

                """);

        assertThat(transcript.exchanges().get(0).request().url().path()).endsWith(EMPTY_SHA256);
        assertThat(Traffic.body(transcript.exchanges().get(0)))
                .contains(Bytes.utf8("{\"config\":\"" + EMPTY_SHA256 + "\",\"size\":0}"));
    }

    @Test
    void bodyMayBeOmittedDescribedOrBytesOfAResource() throws IOException {
        Files.write(resources.resolve("raw"), new byte[] {0, -1, 10});
        var transcript =
                parse(one("<omitted>") + one("<described 12345678901 " + EMPTY_SHA256 + ">") + one("<bytes raw>"));

        assertThat(transcript.stream().map(e -> e.response().orElseThrow().body()))
                .containsExactly(
                        Body.omitted(),
                        new Body.Described(12_345_678_901L, Digest.parse(EMPTY_SHA256)),
                        Body.of(Bytes.of(new byte[] {0, -1, 10})));
    }

    @Test
    void standInTokenHasThreePartsAndLooksLikeNobodysToken() {
        var body = Traffic.body(parse(one("{{jwt {\"alg\":\"RS256\"} {\"exp\":1}}}"))
                        .exchanges()
                        .get(0))
                .orElseThrow()
                .asText();
        var parts = body.split("\\.", -1);

        assertThat(body).doesNotStartWith("eyJhbGciOi");
        assertThat(parts).hasSize(3);
        assertThat(decode(parts[0])).isEqualTo("{\"plimsoll\":\"stand-in\",\"alg\":\"RS256\"}");
        assertThat(decode(parts[1])).isEqualTo("{\"exp\":1}");
    }

    @Test
    void errorsNameFileAndLine() {
        assertThatThrownBy(() -> parse("GET https://r.example/ HTTP/1.1\n"))
                .hasMessageStartingWith("some.http, line 1: an exchange begins with ###");
        assertThatThrownBy(() -> parse(one("x") + "### two\nGET /v2/ HTTP/1.1\n\nHTTP/1.1 200 OK\n\n"))
                .hasMessageStartingWith("some.http, line 8: ")
                .hasMessageContaining("/v2/");
        assertThatThrownBy(() -> parse("### no response\nGET https://r.example/ HTTP/1.1\n\n"))
                .hasMessageStartingWith("some.http, line 2: an exchange is");
        assertThatThrownBy(() -> parse(one("{{sha256:2}}"))).hasMessage("some.http, line 2: there is no exchange 2");
        assertThatThrownBy(() -> parse(one("{{sha256:2}}") + one("{{size:1}}")))
                .hasMessageContaining("some.http, line")
                .hasMessageContaining("refers to itself");
        assertThatThrownBy(() -> parse(one("{{sha256:2}}") + one("<omitted>"))).hasMessageContaining("is omitted");
        assertThatThrownBy(() -> parse(one("{{sha256}}"))).hasMessageContaining("placeholder");
        assertThatThrownBy(() -> parse(one("<bytes nowhere>"))).hasMessageContaining("resource nowhere");
    }

    private Transcript parse(String text) {
        return TranscriptFile.parse("some.http", resources, text);
    }

    private static String one(String body) {
        return "### one\nGET https://r.example/ HTTP/1.1\n\nHTTP/1.1 200 OK\n\n" + body + "\n";
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
