package dev.plimsoll.engine;

/**
 * A pull did not come to its end; nothing unverified was left behind. The message says what was expected, what came,
 * from where (never a query), and what to do.
 */
public final class PullException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** 404: the repository, the tag or a blob is not there. */
        NOT_FOUND,
        /** 403: credentials or not, this is not for us. */
        DENIED,
        /** 401, or the token service refused. */
        UNAUTHORISED,
        /** 429, still after waiting. */
        RATE_LIMITED,
        /** Bytes do not have the digest that they were asked by or described with. */
        DIGEST_MISMATCH,
        /** There are more or fewer bytes than the descriptor says. */
        SIZE_MISMATCH,
        /** A layer, decompressed, is not the one that the config lists. */
        DIFF_ID_MISMATCH,
        /** A limit of {@link PullLimits} is exceeded. */
        TOO_LARGE,
        /** No manifest of the index is for the platform. */
        NO_MATCHING_PLATFORM,
        /** A document or a header does not follow its grammar. */
        MALFORMED,
        /** It is well-formed, but no image that this engine pulls: schema 1, an artifact, an unknown digest algorithm. */
        UNSUPPORTED,
        /** Connecting failed, or the connection kept breaking. */
        NETWORK,
        /** Any other status that is no success. */
        REGISTRY_ERROR,
        /** See {@link RefusalException.Subject#REDIRECT}. */
        UNSAFE_REDIRECT,
        /** See {@link RefusalException.Subject#REALM}. */
        UNSAFE_REALM,
        /** The store could not be written or read. */
        STORAGE
    }

    private final Reason reason;

    public PullException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public PullException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** A failure of the transport in the words of a pull. */
    static PullException of(TransportException e) {
        return new PullException(reasonOf(e), String.valueOf(e.getMessage()), e);
    }

    private static Reason reasonOf(TransportException e) {
        if (e instanceof RefusalException refusal) {
            return switch (refusal.subject()) {
                case REDIRECT -> Reason.UNSAFE_REDIRECT;
                case REALM -> Reason.UNSAFE_REALM;
            };
        } else if (e instanceof LimitExceededException) {
            return Reason.TOO_LARGE;
        } else if (e instanceof TokenException token) {
            return token.status() == 429
                    ? Reason.RATE_LIMITED
                    : token.status() == 200 ? Reason.MALFORMED : Reason.UNAUTHORISED;
        }
        return Reason.NETWORK;
    }
}
