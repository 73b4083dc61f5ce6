package dev.plimsoll.engine;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream with one way in: whatever is read or skipped passes {@link #read(byte[], int, int)}, where it is measured. */
abstract class ReadThrough extends FilterInputStream {
    private static final int SKIPPED_AT_A_TIME = 8192;

    ReadThrough(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return in.read(buffer, offset, length);
    }

    @Override
    public final int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** By reading: a stream's own {@code skip} would pass the measure by, or hide a failure. */
    @Override
    public final long skip(long count) throws IOException {
        var buffer = new byte[SKIPPED_AT_A_TIME];
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
