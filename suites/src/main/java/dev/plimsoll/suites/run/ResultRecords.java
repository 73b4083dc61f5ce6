package dev.plimsoll.suites.run;

import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Grade;
import dev.plimsoll.suites.check.Outcome;
import dev.plimsoll.suites.run.RunRecord.ClauseRecord;
import dev.plimsoll.suites.run.RunRecord.FindingRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What checks came to, as a run's record has it. */
final class ResultRecords {
    private ResultRecords() {}

    /** @param text what each text that may quote the traffic goes through, so that it tells no secret */
    static ResultRecord of(
            Check check,
            Outcome outcome,
            Grade grade,
            Evidence evidence,
            Optional<String> expectation,
            UnaryOperator<String> text) {
        return new ResultRecord(
                check.id().value(),
                check.id().topic(),
                check.level().name(),
                check.party().name(),
                evidence.subject(),
                check.title(),
                check.impact(),
                new ClauseRecord(
                        check.clause().id(),
                        check.clause().link().toString(),
                        check.clause().requirement()),
                Outcomes.kind(outcome),
                grade.name(),
                text.apply(Outcomes.summary(outcome)),
                Outcomes.findings(outcome).stream()
                        .map(finding -> new FindingRecord(
                                finding.exchange(),
                                text.apply(finding.subject()),
                                text.apply(finding.expected()),
                                text.apply(finding.actual())))
                        .toList(),
                expectation,
                evidence.kind(),
                evidence.name(),
                Outcomes.exchanges(outcome));
    }
}
