package dev.plimsoll.engine;

import dev.plimsoll.model.http.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** A body as the HTTP client hands it out, with the client's failures told as {@link BodyCutException}. */
final class WireBody extends ReadThrough {
    private final Origin origin;
    private long received;

    WireBody(InputStream in, Origin origin) {
        super(in);
        this.origin = origin;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            // The client's stream would wait for content even so.
            return 0;
        }
        try {
            int count = super.read(buffer, offset, length);
            received += Math.max(0, count);
            return count;
        } catch (InterruptedIOException e) {
            // The client took the interruption's mark away; whoever decides whether to go on must find it.
            Thread.currentThread().interrupt();
            throw Failures.ofBody(origin, received, e);
        } catch (IOException e) {
            throw Failures.ofBody(origin, received, e);
        }
    }
}
