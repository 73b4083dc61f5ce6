package dev.plimsoll.recorder.proxy;

import dev.plimsoll.recorder.tap.ExchangeRecording;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * Moves a response's body to the client, a chunk when the one before it is written. The head goes out at once where the
 * first bytes are not there yet. The end of the body is not written here, nor the last bytes of a body whose length was
 * declared, which are its end as well: the exchange is recorded first.
 */
final class BodyPump extends IteratingCallback {
    private final Content.Source source;
    private final Response response;
    private final ExchangeRecording recording;
    private final Consumer<Throwable> clientGone;
    private final long declared;
    private Content.@Nullable Chunk chunk;
    private Content.@Nullable Chunk end;
    private boolean headSent;
    private long passed;

    /**
     * A pump for one body.
     *
     * @param declared the body's length in bytes; -1 if nobody said it
     * @param clientGone told why the client could not be written to
     */
    BodyPump(
            Content.Source source,
            Response response,
            ExchangeRecording recording,
            long declared,
            Consumer<Throwable> clientGone) {
        this.source = source;
        this.declared = declared;
        this.response = response;
        this.recording = recording;
        this.clientGone = clientGone;
    }

    /** Writes what was held back, and the end. */
    void finish(Callback written) {
        var last = end == null ? BufferUtil.EMPTY_BUFFER : end.getByteBuffer();
        response.write(true, last, Callback.from(written, this::releaseEnd));
    }

    @Override
    protected Action process() {
        while (true) {
            var next = source.read();
            if (next == null && (headSent || end != null)) {
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
            recording.responseBytes(next.getByteBuffer());
            passed += next.remaining();
            if (passed != declared) {
                chunk = next;
                headSent = true;
                response.write(false, next.getByteBuffer(), this);
                return Action.SCHEDULED;
            }
            end = next;
            if (next.isLast()) {
                return Action.SUCCEEDED;
            }
        }
    }

    @Override
    protected void onSuccess() {
        release();
    }

    @Override
    protected void onCompleteFailure(Throwable failure) {
        release();
        releaseEnd();
        clientGone.accept(failure);
    }

    private void release() {
        if (chunk != null) {
            chunk.release();
            chunk = null;
        }
    }

    private void releaseEnd() {
        if (end != null) {
            end.release();
            end = null;
        }
    }
}
