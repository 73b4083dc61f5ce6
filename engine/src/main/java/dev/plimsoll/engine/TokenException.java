package dev.plimsoll.engine;

/** A token service gave no token. */
public final class TokenException extends TransportException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public TokenException(int status, String message) {
        super(Kind.PROTOCOL, message);
        this.status = status;
    }

    /** What it answered; 200 if the answer held no token. */
    public int status() {
        return status;
    }
}
