package dev.plimsoll.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpField;
import org.jspecify.annotations.Nullable;

/**
 * Request heads that go on the wire to the byte. Jetty's generator moves {@code Content-Length} and
 * {@code Transfer-Encoding} to the end; so it writes a head with a marker, which is replaced as it leaves. The marker
 * holds 128 random bits, so that no body can look like one.
 */
final class GivenHeads {
    private final Map<String, byte[]> heads = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private final String name;

    GivenHeads(SecureRandom random) {
        var nonce = new byte[16];
        random.nextBytes(nonce);
        name = "Plimsoll-Head-" + HexFormat.of().formatHex(nonce);
    }

    /** Keeps a head; the field that is answered stands for it until {@link #forget}. */
    HttpField keep(byte[] head) {
        var id = Long.toString(count.incrementAndGet());
        heads.put(id, head);
        return new HttpField(name, id);
    }

    void forget(HttpField marker) {
        heads.remove(marker.getValue());
    }

    /** Replaces the head that begins the buffers of a write, if it has a marker. */
    void putInPlace(@Nullable Object @Nullable [] arguments) {
        if (heads.isEmpty() || arguments == null) {
            return;
        }
        for (var argument : arguments) {
            if (argument instanceof ByteBuffer[] buffers && buffers.length > 0 && buffers[0].hasRemaining()) {
                buffers[0] = replaced(buffers[0]);
            }
        }
    }

    private ByteBuffer replaced(ByteBuffer buffer) {
        var written = new byte[buffer.remaining()];
        buffer.duplicate().get(written);
        int end = Heads.endOf(written);
        var text = new String(written, 0, end, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("\r\n" + name + ": ");
        if (at < 0) {
            return buffer;
        }
        int value = at + name.length() + 4;
        var head = heads.get(text.substring(value, text.indexOf("\r\n", value)));
        if (head == null) {
            return buffer;
        }
        buffer.position(buffer.limit());
        return ByteBuffer.allocate(head.length + written.length - end)
                .put(head)
                .put(written, end, written.length - end)
                .flip();
    }
}
