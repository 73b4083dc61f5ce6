package dev.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingTransportTests {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final SocketTransport wire = SocketTransport.create(TransportOptions.defaults());
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Transport transport = new RecordingTransport(
            wire,
            exchanges::add,
            10,
            Clock.fixed(NOW, ZoneOffset.UTC),
            () -> nanos.getAndAdd(Duration.ofMillis(5).toNanos()));

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void aShortBodyIsKeptWithItsTimes() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> wire.reply(200, "0123456789", "x-a", "b"))) {
            var request = HttpRequest.get(server.url("/x?y=z"), HeaderFields.of("accept", "*/*"));
            try (var reply = transport.send(request)) {
                assertThat(exchanges).isEmpty();
                assertThat(reply.readUpTo(20).asText()).isEqualTo("0123456789");
            }
            var exchange = exchanges.get(0);
            var response = exchange.response().orElseThrow();
            assertThat(exchange.id()).isEqualTo(1);
            assertThat(exchange.request()).isEqualTo(request);
            assertThat(response.body()).isEqualTo(Body.of(Bytes.utf8("0123456789")));
            assertThat(response.end()).isEqualTo(BodyEnd.COMPLETE);
            assertThat(response.fields()).isEqualTo(HeaderFields.of("x-a", "b", "Content-Length", "10"));
            assertThat(exchange.timing().started()).contains(NOW);
            assertThat(exchange.timing().firstByte()).contains(Duration.ofMillis(5));
            assertThat(exchange.timing().lastByte()).contains(Duration.ofMillis(10));
            assertThat(exchanges).hasSize(1);
        }
    }

    @Test
    void aLongBodyIsMeasured() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> wire.reply(200, "01234567890"))) {
            transport
                    .send(HttpRequest.get(server.url("/"), HeaderFields.none()))
                    .close();
            assertThat(exchanges.get(0).response().orElseThrow().body())
                    .isEqualTo(new Body.Described(11, Digest.sha256(Bytes.utf8("01234567890"))));
        }
    }

    @Test
    void everyWayToEndIsTold() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> {
            if (request.path().equals("/none")) {
                wire.cut();
            } else if (request.path().equals("/short")) {
                wire.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123");
                wire.cut();
            } else {
                wire.reply(200, new byte[1 << 20]);
            }
        })) {
            assertThatThrownBy(() -> transport.send(HttpRequest.get(server.url("/none"), HeaderFields.none())))
                    .isInstanceOf(TransportException.class);
            try (var reply = transport.send(HttpRequest.get(server.url("/short"), HeaderFields.none()))) {
                assertThatThrownBy(() -> reply.body().readAllBytes()).isInstanceOf(BodyCutException.class);
            }
            try (var reply = transport.send(HttpRequest.get(server.url("/left"), HeaderFields.none()))) {
                assertThat(reply.body().read()).isZero();
            }
            transport
                    .send(HttpRequest.head(server.url("/head"), HeaderFields.none()))
                    .close();

            assertThat(exchanges.get(0).response()).isEmpty();
            assertThat(exchanges.get(0).failure().orElseThrow()).startsWith("CLOSED: ");
            assertThat(exchanges.get(1).failure().orElseThrow()).contains("ended early after 4 bytes");
            assertThat(exchanges.stream()
                            .skip(1)
                            .map(e -> e.response().orElseThrow().end()))
                    .containsExactly(BodyEnd.SHORT, BodyEnd.CLIENT_ABORT, BodyEnd.COMPLETE);
            assertThat(exchanges.get(3).response().orElseThrow().body()).isEqualTo(Body.empty());
            assertThat(exchanges.stream().map(Exchange::id)).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void aQuarterOfAGigabyteStreamsThroughInLittleMemory() throws IOException {
        long size = 256L << 20;
        try (var server = ScriptedServer.start((request, wire) -> {
                    wire.raw("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                    var chunk = new byte[1 << 20];
                    for (long sent = 0; sent < size; sent += chunk.length) {
                        wire.bytes(chunk);
                    }
                });
                var reply = transport.send(HttpRequest.get(server.url("/"), HeaderFields.none()))) {
            var buffer = new byte[1 << 16];
            long most = 0;
            long sinceLook = 0;
            var runtime = Runtime.getRuntime();
            System.gc();
            long before = runtime.totalMemory() - runtime.freeMemory();
            for (int read = reply.body().read(buffer);
                    read >= 0;
                    read = reply.body().read(buffer)) {
                sinceLook += read;
                if (sinceLook > size / 4) {
                    sinceLook = 0;
                    System.gc();
                    most = Math.max(most, runtime.totalMemory() - runtime.freeMemory());
                }
            }
            assertThat(most).isPositive();
            assertThat(most - before).isLessThan(32L << 20);
            assertThat(exchanges.get(0).response().orElseThrow().body().size()).hasValue(size);
        }
    }
}
