package dev.plimsoll.suites.check;

/** The requests that bring about what a check judges. It asserts nothing. */
@FunctionalInterface
public interface Stimulus {
    /** No requests: the check judges what others sent, as all checks of clients do. */
    Stimulus NONE = probe -> {};

    void drive(Probe probe);
}
