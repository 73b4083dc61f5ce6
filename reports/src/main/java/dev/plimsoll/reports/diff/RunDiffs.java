package dev.plimsoll.reports.diff;

import dev.plimsoll.suites.run.RunRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * What changed from several runs to several others.
 *
 * @param diffs of those that are on both sides, in the order of the newer ones
 * @param added runs that have nothing to be compared with, such as {@code quay (replay)}
 * @param gone runs that were there before
 */
public record RunDiffs(List<RunDiff> diffs, List<String> added, List<String> gone) {
    public RunDiffs {
        diffs = List.copyOf(diffs);
        added = List.copyOf(added);
        gone = List.copyOf(gone);
    }

    /**
     * Compares runs of the same target and mode; where there are several, the first with the first. One run on either
     * side is compared with the other whatever it is of.
     */
    public static RunDiffs between(List<RunRecord> before, List<RunRecord> now) {
        if (before.size() == 1 && now.size() == 1) {
            return new RunDiffs(List.of(RunDiff.between(before.get(0), now.get(0))), List.of(), List.of());
        }
        var left = new ArrayList<>(before);
        var diffs = new ArrayList<RunDiff>();
        var added = new ArrayList<String>();
        for (var run : now) {
            var match =
                    left.stream().filter(old -> label(old).equals(label(run))).findFirst();
            if (match.isPresent()) {
                left.remove(match.get());
                diffs.add(RunDiff.between(match.get(), run));
            } else {
                added.add(label(run));
            }
        }
        return new RunDiffs(diffs, added, left.stream().map(RunDiffs::label).toList());
    }

    /** Whether something fails that did not, in any of them. */
    public boolean hasNewFailures() {
        return diffs.stream().anyMatch(diff -> !diff.of(Kind.NEW_FAILURE).isEmpty());
    }

    private static String label(RunRecord run) {
        return run.target().id() + " (" + run.mode() + ")";
    }
}
