package dev.plimsoll.recorder.tap;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Bytes of a body on their way to the queue. TLS hands over a long body in records of 16 KiB; the thread that writes would
 * be woken for each, and each wake-up takes the processor from the thread that reads. So those of a long body go in
 * batches, while those of a short one go as they come.
 */
final class Batch {
    /** For bodies that have no bytes. */
    static final Batch NONE = new Batch(0);

    /** More brings no more speed, and hundreds of bodies at once have one each. */
    private static final int SIZE = 64 << 10;

    private final int size;
    private byte[] held = new byte[0];
    private int count;
    private boolean flushed;

    private Batch(int size) {
        this.size = size;
    }

    /** For a body whose head declares so many bytes. */
    static Batch of(long declared) {
        return new Batch(declared > SIZE ? SIZE : 0);
    }

    /** Copies the bytes, which keep their position; {@code next} gets what is full. */
    synchronized void add(ByteBuffer bytes, Consumer<byte[]> next) {
        var source = bytes.duplicate();
        if (count + source.remaining() > size) {
            handOver(next);
        }
        if (flushed || source.remaining() >= size) {
            var copy = new byte[source.remaining()];
            source.get(copy);
            next.accept(copy);
            return;
        }
        if (held.length == 0) {
            held = new byte[size];
        }
        int length = source.remaining();
        source.get(held, count, length);
        count += length;
    }

    /** Hands over what is left; later bytes go as they come. */
    synchronized void flush(Consumer<byte[]> next) {
        flushed = true;
        handOver(next);
    }

    private void handOver(Consumer<byte[]> next) {
        if (count > 0) {
            next.accept(count == held.length ? held : Arrays.copyOf(held, count));
            held = new byte[0];
            count = 0;
        }
    }
}
