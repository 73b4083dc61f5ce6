package dev.plimsoll.cli;

/** What the command's exit status means, for scripts that act on it. */
final class ExitCode {
    static final int CONFORMS = 0;
    static final int VIOLATIONS = 1;
    static final int STALE_EXPECTATIONS = 2;
    static final int INCONCLUSIVE = 3;
    static final int CONFIGURATION = 4;
    static final int OUR_FAULT = 5;

    private ExitCode() {}
}
