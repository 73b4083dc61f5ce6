package dev.plimsoll.reports.diff;

import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * A run in the history.
 *
 * @param format the version of this shape
 * @param target the id
 * @param tool name and version of what ran
 * @param exitCode of the verdict
 * @param verdict in a line
 * @param grades how many results of each, by name
 * @param violated how many results of each level, by name, were of a requirement that does not hold
 */
public record HistoryLine(
        String format,
        Instant started,
        String target,
        String mode,
        String tool,
        int exitCode,
        String verdict,
        Map<String, Long> grades,
        Map<String, Long> violated,
        long durationMillis) {
    /** The version that this code writes. */
    public static final String FORMAT = "1.0";

    public HistoryLine {
        grades = new TreeMap<>(grades);
        violated = new TreeMap<>(violated);
    }

    /** What is kept of a run. */
    public static HistoryLine of(RunRecord run) {
        return new HistoryLine(
                FORMAT,
                run.started(),
                run.target().id(),
                run.mode(),
                run.tool(),
                run.verdict().exitCode(),
                run.verdict().summary(),
                run.results().stream().collect(counted(ResultRecord::grade)),
                run.results().stream()
                        .filter(result -> result.outcome().equals("violates"))
                        .collect(counted(ResultRecord::level)),
                run.durationMillis());
    }

    /** How many results have a grade. */
    public long count(String grade) {
        return grades.getOrDefault(grade, 0L);
    }

    private static Collector<ResultRecord, ?, Map<String, Long>> counted(Function<ResultRecord, String> by) {
        return Collectors.groupingBy(by, Collectors.counting());
    }
}
