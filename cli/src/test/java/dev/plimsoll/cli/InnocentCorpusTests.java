package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.fixtures.redact.SecretLint;
import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Bytes;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What looks random and is no secret stays as it was: without it, nobody could judge or replay a capture. */
class InnocentCorpusTests {
    private static final Random RANDOM = new Random(20260103);

    @Test
    void headerFieldsOfRegistriesAndStoragesStay() {
        var fields = fields();
        assertThat(fields).hasSizeGreaterThan(90);
        for (var field : fields) {
            assertUnchanged(exchange("https://r.test/v2/", field, "", ""), field.toString());
        }
    }

    @Test
    void urlsOfRegistriesAndStoragesStay() {
        var urls = urls();
        assertThat(urls).hasSizeGreaterThan(50);
        for (var url : urls) {
            assertUnchanged(exchange(url, HeaderFields.of("Location", url, "Referer", url), "", ""), url);
        }
    }

    @Test
    void bodiesWithoutSecretsStay() {
        for (var body : bodies()) {
            assertUnchanged(exchange("https://r.test/v2/a/x", HeaderFields.none(), "application/json", body), body);
            assertUnchanged(exchange("https://r.test/page", HeaderFields.none(), "text/html", "<p>" + body), body);
        }
    }

    @Test
    void tagsMayLookAsTheyLike() {
        var tags =
                "{\"name\":\"a\",\"tags\":[\"v1-" + base64(18).replace('+', 'x').replace('/', 'y') + "\"]}";

        assertUnchanged(exchange("https://r.test/v2/a/tags/list", HeaderFields.none(), "application/json", tags), tags);
        assertUnchanged(
                exchange("https://r.test/v2/a/manifests/pr-Zx81kQ0pWmN4vB7tR2yL9cD3", HeaderFields.none(), "", ""),
                "tag");
    }

    private static void assertUnchanged(Exchange exchange, String what) {
        assertThat(Redactor.keyed(new SecureRandom()).redact(exchange)).as(what).isEqualTo(exchange);
        assertThat(SecretLint.in(new Transcript(List.of(exchange)))).as(what).isEmpty();
    }

    private static List<HeaderFields> fields() {
        var fields = new ArrayList<HeaderFields>();
        for (int i = 0; i < 4; i++) {
            add(fields, "Docker-Content-Digest", "sha256:" + hex(32));
            add(fields, "ETag", "\"" + hex(16) + "\"");
            add(fields, "ETag", "W/\"" + base64(18) + "\"");
            add(fields, "Docker-Upload-UUID", uuid());
            add(fields, "X-Request-Id", uuid());
            add(fields, "X-Request-Id", base64(24));
            add(fields, "X-Amz-Request-Id", hex(8).toUpperCase(java.util.Locale.ROOT));
            add(fields, "x-amz-id-2", base64(57));
            add(fields, "CF-RAY", hex(8) + "-FRA");
            add(fields, "x-ms-request-id", uuid());
            add(fields, "x-goog-hash", "md5=" + base64(16));
            add(fields, "x-goog-generation", "1597903881412345");
            add(fields, "x-oss-request-id", hex(12).toUpperCase(java.util.Locale.ROOT));
            add(fields, "Content-MD5", base64(16));
            add(fields, "Repr-Digest", "sha-256=:" + base64(32) + ":");
            add(fields, "traceparent", "00-" + hex(16) + "-" + hex(8) + "-01");
            add(fields, "X-Amzn-Trace-Id", "Root=1-" + hex(4) + "-" + hex(12));
            add(fields, "X-Checksum-Sha256", hex(32));
            add(fields, "X-Unknown-Commit", hex(20));
            add(fields, "X-Unknown-Uuid", uuid());
            add(fields, "X-Unknown-Digest", "sha256:" + hex(32));
        }
        add(fields, "Date", "Thu, 20 Aug 2020 06:17:41 GMT");
        add(fields, "X-Generated", "2020-08-20T06:17:41.885466341Z");
        add(fields, "Accept", "application/vnd.docker.distribution.manifest.list.v2+json");
        add(fields, "X-Type", "application/vnd.oci.image.layer.v1.tar+gzip");
        add(
                fields,
                "User-Agent",
                "docker/19.03.12 go/go1.13.10 git-commit/48a66213fe kernel/4.19.76-linuxkit os/linux");
        add(fields, "X-Build", "docker/19.03.12 go/go1.13.10 git-commit/48a66213fe kernel/4.19.76-linuxkit");
        add(
                fields,
                "WWW-Authenticate",
                "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\","
                        + "scope=\"repository:library/alpine:pull\",error=\"invalid_token\"");
        add(fields, "WWW-Authenticate", "Basic realm=\"Registry Realm of the engineering department 2026\"");
        add(fields, "Content-Range", "bytes 0-27897051/27897052");
        add(fields, "Docker-Distribution-Api-Version", "registry/2.0");
        add(fields, "X-Docker-Token", "true");
        add(fields, "Via", "1.1 0123456789abcdef0123456789abcdef.cloudfront.net (CloudFront)");
        add(fields, "RateLimit-Limit", "100;w=21600");
        return fields;
    }

