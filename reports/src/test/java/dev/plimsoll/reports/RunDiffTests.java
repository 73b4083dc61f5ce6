package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.diff.Change;
import dev.plimsoll.reports.diff.EarlierRuns;
import dev.plimsoll.reports.diff.Kind;
import dev.plimsoll.reports.diff.RunDiff;
import dev.plimsoll.reports.diff.RunDiffs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunDiffTests {
    @ParameterizedTest
    @CsvSource({
        "PASS,FAIL,NEW_FAILURE",
        "KNOWN,STALE,NEW_FAILURE",
        "STALE,FAIL,WORSE",
        "FAIL,STALE,BETTER",
        "FAIL,PASS,FIXED",
        "STALE,NOTE,FIXED",
        "FAIL,WARN,BETTER",
        "FAIL,KNOWN,BETTER",
        "FAIL,SKIP,UNJUDGED",
        "PASS,INCONCLUSIVE,UNJUDGED",
        "SKIP,INCONCLUSIVE,WORSE",
        "INCONCLUSIVE,PASS,BETTER",
        "PASS,WARN,WORSE",
        "WARN,PASS,BETTER",
        "PASS,UNHEARD_OF,WORSE"
    })
    void gradesBecome(String before, String now, Kind kind) {
        var diff = RunDiff.between(Runs.graded(before), Runs.graded(now));

        assertThat(diff.changes()).extracting(Change::kind).containsExactly(kind);
        assertThat(diff.unchanged()).isZero();
    }

    @Test
    void equalRunsHaveNoChange() {
        var diff = RunDiff.between(Runs.rich(), Runs.rich());

        assertThat(diff.changes()).isEmpty();
        assertThat(diff.differences()).isEmpty();
        assertThat(diff.summary()).isEqualTo("nothing changed; 45 unchanged");
    }

    @Test
    void numbersOfExchangesPortsAndStandInsDoNotCount() {
        var diff = RunDiff.between(DiffReportTests.before(), DiffReportTests.now());

        assertThat(diff.unchanged()).isEqualTo(2);
        assertThat(diff.of(Kind.EVIDENCE)).extracting(Change::check).containsExactly("redirects/location");
        assertThat(diff.summary())
                .isEqualTo("1 new failure, 1 no longer judged, 1 worse, 1 fixed, 1 better, 1 changed evidence, 1 added,"
                        + " 1 gone; 2 unchanged");
    }

    @Test
    void whatIsAddedAndFailsIsANewFailure() {
        var empty = Runs.run(List.of(), Map.of());

        assertThat(RunDiff.between(empty, Runs.graded("FAIL")).of(Kind.NEW_FAILURE))
                .hasSize(1);
        assertThat(RunDiffs.between(List.of(empty), List.of(Runs.graded("FAIL")))
                        .hasNewFailures())
                .isTrue();
        assertThat(RunDiffs.between(List.of(empty), List.of(Runs.graded("WARN")))
                        .hasNewFailures())
                .isFalse();
    }

    @Test
    void verdictIsADifferenceOfTheRuns() {
        assertThat(RunDiff.between(Runs.graded("PASS"), Runs.graded("FAIL")).differences())
                .containsExactly(
                        new RunDiff.Difference("verdict", "0 of 1 checks failed", "1 of 1 checks failed"),
                        new RunDiff.Difference("exit code", "0", "1"));
    }

    @Test
    void pastIsOfTheSameTargetAndMode() {
        var run = Runs.graded("PASS");

        assertThat(EarlierRuns.of(run, Optional.of(Runs.graded("FAIL")), List.of())
                        .changes())
                .map(RunDiff::summary)
                .contains("1 fixed; 0 unchanged");
        assertThat(EarlierRuns.of(run, Optional.empty(), List.of()).changes()).isEmpty();
        assertThat(EarlierRuns.of(run, Optional.empty(), List.of()).trend()).hasSize(1);
    }
}
