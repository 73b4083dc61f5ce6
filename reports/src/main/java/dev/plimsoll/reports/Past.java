package dev.plimsoll.reports;

import dev.plimsoll.reports.diff.Change.Side;
import dev.plimsoll.reports.diff.EarlierRuns;
import dev.plimsoll.reports.diff.HistoryLine;
import dev.plimsoll.reports.diff.RunDiff;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of earlier runs.
 *
 * @param changes what is otherwise than in the run before, if there was one
 * @param trend one point a run, the oldest first; the overview draws it from two points on
 */
public record Past(Optional<Changes> changes, List<TrendPoint> trend) {
    /** Nothing is known. */
    public static final Past UNKNOWN = new Past(Optional.empty(), List.of());

    public Past {
        trend = List.copyOf(trend);
    }

    /** As the files of earlier runs tell it. */
    public static Past of(EarlierRuns earlier) {
        return new Past(
                earlier.changes().map(Past::changes),
                earlier.trend().stream().map(Past::point).toList());
    }

    private static Changes changes(RunDiff diff) {
        return new Changes(
                Quantities.instant(Instant.parse(diff.before().started())),
                diff.changes().stream()
                        .map(change -> new Change(
                                change.kind().word(),
                                diff.now().target(),
                                change.check(),
                                change.subject(),
                                change.before().map(Side::grade),
                                change.now().map(Side::grade)))
                        .toList());
    }

    private static TrendPoint point(HistoryLine line) {
        return new TrendPoint(
                line.target(),
                line.started(),
                Math.toIntExact(line.count("FAIL") + line.count("STALE")),
                Math.toIntExact(line.count("WARN")),
                Math.toIntExact(line.count("KNOWN")),
                Math.toIntExact(line.count("PASS")));
    }

    /**
     * What is otherwise than in the run before.
     *
     * @param since which run that was, such as its time
     * @param changes the most telling first
     */
    public record Changes(String since, List<Change> changes) {
        public Changes {
            changes = List.copyOf(changes);
        }
    }

    /**
     * One change.
     *
     * @param kind in words, such as {@code new failure}, {@code fixed}, {@code changed evidence}, {@code added}
     * @param target the id of the run's target
     * @param before the grade then, such as {@code PASS}; empty if there was none
     * @param after the grade now; empty if there is none
     */
    public record Change(
            String kind,
            String target,
            String check,
            String subject,
            Optional<String> before,
            Optional<String> after) {}

    /**
     * One run in short.
     *
     * @param target the id of the run's target
     * @param failed how many results are graded FAIL or STALE
     * @param warned how many WARN
     * @param known how many KNOWN
     * @param holds how many PASS
     */
    public record TrendPoint(String target, Instant started, int failed, int warned, int known, int holds) {}
}
