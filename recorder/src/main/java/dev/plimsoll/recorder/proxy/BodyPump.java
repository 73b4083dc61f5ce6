package dev.plimsoll.recorder.proxy;

import dev.plimsoll.recorder.tap.ExchangeRecording;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * Moves a response's body to the client, a chunk when the one before it is written. The head goes out at once where the
 * first bytes are not there yet. The end of the body is not written here: the exchange is recorded first.
 */
final class BodyPump extends IteratingCallback {
    private final Content.Source source;
    private final Response response;
    private final ExchangeRecording recording;
    private final Consumer<Throwable> clientGone;
    private Content.@Nullable Chunk chunk;
    private boolean headSent;
    private final AtomicLong passed = new AtomicLong();

    BodyPump(Content.Source source, Response response, ExchangeRecording recording, Consumer<Throwable> clientGone) {
        this.source = source;
        this.response = response;
        this.recording = recording;
        this.clientGone = clientGone;
    }

    /** How many bytes were handed over for the client so far. */
    long passed() {
        return passed.get();
    }

    @Override
    protected Action process() {
        var next = source.read();
        if (next == null && headSent) {
            source.demand(this::iterate);
            return Action.IDLE;
        } else if (next == null) {
            headSent = true;
            response.write(false, BufferUtil.EMPTY_BUFFER, this);
            return Action.SCHEDULED;
        } else if (Content.Chunk.isFailure(next) || (next.isLast() && !next.hasRemaining())) {
            next.release();
            return Action.SUCCEEDED;
        }
        chunk = next;
        headSent = true;
        passed.addAndGet(next.remaining());
        recording.responseBytes(next.getByteBuffer());
        response.write(false, next.getByteBuffer(), this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onSuccess() {
        release();
    }

    @Override
    protected void onCompleteFailure(Throwable failure) {
        release();
        clientGone.accept(failure);
    }

    private void release() {
        if (chunk != null) {
            chunk.release();
            chunk = null;
        }
    }
}
