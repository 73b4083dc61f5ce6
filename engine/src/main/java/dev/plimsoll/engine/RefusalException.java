package dev.plimsoll.engine;

/** This engine would not do what a registry asked for, because it is not safe. */
public final class RefusalException extends TransportException {
    private static final long serialVersionUID = 1L;

    /** What was asked for. */
    public enum Subject {
        /** To follow a redirect: to plain http, in a circle, or too often. */
        REDIRECT,
        /** To fetch a token from a place where a token service has no business to be. */
        REALM
    }

    private final Subject subject;

    public RefusalException(Subject subject, String message) {
        super(Kind.PROTOCOL, message);
        this.subject = subject;
    }

    public Subject subject() {
        return subject;
    }
}
