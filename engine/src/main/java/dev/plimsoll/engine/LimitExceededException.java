package dev.plimsoll.engine;

/** Something was larger than a configured limit; the message names the thing and the limit. */
public final class LimitExceededException extends TransportException {
    private static final long serialVersionUID = 1L;

    public LimitExceededException(String message) {
        super(Kind.PROTOCOL, message);
    }
}
