package dev.plimsoll.model.oci;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The registered digest algorithms that can be verified here (OCI image specification, descriptor, "Digests"). */
public enum DigestAlgorithm {
    SHA256("sha256", "SHA-256", 64),
    SHA512("sha512", "SHA-512", 128);

    private final String identifier;
    private final String javaName;
    private final Pattern encoded;

    DigestAlgorithm(String identifier, String javaName, int hexDigits) {
        this.identifier = identifier;
        this.javaName = javaName;
        this.encoded = Pattern.compile("[a-f0-9]{" + hexDigits + "}");
    }

    /** The name before the colon, such as {@code sha256}. */
    public String identifier() {
        return identifier;
    }

    /** Whether {@code text} is a well-formed encoded part: lower-case hexadecimal of exactly the algorithm's length. */
    public boolean accepts(String text) {
        return encoded.matcher(text).matches();
    }

    /** A fresh hash function, for streams. */
    public MessageDigest newMessageDigest() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + javaName, e);
        }
    }

    public static Optional<DigestAlgorithm> of(String identifier) {
        for (var algorithm : values()) {
            if (algorithm.identifier.equals(identifier)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
