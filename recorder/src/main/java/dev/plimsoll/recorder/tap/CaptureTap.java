package dev.plimsoll.recorder.tap;

import dev.plimsoll.fixtures.capture.CaptureWriter;
import dev.plimsoll.model.http.Connection;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Writes what passes to a capture: each exchange when it has ended, redacted, and on disk before its end is told to the
 * client. Bodies go through at constant memory. If the disk fails, the traffic goes on, and {@link #failure} tells.
 */
public final class CaptureTap implements ExchangeTap, AutoCloseable {
    /** Enough to keep both sides busy, and little beside a heap of 128 MiB. */
    private static final int QUEUED_BYTES = 8 << 20;

    private final CaptureWriter writer;
    private final BodyPolicy policy;
    private final Clock clock;
    private final Consumer<Exchange> recorded;
    private final WriterQueue queue = new WriterQueue(QUEUED_BYTES);
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Optional<IOException> failure = Optional.empty();

    private CaptureTap(CaptureWriter writer, BodyPolicy policy, Clock clock, Consumer<Exchange> recorded) {
        this.writer = writer;
        this.policy = policy;
        this.clock = clock;
        this.recorded = recorded;
    }

    /**
     * A tap into a capture, which stays the caller's to close.
     *
     * @param recorded is told each exchange as it was written, redacted, one after the other
     */
    public static CaptureTap to(CaptureWriter writer, BodyPolicy policy, Clock clock, Consumer<Exchange> recorded) {
        return new CaptureTap(writer, policy, clock, recorded);
    }

    @Override
    public ExchangeRecording begin(HttpRequest request, int clientConnection) {
        return new CaptureRecording(this, request, clientConnection, clock.instant());
    }

    @Override
    public int newConnection() {
        return connections.incrementAndGet();
    }

    @Override
    public void connection(Connection state) {
        queue.add(0, () -> {
            try {
                writer.add(state);
            } catch (IOException e) {
                failed(e);
            }
        });
    }

    /** The first thing that could not be written; from then on the capture is not complete. */
    public Optional<IOException> failure() {
        return failure;
    }

    /** Waits for what has ended to be written; exchanges that go on are not recorded. */
    @Override
    public void close() {
        queue.close();
    }

    CaptureWriter writer() {
        return writer;
    }

    BodyPolicy policy() {
        return policy;
    }

    WriterQueue queue() {
        return queue;
    }

    void write(Exchange exchange) throws IOException {
        recorded.accept(writer.add(exchange));
    }

    void failed(IOException e) {
        writer.leaveUnfinished();
        if (failure.isEmpty()) {
            failure = Optional.of(e);
        }
    }
}
