package dev.plimsoll.engine;

import dev.plimsoll.model.http.Origin;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body as the HTTP client hands it out, with the client's failures told as {@link BodyCutException}. */
final class WireBody extends FilterInputStream {
    private final Origin origin;
    private long received;

    WireBody(InputStream in, Origin origin) {
        super(in);
        this.origin = origin;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
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
        } catch (IOException e) {
            throw Failures.ofBody(origin, received, e);
        }
    }

    /** By reading: the client's own {@code skip} would hide a failure. */
    @Override
    public long skip(long count) throws IOException {
        var buffer = new byte[8192];
        long left = count;
        while (left > 0) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return count - left;
    }
}
