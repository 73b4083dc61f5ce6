package dev.plimsoll.recorder.proxy;

import dev.plimsoll.recorder.tap.ExchangeRecording;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.Content;

/** The body of a client's request on its way to the server, at the server's pace. */
final class RequestBody implements Request.Content {
    private final org.eclipse.jetty.server.Request request;
    private final ExchangeRecording recording;
    private final long length;
    private volatile boolean aborted;
    private volatile boolean finished;

    /**
     * The body of a request.
     *
     * @param length in bytes; -1 if it is chunked
     */
    RequestBody(org.eclipse.jetty.server.Request request, ExchangeRecording recording, long length) {
        this.request = request;
        this.recording = recording;
        this.length = length;
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
        var chunk = request.read();
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
        request.demand(available);
    }

    @Override
    public void fail(Throwable failure) {
        request.fail(failure);
    }
}
