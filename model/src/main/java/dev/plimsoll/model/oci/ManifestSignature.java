package dev.plimsoll.model.oci;

/**
 * One signature of a schema 1 manifest, verified with the key that stands in its own header: that proves integrity,
 * not who signed, since anybody can embed a key.
 *
 * @param algorithm the JWS {@code alg}, such as {@code ES256}
 * @param statedKeyId the {@code kid} as written
 * @param computedKeyId empty if the key cannot be read; else recomputed from the embedded key: base32 of the first 240 bits of the SHA-256 over its DER form
 * @param verdict whether the signature holds
 */
public record ManifestSignature(String algorithm, String statedKeyId, String computedKeyId, Verdict verdict) {
    public enum Verdict {
        /** The signature holds over the payload. */
        VALID,
        /** The signature does not hold over the payload. */
        INVALID,
        /** The algorithm or the key is of a kind that is not verified here. */
        UNSUPPORTED
    }

    /** Whether the embedded key is the one that {@code kid} names; never without a key or a {@code kid}. */
    public boolean keyIdMatches() {
        return !statedKeyId.isEmpty() && statedKeyId.equals(computedKeyId);
    }
}
