package dev.plimsoll.reports.diff;

import dev.plimsoll.suites.run.ResultsFile;
import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was before a run.
 *
 * @param changes since the previous run of the same target and mode, if it is known
 * @param trend the runs of the same target and mode, the oldest first, this one the last
 */
public record EarlierRuns(Optional<RunDiff> changes, List<HistoryLine> trend) {
    /** Nothing is known. */
    public static final EarlierRuns NONE = new EarlierRuns(Optional.empty(), List.of());

    public EarlierRuns {
        trend = List.copyOf(trend);
    }

    /**
     * Of a run.
     *
     * @param previous whatever ran before; of another target or mode it does not count
     * @param history of whatever ran; with this run, or without it
     */
    public static EarlierRuns of(RunRecord run, Optional<RunRecord> previous, List<HistoryLine> history) {
        var changes = previous.filter(
                        before -> before.target().id().equals(run.target().id())
                                && before.mode().equals(run.mode()))
                .map(before -> RunDiff.between(before, run));
        var own = HistoryLine.of(run);
        var trend = new ArrayList<>(history.stream()
                .filter(line ->
                        line.target().equals(own.target()) && line.mode().equals(own.mode()))
                .toList());
        if (!trend.contains(own)) {
            trend.add(own);
        }
        return new EarlierRuns(changes, trend);
    }

    /** The results that lie in a folder; nothing if there are none, or they cannot be read. */
    public static Optional<RunRecord> in(Path folder) throws IOException {
        try {
            return Optional.of(ResultsFile.read(folder.resolve(ResultsFile.NAME)));
        } catch (ResultsFile.UnusableException e) {
            return Optional.empty();
        }
    }
}
