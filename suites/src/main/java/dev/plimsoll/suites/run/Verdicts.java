package dev.plimsoll.suites.run;

import dev.plimsoll.suites.check.Grade;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import dev.plimsoll.suites.run.RunRecord.Verdict;
import java.util.List;

/** What the grades of a run come to; the exit codes are those of the command line. */
final class Verdicts {
    private Verdicts() {}

    /**
     * The verdict.
     *
     * @param unreachable whether a live registry could not be reached, which is not its fault for all that we know
     */
    static Verdict of(List<ResultRecord> results, PullRecord pull, boolean unreachable) {
        if (unreachable) {
            return new Verdict(
                    3,
                    "nothing was judged, since the registry could not be reached: "
                            + pull.failure().orElse(""));
        }
        long failures = count(results, Grade.FAIL);
        long stale = count(results, Grade.STALE);
        long inconclusive = count(results, Grade.INCONCLUSIVE);
        long judged = results.stream()
                .filter(result -> Grade.valueOf(result.grade()).isVerdict())
                .count();
        if (failures > 0) {
            return new Verdict(1, failures + " of " + judged + " judged checks violated");
        } else if (pull.failure().isPresent()) {
            return new Verdict(
                    1, "the reference engine could not pull: " + pull.failure().get());
        } else if (stale > 0) {
            return new Verdict(2, stale + " expected deviations are gone or have expired: mend the target's file");
        } else if (judged == 0) {
            return new Verdict(3, "nothing could be judged: no check found what it speaks of");
        } else if (inconclusive > 0) {
            return new Verdict(3, inconclusive + " checks could not be judged");
        }
        long warnings = count(results, Grade.WARN);
        long known = count(results, Grade.KNOWN);
        return new Verdict(
                0,
                judged + " checks judged, "
                        + (known == 0
                                ? "none violated a MUST"
                                : "no MUST violated besides " + known + " expected deviations")
                        + (warnings == 0 ? "" : ", " + warnings + " warnings"));
    }

    private static long count(List<ResultRecord> results, Grade grade) {
        return results.stream()
                .filter(result -> result.grade().equals(grade.name()))
                .count();
    }
}
