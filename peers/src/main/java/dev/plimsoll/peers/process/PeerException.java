package dev.plimsoll.peers.process;

/** A peer that cannot be had here: it is missing, does not start, or does not take the image. */
public final class PeerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PeerException(String message) {
        super(message);
    }

    public PeerException(String message, Throwable cause) {
        super(message, cause);
    }
}
