package dev.plimsoll.suites.run;

import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** One layer of the seed image, the same bytes on every run of one Java version. */
record SeedLayer(Bytes compressed, Digest diffId) {
    /** Large enough for more than one network read, small enough for a recorded copy in the sources. */
    private static final int PAYLOAD_BYTES = 96 * 1024;

    private static final long PAYLOAD_SEED = 20261121L;

    /** The base: a file of bytes that do not compress. */
    static SeedLayer base() {
        var payload = new byte[PAYLOAD_BYTES];
        new Random(PAYLOAD_SEED).nextBytes(payload);
        return of("payload.bin", payload);
    }

    /** The layer above: a short text. */
    static SeedLayer top() {
        return of("greeting.txt", "Within the rules.\n".getBytes(StandardCharsets.UTF_8));
    }

    Descriptor descriptor() {
        return Descriptor.of(MediaType.DOCKER_LAYER_GZIP, Digest.sha256(compressed), compressed.size());
    }

    private static SeedLayer of(String name, byte[] content) {
        var archive = new ByteArrayOutputStream();
        var zipped = new ByteArrayOutputStream();
        try {
            try (var tar = new TarArchiveOutputStream(archive)) {
                var entry = new TarArchiveEntry(name);
                entry.setSize(content.length);
                entry.setModTime(0L);
                entry.setIds(0, 0);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
            try (var gzip = new GzipCompressorOutputStream(zipped, new GzipParameters())) {
                archive.writeTo(gzip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return new SeedLayer(Bytes.of(zipped.toByteArray()), Digest.sha256(Bytes.of(archive.toByteArray())));
    }
}
