package dev.plimsoll.model.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.ImageIndex;
import dev.plimsoll.model.oci.Manifest;
import dev.plimsoll.model.oci.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTests {
    @Test
    void snippetRunsOnARealList() throws IOException {
        var body = Bytes.of(Files.readAllBytes(Path.of("src/test/resources/bytes/alpine-manifest-list.json")));
        var response = new HttpResponse(
                "HTTP/1.1",
                200,
                "OK",
                HeaderFields.of("Www-Authenticate", "Bearer realm=\"https://auth.docker.io/token\""),
                Body.of(body),
                BodyEnd.COMPLETE);

        var index = (ImageIndex) Manifest.parse(body, response.contentType());
        var wanted = Platform.parse("linux/arm64/v8");
        var digest = index.forPlatform(wanted).map(Descriptor::digest).orElseThrow();
        var next = response.challenges().stream()
                .filter(challenge -> challenge.isScheme("Bearer"))
                .flatMap(challenge -> challenge.parameter("realm").stream())
                .map(HttpUrl::parse)
                .findFirst();

        assertThat(digest.abbreviated()).isEqualTo("sha256:3b3f647d2d99…");
        assertThat(next).contains(HttpUrl.parse("https://auth.docker.io/token"));
    }

    @Test
    void snippetOfTheReadmeIsTheOneAbove() throws IOException {
        var snippet = Files.readString(Path.of("README.md"))
                .replaceFirst("(?s).*```java\n", "")
                .replaceFirst("(?s)```.*", "");
        var source = Files.readString(Path.of("src/test/java/dev/plimsoll/model/http/ReadmeTests.java"));

        assertThat(snippet).isNotBlank();
        assertThat(source).contains(snippet.strip().indent(8).stripTrailing());
    }
}