    private static List<String> urls() {
        var urls = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            urls.add("https://r.test/v2/library/alpine/manifests/sha256:" + hex(32));
            urls.add("https://r.test/v2/library/alpine/blobs/sha256:" + hex(32));
            urls.add("https://r.test/v2/a/blobs/uploads/" + uuid() + "?digest=sha256%3A" + hex(32));
            urls.add("https://r.test/v2/a/blobs/uploads/?mount=sha256:" + hex(32) + "&from=team/other");
            urls.add(
                    "https://cdn.test/registry-v2/docker/registry/v2/blobs/sha256/" + hex(1) + "/" + hex(32) + "/data");
            urls.add("https://cdn.test/" + hex(5) + "-" + uuid() + "/" + uuid());
            urls.add("https://r.test/v2/a/manifests/sha256-" + hex(32) + ".sig");
            urls.add("https://r.test/v2/a/referrers/sha256:" + hex(32)
                    + "?artifactType=application/vnd.dev.cosign.artifact.sbom.v1+json");
            urls.add(
                    "https://cdn.test/b?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20200820T061741Z&X-Amz-Expires=1200"
                            + "&X-Amz-SignedHeaders=host&x=" + i);
            urls.add("https://r.test/token?service=registry.docker.io&scope=repository%3Alibrary%2Falpine%3Apull%2Cpush"
                    + "&client_id=containerd-client&n=" + i);
        }
        urls.add("https://r.test/v2/_catalog?n=100&last=team/a-rather-long-name-of-a-repository");
        urls.add("https://r.test/v2/a/tags/list?n=50&last=2026.01.02-build.17");
        return urls;
    }

    private static List<String> bodies() {
        return List.of(
                "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"manifest unknown\",\"detail\":{\"Tag\":\"3.12\"}}]}",
                "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\",\"detail\":[{\"Type\":"
                        + "\"repository\",\"Class\":\"\",\"Name\":\"library/alpine\",\"Action\":\"pull\"}]}]}",
                "{\"digest\":\"sha256:" + hex(32) + "\",\"etag\":\"" + hex(16) + "\",\"id\":\"" + uuid() + "\"}",
                "{\"repositories\":[\"team/tool-1\",\"team/a.b_c\"],\"commit\":\"" + hex(20) + "\"}",
                "{\"expires_in\":300,\"issued_at\":\"2020-08-20T06:17:41.885466341Z\",\"token_type\":\"Bearer\"}",
                "{\"url\":\"https://d2r9xk0q1abc77.cloudfront.net/v2/library/alpine/manifests/3.12\"}",
                "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"size\":1234567890123}",
                "basic authentication and bearer authentication are supported; the token expired at noon",
                "{\"integrity\":\"sha384-" + base64(48) + "\"}");
    }

    private static void add(List<HeaderFields> fields, String name, String value) {
        fields.add(HeaderFields.of(name, value));
    }

    private static Exchange exchange(String url, HeaderFields fields, String type, String body) {
        return Exchange.of(
                1,
                HttpRequest.get(HttpUrl.parse(url), HeaderFields.of("Accept", "*/*")),
                new HttpResponse(
                        "HTTP/1.1",
                        404,
                        "Not Found",
                        type.isEmpty() ? fields : fields.and("Content-Type", type),
                        Body.of(Bytes.utf8(body)),
                        BodyEnd.COMPLETE));
    }

    private static String hex(int bytes) {
        return HexFormat.of().formatHex(random(bytes));
    }

    private static String base64(int bytes) {
        return Base64.getEncoder().encodeToString(random(bytes));
    }

    private static String uuid() {
        var bytes = ByteBuffer.wrap(random(16));
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }

    private static byte[] random(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
