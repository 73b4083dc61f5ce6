package dev.plimsoll.suites.run;

import dev.plimsoll.fixtures.redact.SecretLint.Suspicion;
import dev.plimsoll.suites.check.Grade;
import dev.plimsoll.suites.run.RunRecord.FindingRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import dev.plimsoll.suites.run.RunRecord.Verdict;
import java.util.List;

/**
 * What lint prints of recorded traffic: a view of the run's record. Secrets are not in here: {@code secrets} tells where they stand.
 *
 * @param format the version of this shape
 * @param source what was looked through
 * @param exchanges how many
 * @param secrets what looks like a secret and was not covered
 * @param results one a check, in the catalogue's order
 * @param verdict what it comes to; the exit code is 0, 1 or 3
 */
public record LintRecord(
        String format, String source, int exchanges, List<Suspicion> secrets, List<Result> results, Verdict verdict) {
    /** The version that this code writes. */
    public static final String FORMAT = "1.0";

    public LintRecord {
        secrets = List.copyOf(secrets);
        results = List.copyOf(results);
    }

    /** What lint has to say in a run's record of recorded traffic, and of its secrets. */
    public static LintRecord of(RunRecord run, String source, List<Suspicion> secrets) {
        return new LintRecord(
                FORMAT,
                source,
                run.transcripts().values().stream().mapToInt(List::size).sum(),
                secrets,
                run.results().stream().map(Result::of).toList(),
                run.verdict());
    }

    /**
     * What one check says of the traffic.
     *
     * @param party whose behaviour was judged, such as {@code CLIENT}
     * @param grade such as {@code FAIL}
     * @param exchanges the ids of the exchanges behind the outcome
     */
    public record Result(
            String check,
            String level,
            String party,
            String outcome,
            String grade,
            String title,
            String summary,
            List<FindingRecord> findings,
            List<Integer> exchanges) {
        public Result {
            findings = List.copyOf(findings);
            exchanges = List.copyOf(exchanges);
        }

        private static Result of(ResultRecord result) {
            return new Result(
                    result.check(),
                    result.level(),
                    result.party(),
                    result.outcome(),
                    result.grade(),
                    result.title(),
                    result.summary(),
                    result.findings(),
                    result.exchanges());
        }
    }

    /** Whether people are told of a result of this grade: of what holds, or was not there to judge, they are not. */
    public static boolean isTold(String grade) {
        var told = Grade.valueOf(grade);
        return told != Grade.PASS && told != Grade.SKIP;
    }
}
