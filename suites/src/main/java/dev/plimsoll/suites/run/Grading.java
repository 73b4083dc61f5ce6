package dev.plimsoll.suites.run;

import dev.plimsoll.suites.check.Grade;
import dev.plimsoll.suites.check.Level;
import dev.plimsoll.suites.check.Outcome;
import dev.plimsoll.suites.target.Expectation;
import dev.plimsoll.suites.target.Expectation.Expected;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Grades outcomes in the light of what the target's file expects.
 *
 * @param strict whether a violated SHOULD fails
 * @param today for expectations that expire
 */
record Grading(boolean strict, LocalDate today) {
    Grade of(Level level, Outcome outcome, Optional<Expectation> expectation) {
        var unexpected = Grade.of(level, outcome, strict);
        if (expectation.isEmpty()) {
            return unexpected;
        }
        var grade = switch (expectation.get().outcome()) {
            case VIOLATES -> Grade.ofExpectedDeviation(outcome);
            case INCONCLUSIVE -> outcome instanceof Outcome.Inconclusive ? Grade.KNOWN : unexpected;
        };
        return grade == Grade.KNOWN && expectation.get().isExpired(today) ? Grade.STALE : grade;
    }

    /** What the report says of an expectation. */
    String tell(Expectation expectation) {
        return (expectation.outcome() == Expected.INCONCLUSIVE ? "now and then inconclusive: " : "")
                + expectation.reason() + " (" + expectation.source() + ")"
                + expectation
                        .expires()
                        .map(day -> (expectation.isExpired(today) ? ", expired on " : ", expires on ") + day)
                        .orElse("");
    }
}
