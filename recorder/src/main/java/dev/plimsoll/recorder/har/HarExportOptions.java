package dev.plimsoll.recorder.har;

import dev.plimsoll.model.oci.MalformedException;

/**
 * What goes into an HTTP Archive.
 *
 * @param bodyBytes bodies of up to this many bytes are written, if they are text; 0 leaves out all
 */
public record HarExportOptions(int bodyBytes) {
    /** 1 MiB: whole manifests, token answers and error pages. */
    public static final HarExportOptions DEFAULT = new HarExportOptions(1 << 20);

    /**
     * Checks the limit.
     *
     * @throws MalformedException if it is negative
     */
    public HarExportOptions {
        if (bodyBytes < 0) {
            throw new MalformedException("a body cannot have at most " + bodyBytes + " bytes");
        }
    }
}
