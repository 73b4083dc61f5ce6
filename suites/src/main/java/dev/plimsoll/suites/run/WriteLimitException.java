package dev.plimsoll.suites.run;

/** A stimulus wants to write more than the run may; the rest of it is not sent. */
final class WriteLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WriteLimitException(String message) {
        super(message);
    }
}
