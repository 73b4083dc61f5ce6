package dev.plimsoll.engine;

import com.github.luben.zstd.ZstdInputStream;
import dev.plimsoll.model.oci.MediaType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** How a layer is compressed, told by its first bytes: media types are wrong too often. */
enum Compression {
    NONE(".tar"),
    GZIP(".tar.gz"),
    ZSTD(".tar.zst");

    private static final int MAGIC_BYTES = 4;

    private final String extension;

    Compression(String extension) {
        this.extension = extension;
    }

    /** Of a file, with its dot. */
    String extension() {
        return extension;
    }

    /** RFC 1952 §2.3.1; RFC 8878 §3.1.1 and §3.1.2 (a skippable frame may come first). */
    static Compression of(byte[] magic) {
        var hex = HexFormat.of().formatHex(magic);
        if (hex.startsWith("1f8b")) {
            return GZIP;
        }
        return hex.startsWith("28b52ffd") || hex.matches("5[0-9a-f]2a4d18.*") ? ZSTD : NONE;
    }

    /** What the stream begins with; it must support marks and is left where it was. */
    static Compression of(InputStream in) throws IOException {
        in.mark(MAGIC_BYTES);
        var magic = in.readNBytes(MAGIC_BYTES);
        in.reset();
        return of(magic);
    }

    /** Whether a layer of that type may be compressed like this; types that do not say are fine with everything. */
    boolean suits(MediaType type) {
        var essence = type.essence().raw();
        if (essence.endsWith("gzip")) {
            return this == GZIP;
        } else if (essence.endsWith("zstd")) {
            return this == ZSTD;
        }
        return !essence.endsWith(".tar") || this == NONE;
    }

    /** The content; gzip of several members and zstd of several frames are one. */
    InputStream decompress(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(new BufferedInputStream(in))
                        .setDecompressConcatenated(true)
                        .get();
            case ZSTD -> new ZstdInputStream(in);
        };
    }
}
