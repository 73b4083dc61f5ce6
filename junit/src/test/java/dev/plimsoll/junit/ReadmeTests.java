package dev.plimsoll.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@Replay("aliyun-mirror")
class ReadmeTests {
    @Test
    void pullsFromAMirror(ReplayedRegistry registry) throws Exception {
        new MyClient(registry.httpClient()).pull(registry.origin(), registry.repository(), registry.tag());

        assertThat(registry.requests()).hasSizeGreaterThan(1);
        registry.assertNothingUnmatched();
    }

    @Test
    @Fault("status=503@manifest,times:1")
    void triesAgain(ReplayedRegistry registry) throws Exception {
        new MyClient(registry.httpClient()).pull(registry.origin(), registry.repository(), registry.tag());

        assertThat(registry.exchanges())
                .extracting(exchange -> exchange.status())
                .contains(503, 200);
    }

    @Test
    void snippetOfTheReadmeIsTheOneAbove() throws Exception {
        var snippet = Files.readString(Path.of("README.md"))
                .replaceFirst("(?s).*?```java\n", "")
                .replaceFirst("(?s)```.*", "");
        var source = Files.readString(Path.of("src/test/java/dev/plimsoll/junit/ReadmeTests.java"));
        var body = snippet.lines().skip(2).reduce("", (text, line) -> text + line + "\n");

        assertThat(snippet).startsWith("@Replay(\"aliyun-mirror\")\nclass PullTests {\n");
        assertThat(body.lines().count()).isGreaterThan(10);
        assertThat(source).contains(body.replaceFirst("}\n$", "").stripTrailing());
    }

    /** As little as shows that it asks again. */
    private record MyClient(HttpClient http) {
        void pull(URI registry, String repository, String tag) throws Exception {
            var manifest = registry.resolve("/v2/" + repository + "/manifests/" + tag);
            int status;
            do {
                get(registry.resolve("/v2/"));
                status = get(manifest);
            } while (status == 503);
        }

        private int get(URI url) throws Exception {
            var request = HttpRequest.newBuilder(url)
                    .header("Accept", "application/vnd.docker.distribution.manifest.list.v2+json")
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
