package dev.plimsoll.suites.run;

/** A replay had no recorded answer to one of a stimulus's requests; the rest is not sent. */
final class InVainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InVainException() {
        super("the replay has no answer of its own");
    }
}
