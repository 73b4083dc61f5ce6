package dev.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.http.ByteRange;
import dev.plimsoll.model.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobResumeTests {
    private static final int HALF = 50_000;

    private final SocketTransport wire = SocketTransport.create(TransportOptions.defaults());
    private final Facts facts = new Facts();
    private final TestImage image;
    private final Digest layer;
    private final byte[] blob;

    @TempDir
    private Path folder;

    BlobResumeTests() throws IOException {
        image = TestImage.ofSize(2 * HALF);
        layer = image.layer(0);
        blob = image.layers().get(0).blob().toArray();
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void aCutBodyGoesOnWithAClosedRangeAndTheStrongValidator() throws Exception {
        try (var registry = ScriptedRegistry.with(image)) {
            registry.onBlob(layer, (request, wire) -> {
                if (request.field("Range").isEmpty()) {
                    cutInTheMiddle(wire, "ETag: \"strong\"");
                } else {
                    partial(request, wire);
                }
            });
            pull(registry);

            var second = registry.blobRequests(layer).get(1);
            assertThat(second.field("Range")).contains("bytes=" + HALF + "-" + (blob.length - 1));
            assertThat(second.field("If-Range")).contains("\"strong\"");
            assertThat(registry.blobRequests(layer)).hasSize(2);
            assertThat(facts.lines()).contains("resumed at " + HALF);
        }
    }

    @Test
    void aWeakValidatorIsNotUsed() throws Exception {
        try (var registry = ScriptedRegistry.with(image)) {
            registry.onBlob(layer, (request, wire) -> {
                if (request.field("Range").isEmpty()) {
                    cutInTheMiddle(wire, "ETag: W/\"weak\"");
                } else {
                    partial(request, wire);
                }
            });
            pull(registry);

            assertThat(registry.blobRequests(layer).get(1).field("If-Range")).isEmpty();
        }
    }

    /** Repeated: the client once lost bytes of the answer after a cut one, but only once in some 150 times. */
    @RepeatedTest(100)
    void aServerThatIgnoresTheRangeIsSkippedThrough() throws Exception {
        try (var registry = ScriptedRegistry.with(image)) {
            registry.onBlob(layer, (request, wire) -> {
                if (request.field("Range").isEmpty()) {
                    cutInTheMiddle(wire, "X: 1");
                } else {
                    registry.asRight(request, wire);
                }
            });
            pull(registry);

            assertThat(registry.blobRequests(layer)).hasSize(2);
            assertThat(facts.anomalyKinds()).containsExactly(Anomaly.Kind.RANGE);
        }
    }

    @Test
    void aRangeThatWasNotAskedForStartsTheTransferOver() throws Exception {
        try (var registry = ScriptedRegistry.with(image)) {
            registry.onBlob(layer, (request, wire) -> {
                switch (registry.blobRequests(layer).size()) {
                    case 1 -> cutInTheMiddle(wire, "X: 1");
                    case 2 ->
                        wire.reply(
                                206,
                                Arrays.copyOfRange(blob, 7, blob.length),
                                "Content-Range",
                                "bytes 7-" + (blob.length - 1) + "/" + blob.length);
                    default -> registry.asRight(request, wire);
                }
            });
            pull(registry);

            assertThat(registry.blobRequests(layer).get(2).field("Range")).isEmpty();
            assertThat(facts.anomalies().get(0).actual()).contains("bytes 7-");
        }
    }

    @Test
    void aRangeThatIsRefusedStartsTheTransferOver() throws Exception {
        try (var registry = ScriptedRegistry.with(image)) {
            registry.onBlob(layer, (request, wire) -> {
                switch (registry.blobRequests(layer).size()) {
                    case 1 -> cutInTheMiddle(wire, "X: 1");
                    case 2 -> wire.reply(416, "");
                    default -> registry.asRight(request, wire);
                }
            });
            pull(registry);

            assertThat(registry.blobRequests(layer)).hasSize(3);
        }
    }

    @Test
    void piecesOfDifferentThingsAreFetchedAgainInOnePiece() throws Exception {
        try (var registry = ScriptedRegistry.with(image)) {
            registry.onBlob(layer, (request, wire) -> {
                switch (registry.blobRequests(layer).size()) {
                    case 1 -> cutInTheMiddle(wire, "X: 1");
                    case 2 ->
                        wire.reply(
                                206,
                                new byte[blob.length - HALF],
                                "Content-Range",
                                "bytes " + HALF + "-" + (blob.length - 1) + "/" + blob.length);
                    default -> registry.asRight(request, wire);
                }
            });
            pull(registry);

            assertThat(registry.blobRequests(layer)).hasSize(3);
        }
    }

    @Test
    void aServerThatCutsForeverIsGivenUp() throws Exception {
        try (var registry = ScriptedRegistry.with(image)) {
            registry.onBlob(layer, (request, wire) -> {
                int from = request.field("Range")
                        .flatMap(ByteRange::parseLeniently)
                        .map(range -> (int) range.first().orElseThrow())
                        .orElse(0);
                var head = from == 0
                        ? "200 OK"
                        : "206 Partial\r\nContent-Range: bytes " + from + "-" + (blob.length - 1) + "/" + blob.length;
                wire.raw("HTTP/1.1 " + head + "\r\nContent-Length: " + (blob.length - from) + "\r\n\r\n");
                wire.bytes(Arrays.copyOfRange(blob, from, from + 1000));
                wire.cut();
            });
            assertThatThrownBy(() -> pull(registry))
                    .isInstanceOfSatisfying(
                            PullException.class, e -> assertThat(e.reason()).isEqualTo(PullException.Reason.NETWORK))
                    .hasMessageContaining("5 resumes");
            assertThat(registry.blobRequests(layer)).hasSize(6);
            assertThat(registry.blobRequests(layer).get(5).field("Range")).contains("bytes=5000-" + (blob.length - 1));
        }
    }

    @Test
    void aLengthThatIsNotTheDescriptorsIsNotEvenRead() throws Exception {
        try (var registry = ScriptedRegistry.with(image)) {
            registry.onBlob(layer, (request, wire) -> wire.reply(200, Arrays.copyOf(blob, HALF)));
            assertThatThrownBy(() -> pull(registry))
                    .isInstanceOfSatisfying(
                            PullException.class,
                            e -> assertThat(e.reason()).isEqualTo(PullException.Reason.SIZE_MISMATCH))
                    .hasMessageContaining("Content-Length says " + HALF);
        }
    }

    private void cutInTheMiddle(Wire wire, String field) throws IOException {
        wire.raw("HTTP/1.1 200 OK\r\n" + field + "\r\nContent-Length: " + blob.length + "\r\n\r\n");
        wire.bytes(Arrays.copyOf(blob, HALF));
        wire.cut();
    }

    private void partial(ScriptedServer.Received request, Wire wire) throws IOException {
        var range = request.field("Range")
                .flatMap(ByteRange::parseLeniently)
                .flatMap(asked -> asked.within(blob.length))
                .orElseThrow();
        wire.reply(
                206,
                Arrays.copyOfRange(blob, (int) range.first(), (int) range.last() + 1),
                "Content-Range",
                "bytes " + range.first() + "-" + range.last() + "/" + blob.length);
    }

    private void pull(ScriptedRegistry registry) throws Exception {
        var options = PullOptions.defaults().withPlainHttp(true);
        PullEngine.assemble(wire, origin -> Optional.empty(), options, facts)
                .pull(registry.reference(":1"), BlobStore.at(folder));
    }
}
