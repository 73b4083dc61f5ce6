package dev.plimsoll.engine;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Writes down what passes: put it next to the wire and it sees every redirect, token and retry. Bodies up to a limit
 * are kept, longer ones measured as they stream, in constant memory. Safe for several threads.
 */
public final class RecordingTransport implements Transport {
    /** Manifests, configs, tokens and errors fit; layers do not. */
    public static final int DEFAULT_KEPT_BYTES = 4 * 1024 * 1024;

    private final Transport next;
    private final ExchangeListener listener;
    private final int keptBytes;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final AtomicInteger ids = new AtomicInteger();

    /** A recorder that keeps bodies of up to {@link #DEFAULT_KEPT_BYTES} and reads the system's clocks. */
    public RecordingTransport(Transport next, ExchangeListener listener) {
        this(next, listener, DEFAULT_KEPT_BYTES, Clock.systemUTC(), System::nanoTime);
    }

    /**
     * A recorder.
     *
     * @param keptBytes the longest body that is kept whole
     * @param clock for the time of day at which an exchange started
     * @param nanoTime for the durations
     */
    public RecordingTransport(
            Transport next, ExchangeListener listener, int keptBytes, Clock clock, LongSupplier nanoTime) {
        this.next = next;
        this.listener = listener;
        this.keptBytes = keptBytes;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public Reply send(HttpRequest request) throws TransportException {
        var draft = new Draft(ids.incrementAndGet(), request, clock.instant(), nanoTime.getAsLong());
        Reply reply;
        try {
            reply = next.send(request);
        } catch (TransportException e) {
            listener.exchanged(draft.failed(e));
            throw e;
        }
        var head = reply.head();
        var firstByte = draft.elapsed();
        var body = new MeasuredBody(
                reply.body(),
                keptBytes,
                head.fields().contentLength(),
                (content, end, failure) -> listener.exchanged(draft.completed(head, firstByte, content, end, failure)));
        if (request.isHead() || head.status() == 204 || head.status() == 304) {
            body.endEmpty();
        }
        return reply.withBody(body);
    }

    @Override
    public void close() {
        next.close();
    }

    private final class Draft {
        private final int id;
        private final HttpRequest request;
        private final Instant started;
        private final long startedNanos;

        Draft(int id, HttpRequest request, Instant started, long startedNanos) {
            this.id = id;
            this.request = request;
            this.started = started;
            this.startedNanos = startedNanos;
        }

        Duration elapsed() {
            return Duration.ofNanos(nanoTime.getAsLong() - startedNanos);
        }

        Exchange failed(TransportException e) {
            var timing = new Timing(Optional.of(started), Optional.empty(), Optional.of(elapsed()));
            return new Exchange(
                    id, request, Optional.empty(), Optional.of(e.kind() + ": " + e.getMessage()), timing, List.of());
        }

        Exchange completed(HttpResponse head, Duration firstByte, Body body, BodyEnd end, Optional<String> failure) {
            var response = new HttpResponse(head.version(), head.status(), head.reason(), head.fields(), body, end);
            var timing = new Timing(Optional.of(started), Optional.of(firstByte), Optional.of(elapsed()));
            return new Exchange(id, request, Optional.of(response), failure, timing, List.of());
        }
    }
}
