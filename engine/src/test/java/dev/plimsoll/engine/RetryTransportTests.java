package dev.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryTransportTests {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final long SEED = 1;

    private final SocketTransport wire = SocketTransport.create(TransportOptions.defaults());
    private final List<Duration> slept = new ArrayList<>();
    private final Facts facts = new Facts();
    private final Transport transport = new RetryTransport(
            wire,
            RetryTransport.Policy.defaults(),
            slept::add,
            new Random(SEED),
            Clock.fixed(NOW, ZoneOffset.UTC),
            facts);

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void whatMayPassIsAskedAgainAndTheWaitsGrow() throws IOException {
        try (var server = ScriptedServer.start(statuses(503, 502, 429, 200))) {
            assertThat(status(server)).isEqualTo(200);
            assertThat(slept).hasSize(3);
            for (int i = 0; i < 3; i++) {
                assertThat(slept.get(i)).isBetween(Duration.ofMillis(250L << i), Duration.ofMillis(500L << i));
            }
            assertThat(facts.lines().get(0)).startsWith("retry 1").endsWith("status 503");
        }
    }

    @Test
    void theLastAnswerIsPassedUp() throws IOException {
        try (var server = ScriptedServer.start(statuses(500, 500, 500, 504))) {
            assertThat(status(server)).isEqualTo(504);
            assertThat(server.received()).hasSize(4);
        }
    }

    @Test
    void whatWillNotPassIsNotAskedAgain() throws IOException {
        for (int status : new int[] {400, 401, 403, 404, 416}) {
            try (var server = ScriptedServer.start(statuses(status))) {
                assertThat(status(server)).isEqualTo(status);
                assertThat(server.received()).hasSize(1);
            }
        }
    }

    @Test
    void retryAfterIsObeyedInSecondsAndAsADate() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> {
            switch (slept.size()) {
                case 0 -> wire.reply(429, "", "Retry-After", "7");
                case 1 -> wire.reply(503, "", "Retry-After", "Fri, 02 Jan 2026 03:05:05 GMT");
                case 2 -> wire.reply(503, "", "Retry-After", "Fri, 02 Jan 2026 03:00:00 GMT");
                default -> wire.reply(200, "");
            }
        })) {
            assertThat(status(server)).isEqualTo(200);
            assertThat(slept).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(60), Duration.ZERO);
        }
    }

    @Test
    void aRegistryThatWantsTooMuchPatienceIsNotWaitedFor() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> wire.reply(429, "", "Retry-After", "121"))) {
            assertThat(status(server)).isEqualTo(429);
            assertThat(slept).isEmpty();
        }
    }

    @Test
    void aLostConnectionIsTriedAgainAndInTheEndReported() throws IOException {
        try (var server = ScriptedServer.start((request, wire) -> {
            if (slept.size() < 3) {
                wire.cut();
            } else {
                wire.reply(200, "");
            }
        })) {
            assertThat(status(server)).isEqualTo(200);
            assertThat(slept).hasSize(3);
        }
        var closed = ScriptedServer.start((request, wire) -> {});
        closed.close();
        assertThatThrownBy(() -> status(closed)).isInstanceOf(TransportException.class);
        assertThat(slept).hasSize(6);
    }

    @Test
    void aPostIsNeverSentTwice() throws IOException {
        try (var server = ScriptedServer.start(statuses(503))) {
            var post = new HttpRequest("POST", server.url("/"), "HTTP/1.1", HeaderFields.none(), Body.empty());
            try (var reply = transport.send(post)) {
                assertThat(reply.status()).isEqualTo(503);
            }
            assertThat(server.received()).hasSize(1);
        }
    }

    private int status(ScriptedServer server) throws IOException {
        try (var reply = transport.send(HttpRequest.get(server.url("/"), HeaderFields.none()))) {
            return reply.status();
        }
    }

    private static ScriptedServer.Script statuses(int... statuses) {
        var next = new AtomicInteger();
        return (request, wire) -> wire.reply(statuses[next.getAndIncrement()], "");
    }
}
