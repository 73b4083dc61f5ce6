package dev.plimsoll.suites.check;

import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.DigestAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** What gzip makes of bytes: only its digest, so that a bomb costs time, and not much of it. */
public final class Gunzip {
    /** In bytes: layers of which more comes are not judged. */
    private static final long MAX_CONTENT = 256L * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private Gunzip() {}

    /** Whether the bytes begin as a gzip member does (RFC 1952 §2.3.1). */
    public static boolean isGzip(Bytes bytes) {
        return bytes.size() > 2 && bytes.prefix(2).equals(Bytes.of(new byte[] {(byte) 0x1f, (byte) 0x8b}));
    }

    /** The sha256 digest of the content; nothing if the bytes are not gzip, or too much comes out. */
    public static Optional<Digest> contentDigest(Bytes bytes) {
        var sha256 = DigestAlgorithm.SHA256.newMessageDigest();
        var buffer = new byte[BUFFER];
        long total = 0;
        try (var content = new GZIPInputStream(new ByteArrayInputStream(bytes.toArray()), BUFFER)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                total += read;
                if (total > MAX_CONTENT) {
                    return Optional.empty();
                }
                sha256.update(buffer, 0, read);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(Digest.of(DigestAlgorithm.SHA256, sha256.digest()));
    }
}
