package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.suites.check.Clauses;
import dev.plimsoll.suites.check.Requirements;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.ClauseRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecificationPageTests {
    @Test
    void everyRequirementAndEveryClauseHasItsLine() {
        var lines = Written.all(Written.of(Runs.small()).specification(), "<li id=\"([^\"]+)\">");

        assertThat(lines)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Requirements.all().keySet().stream(), Clauses.all().keySet().stream())
                                .distinct()
                                .toList())
                .containsSubsequence("DS-001", "DS-002", "DS-011", "DS-091", "TA-01", "IS-01");
    }

    @Test
    void sectionsStandInTheOrderOfTheText() {
        assertThat(Written.all(
                        Written.of(Runs.small()).specification(),
                        "<section class=\"clauses\" aria-label=\"([^\"]+)\">"))
                .containsSubsequence("Pulling manifests", "Pulling blobs", "Listing tags", "Determining support");
    }

    @ParameterizedTest
    @CsvSource({
        "FAIL PASS, violated",
        "WARN, violated",
        "INCONCLUSIVE PASS, inconclusive",
        "STALE, inconclusive",
        "KNOWN PASS, known deviation",
        "PASS SKIP, holds",
        "NOTE SKIP, noted",
        "SKIP, not met"
    })
    void aRequirementIsMarkedByTheWorstOfItsResults(String grades, String mark) {
        assertThat(markOf("DS-011", run(grades.split(" ", -1)))).isEqualTo(mark);
    }

    @Test
    void whatNoCheckCanJudgeSaysWhy() {
        var html = Written.of(Runs.small()).specification();

        assertThat(markOf("DS-001", Runs.small())).isEqualTo("not observable");
        assertThat(html).contains("No check: What a client prints is not in the traffic.");
    }

    @Test
    void aViolationLeadsToItsEvidence() {
        assertThat(Written.of(run("PASS", "FAIL")).specification())
                .contains("In <a href=\"checks/topic/check-1.html#dockerhub\">dockerhub</a></p>");
    }

    private static String markOf(String requirement, RunRecord run) {
        return Written.all(
                        Written.of(run).specification(),
                        "<li id=\"" + requirement + "\"><span class=\"marked\"><span class=\"grade [a-z]+\">"
                                + "<span aria-hidden=\"true\">.</span> ([a-z ]+)</span>")
                .get(0);
    }

    /** A run whose results of those grades are all of one clause. */
    private static RunRecord run(String... grades) {
        var results = new ArrayList<ResultRecord>();
        for (var result : Runs.graded(grades).results()) {
            results.add(new ResultRecord(
                    result.check(),
                    result.topic(),
                    result.level(),
                    result.party(),
                    result.subject(),
                    result.title(),
                    result.impact(),
                    new ClauseRecord("DS-011", result.clause().link(), "Such."),
                    result.outcome(),
                    result.grade(),
                    result.summary(),
                    List.of(),
                    result.expectation(),
                    result.evidence(),
                    result.transcript(),
                    List.of()));
        }
        return Runs.run(results, Map.of());
    }
}
