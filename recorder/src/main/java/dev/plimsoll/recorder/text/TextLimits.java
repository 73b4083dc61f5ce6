package dev.plimsoll.recorder.text;

import dev.plimsoll.model.oci.MalformedException;

/**
 * How large a text may be.
 *
 * @param fileBytes the whole text is held in memory, a few times over
 */
public record TextLimits(int fileBytes) {
    /** 64 MiB: more than anybody prints. */
    public static final TextLimits DEFAULT = new TextLimits(64 << 20);

    /**
     * Checks the limit.
     *
     * @throws MalformedException if it is not positive
     */
    public TextLimits {
        if (fileBytes < 1) {
            throw new MalformedException("the longest text must have at least 1 byte, not " + fileBytes);
        }
    }
}
