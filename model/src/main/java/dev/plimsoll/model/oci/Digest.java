package dev.plimsoll.model.oci;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A content digest as written, {@code algorithm:encoded}; the algorithm may be one that cannot be verified here.
 *
 * @param raw the text as it stood on the wire; always well-formed, never normalised
 */
public record Digest(String raw) {
    /** OCI image specification, descriptor, "Digests". Possessive, since a greedy group recurses once a repetition. */
    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9]++(?:[+._-][a-z0-9]++)*+:[a-zA-Z0-9=_-]++");

    /**
     * Checks the grammar.
     *
     * @throws MalformedException if the grammar does not hold, or a registered algorithm's encoded part has the wrong
     *     length, alphabet or case (a {@code sha256} digest is 64 lower-case hexadecimal digits)
     */
    public Digest {
        if (!GRAMMAR.matcher(raw).matches()) {
            throw new MalformedException("not a digest (algorithm:encoded): " + quote(raw));
        }
        var known = DigestAlgorithm.of(raw.substring(0, raw.indexOf(':')));
        if (known.isPresent() && !known.get().accepts(raw.substring(raw.indexOf(':') + 1))) {
            throw new MalformedException("not a " + known.get().identifier()
                    + " digest (lower-case hexadecimal of its full length): " + quote(raw));
        }
    }

    /**
     * Reads a digest.
     *
     * @throws MalformedException see {@link Digest#Digest(String)}
     */
    public static Digest parse(String text) {
        return new Digest(text);
    }

    /** The digest, or nothing if {@code text} is not one. */
    public static Optional<Digest> parseLeniently(String text) {
        try {
            return Optional.of(new Digest(text));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    public static Digest sha256(Bytes content) {
        return of(DigestAlgorithm.SHA256, content);
    }

    public static Digest of(DigestAlgorithm algorithm, Bytes content) {
        var digest = algorithm.newMessageDigest();
        content.feed(digest);
        return of(algorithm, digest.digest());
    }

    /** The digest whose hash value was computed elsewhere, for instance over a stream. */
    public static Digest of(DigestAlgorithm algorithm, byte[] hash) {
        return new Digest(algorithm.identifier() + ":" + HexFormat.of().formatHex(hash));
    }

    /** The name before the colon. */
    public String algorithm() {
        return raw.substring(0, raw.indexOf(':'));
    }

    /**
     * The part after the colon. Safe as a file name as far as its characters go, since the grammar allows neither dots
     * nor slashes; of an algorithm that is not {@link #verifiableBy() verifiable} it may be of any length, though.
     */
    public String encoded() {
        return raw.substring(raw.indexOf(':') + 1);
    }

    /** The algorithm, if it is one that can be verified here. */
    public Optional<DigestAlgorithm> verifiableBy() {
        return DigestAlgorithm.of(algorithm());
    }

    /** Whether {@code content} has this digest; nothing if the algorithm is unknown. */
    public Optional<Boolean> matches(Bytes content) {
        return verifiableBy().map(algorithm -> of(algorithm, content).equals(this));
    }

    /** Algorithm and first twelve digits, for people. */
    public String abbreviated() {
        var encoded = encoded();
        return algorithm() + ":" + (encoded.length() <= 12 ? encoded : encoded.substring(0, 12) + "…");
    }

    @Override
    public String toString() {
        return raw;
    }

    private static String quote(String text) {
        return '"' + (text.length() > 200 ? text.substring(0, 200) + "…" : text) + '"';
    }
}
