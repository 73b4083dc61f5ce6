package dev.plimsoll.model.oci;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;

/** An immutable run of bytes held in memory: the exact content of a manifest, a config or another small body. */
public final class Bytes {
    private static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    public static Bytes empty() {
        return EMPTY;
    }

    /** A copy of {@code content}: later changes of the array do not show here. */
    public static Bytes of(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    public static Bytes utf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The number of bytes. */
    public int size() {
        return content.length;
    }

    public byte[] toArray() {
        return content.clone();
    }

    /** The content as UTF-8; malformed sequences become the replacement character. */
    public String asText() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /**
     * The first {@code length} bytes.
     *
     * @throws IndexOutOfBoundsException if {@code length} is negative or there are not so many
     */
    public Bytes prefix(int length) {
        return of(Arrays.copyOf(content, Objects.checkFromToIndex(0, length, content.length) + length));
    }

    public Bytes concat(Bytes other) {
        var joined = Arrays.copyOf(content, content.length + other.content.length);
        System.arraycopy(other.content, 0, joined, content.length, other.content.length);
        return new Bytes(joined);
    }

    void feed(MessageDigest digest) {
        digest.update(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
