package dev.plimsoll.suites.oracle;

import static dev.plimsoll.suites.oracle.RecordedImage.INDEX_TYPE;
import static dev.plimsoll.suites.oracle.RecordedImage.MANIFEST_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.plimsoll.engine.Anomaly;
import dev.plimsoll.engine.BlobStore;
import dev.plimsoll.engine.PullEngine;
import dev.plimsoll.engine.PullException;
import dev.plimsoll.engine.PullListener;
import dev.plimsoll.engine.PullOptions;
import dev.plimsoll.engine.SocketTransport;
import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.fixtures.faults.FaultPlan;
import dev.plimsoll.fixtures.faults.FaultRule;
import dev.plimsoll.fixtures.replay.ReplayListener;
import dev.plimsoll.fixtures.replay.ReplayOptions;
import dev.plimsoll.fixtures.replay.ReplayServer;
import dev.plimsoll.fixtures.replay.Unmatched;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.model.oci.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference engine against the rows of the differential oracle, over TLS: the column of the reference. */
@Timeout(120)
class ReferenceEngineFaultTests {
    @TempDir
    private Path folder;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<Anomaly.Kind> anomalies = new ConcurrentSkipListSet<>();
    private final AtomicReference<Duration> waited = new AtomicReference<>(Duration.ZERO);

    private final ReplayListener asked = new ReplayListener() {
        @Override
        public void answered(HttpRequest request, Exchange recorded) {
            requests.add(request.url().origin().host());
        }

        @Override
        public void unmatched(Unmatched unmatched) {
            requests.add("unmatched");
        }
    };

