package dev.plimsoll.engine;

/**
 * What a pull will take from a registry, sizes in bytes.
 *
 * @param manifestBytes of a manifest or an index
 * @param configBytes of an image's config
 * @param tokenBytes of a token service's answer
 * @param errorBytes of an error's body, read for its message
 * @param redirects in a row
 * @param indexDepth how deep indexes may lie in indexes
 * @param layers of an image
 * @param parallelLayers transferred at a time
 * @param totalBytes of config and layers, as the descriptors say
 * @param unpackedBytes of one layer, decompressed
 * @param unpackedRatio how many bytes one compressed byte may become; looked at beyond 16 MiB
 * @param resumes of one blob
 */
public record PullLimits(
        int manifestBytes,
        int configBytes,
        int tokenBytes,
        int errorBytes,
        int redirects,
        int indexDepth,
        int layers,
        int parallelLayers,
        long totalBytes,
        long unpackedBytes,
        int unpackedRatio,
        int resumes) {
    private static final int MIB = 1024 * 1024;
    private static final long GIB = 1024L * MIB;

    /** Deflate cannot exceed 1032:1, so this stops nothing but bombs. */
    private static final int RATIO = 1100;

    private static final PullLimits DEFAULTS = new PullLimits(
            4 * MIB,
            4 * MIB,
            MIB,
            64 * 1024,
            RedirectTransport.DEFAULT_MAX_REDIRECTS,
            4,
            512,
            4,
            64 * GIB,
            64 * GIB,
            RATIO,
            5);

    public static PullLimits defaults() {
        return DEFAULTS;
    }

    public PullLimits withManifestBytes(int bytes) {
        return new PullLimits(
                bytes,
                configBytes,
                tokenBytes,
                errorBytes,
                redirects,
                indexDepth,
                layers,
                parallelLayers,
                totalBytes,
                unpackedBytes,
                unpackedRatio,
                resumes);
    }

    /** How much may be transferred, and how much one layer may unpack to. */
    public PullLimits withBytes(long total, long unpacked) {
        return new PullLimits(
                manifestBytes,
                configBytes,
                tokenBytes,
                errorBytes,
                redirects,
                indexDepth,
                layers,
                parallelLayers,
                total,
                unpacked,
                unpackedRatio,
                resumes);
    }
}
