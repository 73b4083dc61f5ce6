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

    /** Arrays of some virtual machines end a few elements before the largest number. */
    private static final int LARGEST = Integer.MAX_VALUE - 16;

    /**
     * Checks the limit.
     *
     * @throws MalformedException if it is not positive, or more than an array holds
     */
    public TextLimits {
        if (fileBytes < 1 || fileBytes > LARGEST) {
            throw new MalformedException("the longest text must have 1 to " + LARGEST + " bytes, not " + fileBytes);
        }
    }
}
