package dev.plimsoll.recorder.proxy;

import dev.plimsoll.recorder.tap.ExchangeRecording;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** The body of a client's request on its way to the server, at the server's pace. */
final class RequestBody implements Request.Content {
    private final org.eclipse.jetty.server.Request request;
    private final ExchangeRecording recording;
    private final long length;
    private final boolean http2;
    private final AtomicReference<Content.@Nullable Chunk> first;
    private volatile boolean aborted;
    private volatile boolean finished;
    private volatile boolean unwanted;

    /**
     * The body of a request.
     *
     * @param length in bytes; -1 if that is not declared
     */
    RequestBody(org.eclipse.jetty.server.Request request, ExchangeRecording recording, long length) {
        this(request, recording, length, false, null);
    }

    private RequestBody(
            org.eclipse.jetty.server.Request request,
            ExchangeRecording recording,
            long length,
            boolean http2,
            Content.@Nullable Chunk first) {
        this.request = request;
        this.recording = recording;
        this.length = length;
        this.http2 = http2;
        this.first = new AtomicReference<>(first);
    }

    /** The body of an HTTP/2 request, whose fields need not say that it has one: nothing if it ended with its head. */
    static Optional<RequestBody> ifAny(
            org.eclipse.jetty.server.Request request, ExchangeRecording recording, OptionalLong length) {
        var chunk = request.read();
        boolean none = chunk != null && chunk.isLast() && !chunk.hasRemaining() && !Content.Chunk.isFailure(chunk);
        return none
                ? Optional.empty()
                : Optional.of(new RequestBody(request, recording, length.orElse(-1), true, chunk));
    }

    /** Whether the client broke off while it was sending. */
    boolean wasAborted() {
        return aborted;
    }

    /** Whether all of it was read. */
    boolean isFinished() {
        return finished;
    }

    @Override
    public long getLength() {
        return length;
    }

    @Override
    public Content.Chunk read() {
        var ahead = first.getAndSet(null);
        var chunk = ahead == null ? request.read() : ahead;
        if (Content.Chunk.isFailure(chunk)) {
            aborted = true;
        } else if (chunk != null && chunk.hasRemaining()) {
            recording.requestBytes(chunk.getByteBuffer());
        }
        finished |= chunk != null && chunk.isLast();
        return chunk;
    }

    @Override
    public void demand(Runnable available) {
        request.demand(() -> {
            if (!unwanted) {
                available.run();
            }
        });
    }

    /** In HTTP/2 the answer may go on when no more of the body is wanted, and Jetty would end both. */
    @Override
    public void fail(Throwable failure) {
        var ahead = first.getAndSet(null);
        if (ahead != null) {
            ahead.release();
        }
        if (http2) {
            unwanted = true;
        } else {
            request.fail(failure);
        }
    }
}
