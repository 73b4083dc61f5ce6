package dev.plimsoll.reports.diff;

import dev.plimsoll.suites.run.RunRecord.FindingRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.util.List;
import java.util.Optional;

/**
 * One result that is not as it was.
 *
 * @param subject whose traffic was judged, such as {@code registry}
 * @param before nothing if it was not there
 * @param now nothing if it is not there any more
 */
public record Change(
        Kind kind,
        String check,
        String subject,
        String level,
        String title,
        Optional<Side> before,
        Optional<Side> now) {
    /**
     * A result on one side.
     *
     * @param summary the outcome in a sentence
     */
    public record Side(String grade, String summary, List<FindingRecord> findings) {
        public Side {
            findings = List.copyOf(findings);
        }

        static Side of(ResultRecord result) {
            return new Side(result.grade(), result.summary(), result.findings());
        }
    }

    static Change of(Kind kind, Optional<ResultRecord> before, Optional<ResultRecord> now) {
        var either = now.or(() -> before).orElseThrow();
        return new Change(
                kind,
                either.check(),
                either.subject(),
                either.level(),
                either.title(),
                before.map(Side::of),
                now.map(Side::of));
    }
}
