package dev.plimsoll.suites.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.suites.check.CheckId;
import dev.plimsoll.suites.check.Finding;
import dev.plimsoll.suites.check.Grade;
import dev.plimsoll.suites.check.Level;
import dev.plimsoll.suites.check.Outcome;
import dev.plimsoll.suites.target.Expectation;
import dev.plimsoll.suites.target.Expectation.Expected;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of outcomes that a target's file expects, and of those that it does not. */
class GradingTests {
    private static final Outcome VIOLATES = new Outcome.Violates(List.of(new Finding(1, "Location", "a URL", "none")));
    private static final Outcome CONFORMS = new Outcome.Conforms(List.of(1));
    private static final Outcome INCONCLUSIVE = new Outcome.Inconclusive(Outcome.Cause.TIMEOUT, "nothing came");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private final Grading grading = new Grading(false, TODAY);

    @Test
    void whatNobodyExpectsIsGradedByItsLevel() {
        assertThat(grading.of(Level.MUST, VIOLATES, Optional.empty())).isEqualTo(Grade.FAIL);
        assertThat(grading.of(Level.SHOULD, VIOLATES, Optional.empty())).isEqualTo(Grade.WARN);
        assertThat(new Grading(true, TODAY).of(Level.SHOULD, VIOLATES, Optional.empty()))
                .isEqualTo(Grade.FAIL);
    }

    @Test
    void aKnownDeviationIsStaleOnceItIsGone() {
        var known = expectation(Expected.VIOLATES, Optional.empty());

        assertThat(grading.of(Level.MUST, VIOLATES, known)).isEqualTo(Grade.KNOWN);
        assertThat(grading.of(Level.MUST, CONFORMS, known)).isEqualTo(Grade.STALE);
    }

    @Test
    void aKnownDeviationIsStaleFromTheDayOnWhichItExpires() {
        var tomorrow = expectation(Expected.VIOLATES, Optional.of(TODAY.plusDays(1)));
        var today = expectation(Expected.VIOLATES, Optional.of(TODAY));

        assertThat(grading.of(Level.MUST, VIOLATES, tomorrow)).isEqualTo(Grade.KNOWN);
        assertThat(grading.of(Level.MUST, VIOLATES, today)).isEqualTo(Grade.STALE);
        assertThat(grading.tell(today.orElseThrow())).contains("expired on 2026-11-21");
    }

    /** Otherwise a flaky network would hide a violation. */
    @Test
    void aFlakyCheckMayBeInconclusiveButNotViolated() {
        var flaky = expectation(Expected.INCONCLUSIVE, Optional.empty());

        assertThat(grading.of(Level.MUST, INCONCLUSIVE, flaky)).isEqualTo(Grade.KNOWN);
        assertThat(grading.of(Level.MUST, CONFORMS, flaky)).isEqualTo(Grade.PASS);
        assertThat(grading.of(Level.MUST, VIOLATES, flaky)).isEqualTo(Grade.FAIL);
    }

    private static Optional<Expectation> expectation(Expected outcome, Optional<LocalDate> expires) {
        return Optional.of(new Expectation(
                new CheckId("redirects/some-check"), "registry", outcome, "so it is", "issue 7", expires));
    }
}
