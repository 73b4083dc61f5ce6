package dev.plimsoll.suites.run;

/** The network failed under a stimulus. The exchange has been noted without its response; the rest is not sent. */
final class BrokenOffException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenOffException(Throwable cause) {
        super("the stimulus was broken off", cause);
    }
}
