package dev.plimsoll.suites.oracle;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.capture.CaptureWriter;
import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The pull of an image of five layers from {@code registry.test}, whose blobs lie at {@code cdn.test}. */
final class RecordedImage {
    static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
    static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
    static final int LAYERS = 5;

    private static final String REGISTRY = "https://registry.test";
    private static final String CHALLENGE =
            "Bearer realm=\"https://auth.test/token\",service=\"registry.test\",scope=\"repository:app:pull\"";
    private static final HeaderFields SIGNED_IN = HeaderFields.of("Authorization", "Bearer recorded");

    final List<Bytes> layers = new ArrayList<>();
    final Bytes config;
    final Bytes manifest;
    final Bytes index;

    RecordedImage() throws IOException {
        for (int i = 0; i < LAYERS; i++) {
            layers.add(archive(i));
        }
        config = config(layers);
        manifest = manifest(config, layers);
        index = index("amd64", "", MANIFEST_TYPE, manifest);
    }

    static Bytes config(List<Bytes> layers) {
        var ids = layers.stream()
                .map(layer -> '"' + Digest.sha256(layer).raw() + '"')
                .collect(Collectors.joining(","));
        return Bytes.utf8("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + ids + "]}}");
    }

    static Bytes manifest(Bytes config, List<Bytes> layers) {
        return Bytes.utf8("{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST_TYPE + "\",\"config\":"
                + descriptor("application/vnd.oci.image.config.v1+json", config, "") + ",\"layers\":["
                + layers.stream()
                        .map(layer -> descriptor("application/vnd.oci.image.layer.v1.tar", layer, ""))
                        .collect(Collectors.joining(","))
                + "]}");
    }

    static Bytes index(String architecture, String variant, String type, Bytes manifest) {
        var platform = ",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + architecture + "\""
                + (variant.isEmpty() ? "" : ",\"variant\":\"" + variant + "\"") + "}";
        return Bytes.utf8("{\"schemaVersion\":2,\"mediaType\":\"" + INDEX_TYPE + "\",\"manifests\":["
                + descriptor(type, manifest, type.equals(INDEX_TYPE) ? "" : platform) + "]}");
    }

    Capture recorded(Path folder) throws IOException {
        var info = CaptureInfo.of("oracle", "a pull", "test", "registry.test", Optional.empty(), "test");
        try (var writer = CaptureWriter.derived(folder, info)) {
            int id = 1;
            for (var exchange : exchanges()) {
                writer.add(exchange.withId(id++));
            }
        }
        return Capture.open(folder);
    }

    private List<Exchange> exchanges() {
        var none = HeaderFields.none();
        var exchanges = new ArrayList<Exchange>();
        var challenge = HeaderFields.of("WWW-Authenticate", CHALLENGE);
        exchanges.add(exchange(REGISTRY + "/v2/", none, 401, challenge, Bytes.utf8("{}")));
        exchanges.add(exchange(
                "https://auth.test/token?service=registry.test&scope=repository%3Aapp%3Apull",
                none,
                200,
                HeaderFields.of("Content-Type", "application/json"),
                Bytes.utf8("{\"token\":\"recorded\",\"expires_in\":300}")));
        exchanges.add(document("1", INDEX_TYPE, index));
        exchanges.add(document(Digest.sha256(manifest).raw(), MANIFEST_TYPE, manifest));
        exchanges.add(exchange(blob(config), SIGNED_IN, 200, none, config));
        for (var layer : layers) {
            var at = "https://cdn.test/" + Digest.sha256(layer).encoded() + "?Expires=1&Signature=abc";
            exchanges.add(exchange(blob(layer), SIGNED_IN, 307, HeaderFields.of("Location", at), Bytes.empty()));
            exchanges.add(exchange(at, none, 200, HeaderFields.of("ETag", "\"1\""), layer));
        }
        return exchanges;
    }

    private static String blob(Bytes content) {
        return REGISTRY + "/v2/app/blobs/" + Digest.sha256(content);
    }

    private static Exchange document(String reference, String type, Bytes content) {
        var fields = HeaderFields.of(
                "Content-Type",
                type,
                "Docker-Content-Digest",
                Digest.sha256(content).raw());
        return exchange(REGISTRY + "/v2/app/manifests/" + reference, SIGNED_IN, 200, fields, content);
    }

    private static Exchange exchange(String url, HeaderFields asked, int status, HeaderFields fields, Bytes body) {
        var framed = fields.and("Content-Length", Integer.toString(body.size()));
        return Exchange.of(
                1,
                HttpRequest.get(HttpUrl.parse(url), asked),
                new HttpResponse("HTTP/1.1", status, "OK", framed, Body.of(body), BodyEnd.COMPLETE));
    }

    private static String descriptor(String type, Bytes content, String more) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + Digest.sha256(content) + "\",\"size\":"
                + content.size() + more + "}";
    }

    private static Bytes archive(int number) throws IOException {
        var content = new byte[100_000];
        new Random(number).nextBytes(content);
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            var entry = new TarArchiveEntry("file-" + number);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return Bytes.of(bytes.toByteArray());
    }
}
