package dev.plimsoll.engine;

import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.DigestAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** A blob on its way into a store: hashed as it is written, moved into place by {@link #commit}, else deleted. */
final class Ingest implements AutoCloseable {
    private final BlobStore store;
    private final Descriptor blob;
    private final Path file;
    private final FileChannel channel;
    private final DigestAlgorithm algorithm;
    private MessageDigest hash;
    private long written;

    Ingest(BlobStore store, Descriptor blob, Path file) throws IOException {
        this.store = store;
        this.blob = blob;
        this.file = file;
        this.algorithm = blob.digest().verifiableBy().orElseThrow();
        this.hash = algorithm.newMessageDigest();
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }

    Path file() {
        return file;
    }

    /** Bytes so far. */
    long written() {
        return written;
    }

    void write(byte[] content, int length) throws IOException {
        var buffer = ByteBuffer.wrap(content, 0, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        hash.update(content, 0, length);
        written += length;
    }

    /** Forgets what was written. */
    void restart() throws IOException {
        channel.truncate(0);
        hash = algorithm.newMessageDigest();
        written = 0;
    }

    /** The digest of what was written; the hash starts over, so this is asked once per content. */
    private Digest digest() {
        return Digest.of(algorithm, hash.digest());
    }

    /**
     * Checks size and digest.
     *
     * @param source where the bytes came from, for the message
     * @throws PullException if one of them is not the descriptor's
     */
    void verify(String source) throws PullException {
        if (written != blob.size()) {
            throw new PullException(
                    PullException.Reason.SIZE_MISMATCH,
                    "blob " + blob.digest().abbreviated() + " from " + source + ": expected " + blob.size()
                            + " bytes, got " + written + "; the registry's copy is damaged or its manifest is wrong");
        }
        var actual = digest();
        if (!actual.equals(blob.digest())) {
            throw new PullException(
                    PullException.Reason.DIGEST_MISMATCH,
                    "blob from " + source + ": expected " + blob.digest() + ", got " + actual
                            + "; the registry or something on the way to it changed the bytes");
        }
    }

    /** Verifies, and moves the blob to its place. */
    void commit(String source) throws IOException, PullException {
        verify(source);
        publish();
    }

    /** Moves the verified blob to its place, whole and on the disk. */
    void publish() throws IOException {
        channel.force(true);
        channel.close();
        var target = store.path(blob.digest());
        Files.createDirectories(target.getParent());
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        store.committed(blob.digest());
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }
}
