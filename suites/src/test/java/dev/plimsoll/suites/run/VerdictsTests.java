package dev.plimsoll.suites.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.suites.check.Finding;
import dev.plimsoll.suites.check.Grade;
import dev.plimsoll.suites.check.Level;
import dev.plimsoll.suites.check.Outcome;
import dev.plimsoll.suites.run.RunRecord.ClauseRecord;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTests {
    private static final Outcome CONFORMS = new Outcome.Conforms(List.of(1));
    private static final Outcome VIOLATES = new Outcome.Violates(List.of(new Finding(1, "status", "200", "404")));
    private static final Outcome OBSERVED = new Outcome.Observed("200", List.of(1));
    private static final Outcome NOT_APPLICABLE = new Outcome.NotApplicable("no occasion");
    private static final Outcome INCONCLUSIVE = new Outcome.Inconclusive(Outcome.Cause.TIMEOUT, "nothing came");

    @ParameterizedTest
    @CsvSource({
        "PASS, 0",
        "PASS WARN NOTE KNOWN SKIP, 0",
        "PASS FAIL STALE INCONCLUSIVE, 1",
        "PASS STALE INCONCLUSIVE, 2",
        "PASS INCONCLUSIVE, 3",
        "SKIP SKIP, 3"
    })
    void theWorstGradeDecides(String grades, int exitCode) {
        assertThat(Verdicts.of(results(grades), pulled(Optional.empty()), false).exitCode())
                .isEqualTo(exitCode);
    }

    @Test
    void expectedDeviationsAreSaid() {
        assertThat(Verdicts.of(results("PASS KNOWN WARN"), pulled(Optional.empty()), false)
                        .summary())
                .isEqualTo("3 checks judged, no MUST violated besides 1 expected deviations, 1 warnings");
        assertThat(Verdicts.of(results("PASS"), pulled(Optional.empty()), false).summary())
                .isEqualTo("1 checks judged, none violated a MUST");
    }

    @Test
    void aFailedPullIsRedThoughAllChecksPass() {
        var verdict = Verdicts.of(results("PASS"), pulled(Optional.of("DIGEST_MISMATCH")), false);

        assertThat(verdict.exitCode()).isEqualTo(1);
        assertThat(verdict.summary()).contains("DIGEST_MISMATCH");
    }

    @Test
    void aShouldFailsOnlyAStrictRun() {
        assertThat(Grade.of(Level.SHOULD, VIOLATES, false)).isEqualTo(Grade.WARN);
        assertThat(Grade.of(Level.SHOULD, VIOLATES, true)).isEqualTo(Grade.FAIL);
        assertThat(Grade.of(Level.MUST, VIOLATES, false)).isEqualTo(Grade.FAIL);
        assertThat(Grade.of(Level.MAY, VIOLATES, true)).isEqualTo(Grade.NOTE);
        assertThat(Grade.of(Level.QUIRK, VIOLATES, true)).isEqualTo(Grade.NOTE);
    }

    @Test
    void whatIsNoViolationHasTheSameGradeOnEveryLevel() {
        for (var level : Level.values()) {
            assertThat(Grade.of(level, CONFORMS, true)).isEqualTo(Grade.PASS);
            assertThat(Grade.of(level, OBSERVED, true)).isEqualTo(Grade.NOTE);
            assertThat(Grade.of(level, NOT_APPLICABLE, true)).isEqualTo(Grade.SKIP);
            assertThat(Grade.of(level, INCONCLUSIVE, true)).isEqualTo(Grade.INCONCLUSIVE);
        }
    }

    /** Nobody knows whose fault it is that a live registry is out of reach. */
    @Test
    void aRegistryOutOfReachIsInconclusive() {
        var verdict = Verdicts.of(List.of(), pulled(Optional.of("NETWORK: no route")), true);

        assertThat(verdict.exitCode()).isEqualTo(3);
        assertThat(verdict.summary()).contains("could not be reached", "no route");
    }

    @Test
    void anExpectedDeviationThatIsGoneIsStale() {
        assertThat(Grade.ofExpectedDeviation(VIOLATES)).isEqualTo(Grade.KNOWN);
        assertThat(Grade.ofExpectedDeviation(CONFORMS)).isEqualTo(Grade.STALE);
        assertThat(Grade.ofExpectedDeviation(NOT_APPLICABLE)).isEqualTo(Grade.SKIP);
        assertThat(Grade.ofExpectedDeviation(INCONCLUSIVE)).isEqualTo(Grade.INCONCLUSIVE);
    }

    private static List<ResultRecord> results(String grades) {
        return Stream.of(grades.split(" ", -1)).map(VerdictsTests::result).toList();
    }

    private static ResultRecord result(String grade) {
        return new ResultRecord(
                "topic/check",
                "topic",
                "MUST",
                "REGISTRY",
                "registry",
                "A title",
                "An impact",
                new ClauseRecord("DS-011", "https://example.org", "a requirement"),
                "conforms",
                grade,
                "a summary",
                List.of(),
                Optional.empty(),
                "driven",
                "topic/check",
                List.of());
    }

    private static PullRecord pulled(Optional<String> failure) {
        return new PullRecord(
                "app:1", "the registry", Optional.empty(), Optional.empty(), 0, 0, 0, failure, Optional.empty());
    }
}
