package dev.plimsoll.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** A header field that goes on the wire in the case it was given; Jetty would write a known name in its own case. */
public final class VerbatimField extends PreEncodedHttpField {
    private final byte[] line;

    /** A line of its own, written as {@code name: value}. */
    public VerbatimField(String name, String value) {
        super(name, value);
        this.line = (name + ": " + value + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void putTo(ByteBuffer buffer, HttpVersion version) {
        buffer.put(line);
    }

    @Override
    public int getEncodedLength(HttpVersion version) {
        return line.length;
    }
}
