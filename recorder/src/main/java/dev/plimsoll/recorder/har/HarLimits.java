package dev.plimsoll.recorder.har;

import dev.plimsoll.model.oci.MalformedException;

/**
 * How much of an HTTP Archive is held in memory at once.
 *
 * @param textChars the longest text in characters, bodies included; reading one takes up to ten bytes a character
 */
public record HarLimits(int textChars) {
    /** 64 Mi characters, 48 MiB in base64: more than any manifest, less than most layers. */
    public static final HarLimits DEFAULT = new HarLimits(64 << 20);

    /**
     * Checks the limit.
     *
     * @throws MalformedException if it is not positive
     */
    public HarLimits {
        if (textChars < 1) {
            throw new MalformedException("the longest text must have at least 1 character, not " + textChars);
        }
    }
}