    private final PullListener heard = new PullListener() {
        @Override
        public void anomaly(Anomaly anomaly) {
            anomalies.add(anomaly.kind());
        }

        @Override
        public void retried(HttpRequest request, int attempt, Duration delay, String reason) {
            waited.accumulateAndGet(delay, Duration::plus);
        }
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "F00 | latency=0.01@ping,times:1 | ok |",
                "F01 | status=404@ping | ok |",
                "F02 | status=405@manifest,method:HEAD | ok |",
                "F03 | status=403@manifest,method:HEAD | ok |",
                "F04 | no-digest@manifest | ok |",
                "F05 tag | wrong-digest@path:*/1 | ok | CONTENT_DIGEST_HEADER",
                "F05 digest | wrong-digest@path:*/sha256:* | DIGEST_MISMATCH |",
                "F06 | other-manifest@path:*/sha256:* | DIGEST_MISMATCH |",
                "F07 | content-type=text/html@manifest | ok | CONTENT_TYPE",
                "F07 page | html@manifest | UNSUPPORTED |",
                "F08 | pad=5242880@path:*/1 | TOO_LARGE |",
                "F09 | body=no-media-type@path:*/1 content-type=application/vnd.oci.image.manifest.v1+json@path:*/1 | ok |",
                "F10 | body=ambiguous@path:*/1 | MALFORMED |",
                "F11 | body=nested@path:*/1 body=index@path:*/{index} | ok |",
                "F12 arm64 | body=arm@path:*/1 | ok | PLATFORM",
                "F13 | challenge-reordered | ok |",
                "F14 | challenge-basic-first | ok |",
                "F15 | challenge-empty-service | ok |",
                "F16 | access-token-only | ok |",
                "F17 | token-lives=1 latency=0.6@redirect | ok |",
                "F18 | realm | UNSAFE_REALM |",
                "F19 | status=400@host:cdn.test,credentials:true | ok |",
                "F20 303 | redirect=303 | ok |",
                "F20 308 | redirect=308 | ok |",
                "F22 | loop@redirect | UNSAFE_REDIRECT |",
                "F23 | cut=50%@blob,range:false | ok |",
                "F24 | cut=50%@blob,range:false,times:1 range-ignored | ok | RANGE",
                "F25 other | cut=50%@blob,range:false,times:1 range-other=7 | ok | RANGE",
                "F25 shifted | cut=50%@blob,range:false,times:1 range-shifted=7 | ok |",
                "F26 | cut=50%@blob,range:false,times:1 range-refused | ok | RANGE",
                "F27 | stall@blob,times:1 | ok |",
                "F28 | flip@blob | DIGEST_MISMATCH |",
                "F29 length | extra=5@blob | SIZE_MISMATCH |",
                "F29 chunked | extra=5@blob chunked@blob | SIZE_MISMATCH |",
                "F30b | gzip-label@blob | ok | CONTENT_ENCODING",
                "F31 | rate-limit=1@blob,times:2 | ok |",
                "F31 date | rate-limit-date=1@blob,times:1 | ok |",
                "F32 503 | status=503@blob,times:1 | ok |",
                "F32 502 | status=502@config,times:1 | ok |",
                "F36 | body=zstd-as-gzip@path:*/1 body=zstd@path:*/blobs/{zstd} | ok | COMPRESSION",
                "F37 | body=wrong-ids@path:*/1 body=wrong-config@path:*/blobs/{wrong-config} | DIFF_ID_MISMATCH |",
                "F39 | body=escape@path:*/1 | MALFORMED |",
                "F40 | length-and-chunked@blob | ok |",
                "F21 | relative-location | ok |",
                "FIN | fin=50%@blob,range:false | ok |",
                "RST | reset=50%@blob,range:false | ok |",
            })
    void theEngineDoesAsTheReferenceShould(String row, String faults, String outcome, String found) throws Exception {
        var image = new RecordedImage();
        var files = files(image);
        var written = faults;
        for (var file : List.of("index", "zstd", "wrong-config")) {
            written = written.replace(
                    "{" + file + "}", Digest.sha256(files.get(file)).raw());
        }
        var rules = Stream.of(written.split(" ", -1))
                .map(text -> FaultRule.parse(text, folder))
                .toList();
        var options = ReplayOptions.defaults().heardBy(asked).withFaults(new FaultPlan(rules));
        try (var server = ReplayServer.start(image.recorded(folder.resolve("capture")), options)) {
            assertThat(pull(server, row.endsWith("arm64") ? "linux/arm64" : "linux/amd64"))
                    .as(row)
                    .isEqualTo(outcome);
        }
        assertThat(anomalies).as(row).isEqualTo(found == null ? Set.of() : Set.of(Anomaly.Kind.valueOf(found)));
        assertThat(requests).doesNotContain("unmatched");
        if (row.startsWith("F18")) {
            assertThat(requests).doesNotContain("169.254.169.254").hasSize(1);
        } else if (row.startsWith("F31")) {
            assertThat(waited.get()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    /** What a row of an image's content puts in the place of what was recorded; each written beside the capture too. */
    private Map<String, Bytes> files(RecordedImage image) throws IOException {
        var wrongConfig = RecordedImage.config(Stream.concat(
                        image.layers.stream().skip(1), image.layers.stream().limit(1))
                .toList());
        var zstd = Bytes.of(Zstd.compress(image.layers.get(0).toArray()));
        var typed = "\"mediaType\":\"" + MANIFEST_TYPE + "\",";
        var files = Map.of(
                "no-media-type", Bytes.utf8(image.manifest.asText().replace(typed, "")),
                "ambiguous", Bytes.utf8(image.index.asText().replaceFirst("\\{", "{\"layers\":[],")),
                "nested", RecordedImage.index("", "", INDEX_TYPE, image.index),
                "index", image.index,
                "arm", RecordedImage.index("arm64", "", MANIFEST_TYPE, image.manifest),
                "wrong-ids", RecordedImage.manifest(wrongConfig, image.layers),
                "wrong-config", wrongConfig,
                "zstd", zstd,
                "zstd-as-gzip", zstdAsGzip(image, zstd),
                "escape", Bytes.utf8(image.index.asText().replaceFirst("sha256:[0-9a-f]+", "sha256:../../etc")));
        for (var file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue().toArray());
        }
        return files;
    }

    private static Bytes zstdAsGzip(RecordedImage image, Bytes zstd) {
        var layers =
                Stream.concat(Stream.of(zstd), image.layers.stream().skip(1)).toList();
        return Bytes.utf8(RecordedImage.manifest(image.config, layers)
                .asText()
                .replaceFirst("layer.v1.tar\"", "layer.v1.tar+gzip\""));
    }

    private String pull(ReplayServer server, String platform) throws Exception {
        var transport = TransportOptions.defaults()
                .withProxy(server.proxy())
                .withIdleTimeout(Duration.ofSeconds(2))
                .withTrustedCertificates(List.of(server.authority().certificate()));
        var options = PullOptions.defaults().withPlatform(Platform.parse(platform));
        try (var base = SocketTransport.create(transport)) {
            PullEngine.assemble(base, origin -> Optional.empty(), options, heard)
                    .pull(Reference.parse("registry.test/app:1"), BlobStore.at(folder.resolve("store")));
            return "ok";
        } catch (PullException e) {
            return e.reason().name();
        }
    }
}
