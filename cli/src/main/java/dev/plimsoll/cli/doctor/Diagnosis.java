package dev.plimsoll.cli.doctor;

import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param what its name
 * @param found what there is, in one line without secrets
 * @param purpose what Plimsoll, or who uses it, needs it for
 * @param remedy what to do, a command where there is one; present unless all is well
 */
public record Diagnosis(State state, String what, String found, String purpose, Optional<String> remedy) {
    static Diagnosis ok(String what, String found, String purpose) {
        return new Diagnosis(State.OK, what, found, purpose, Optional.empty());
    }

    static Diagnosis missing(String what, String found, String purpose, String remedy) {
        return new Diagnosis(State.MISSING, what, found, purpose, Optional.of(remedy));
    }

    static Diagnosis warning(String what, String found, String purpose, String remedy) {
        return new Diagnosis(State.WARNING, what, found, purpose, Optional.of(remedy));
    }

    static Diagnosis problem(String what, String found, String purpose, String remedy) {
        return new Diagnosis(State.PROBLEM, what, found, purpose, Optional.of(remedy));
    }
}
