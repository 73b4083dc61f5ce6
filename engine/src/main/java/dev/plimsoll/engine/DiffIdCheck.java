package dev.plimsoll.engine;

import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unpacks a layer to nowhere and compares it with the diffID that the config lists. */
final class DiffIdCheck {
    private static final int BUFFER_BYTES = 64 * 1024;

    /** Small layers of zeros compress beyond any ratio and do no harm. */
    private static final long HARMLESS_BYTES = 16L * 1024 * 1024;

    private final PullLimits limits;
    private final PullListener listener;

    DiffIdCheck(PullLimits limits, PullListener listener) {
        this.limits = limits;
        this.listener = listener;
    }

    void check(Descriptor layer, Digest diffId, Path file, HttpUrl url) throws PullException, IOException {
        var algorithm = diffId.verifiableBy()
                .orElseThrow(() -> new PullException(
                        PullException.Reason.UNSUPPORTED,
                        "the algorithm of diffID " + diffId.abbreviated() + " is not one that can be verified here"));
        var hash = algorithm.newMessageDigest();
        try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            var compression = Compression.of(in);
            if (!compression.suits(layer.mediaType())) {
                listener.anomaly(new Anomaly(
                        Anomaly.Kind.COMPRESSION,
                        url,
                        Registry.quoted(layer.mediaType().raw()),
                        compression.name()));
            }
            try (var content = decompressed(compression, in, url)) {
                long unpacked = 0;
                var buffer = new byte[BUFFER_BYTES];
                for (int read = read(content, buffer, url); read >= 0; read = read(content, buffer, url)) {
                    hash.update(buffer, 0, read);
                    unpacked += read;
                    stopBomb(layer, unpacked, url);
                }
            }
        }
        var actual = Digest.of(algorithm, hash.digest());
        if (!actual.equals(diffId)) {
            throw new PullException(
                    PullException.Reason.DIFF_ID_MISMATCH,
                    "layer " + url + ", unpacked: the config lists diffID " + diffId + ", got " + actual
                            + "; the image was built or pushed wrongly");
        }
    }

    private static InputStream decompressed(Compression compression, InputStream in, HttpUrl url) throws PullException {
        try {
            return compression.decompress(in);
        } catch (IOException e) {
            throw damaged(url, e);
        }
    }

    private static int read(InputStream content, byte[] buffer, HttpUrl url) throws PullException {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw damaged(url, e);
        }
    }

    /** The bytes are those that were pushed, their digest says so: what cannot be unpacked was pushed like that. */
    private static PullException damaged(HttpUrl url, IOException e) {
        return new PullException(
                PullException.Reason.MALFORMED, "layer " + url + " cannot be decompressed: " + e.getMessage(), e);
    }

    private void stopBomb(Descriptor layer, long unpacked, HttpUrl url) throws PullException {
        boolean tooDense = unpacked > HARMLESS_BYTES && unpacked / limits.unpackedRatio() > layer.size();
        if (unpacked > limits.unpackedBytes() || tooDense) {
            throw new PullException(
                    PullException.Reason.TOO_LARGE,
                    "layer " + url + " of " + layer.size() + " bytes unpacks to more than "
                            + (tooDense
                                    ? limits.unpackedRatio() + " times its size"
                                    : limits.unpackedBytes() + " bytes")
                            + ", a limit; raise it if the image is to be trusted");
        }
    }
}
