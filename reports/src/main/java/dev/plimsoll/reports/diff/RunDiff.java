package dev.plimsoll.reports.diff;

import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.FindingRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What changed from one run to another.
 *
 * @param before the older run's file, in a few words
 * @param now likewise
 * @param differences of the runs as a whole: target, mode, tool, verdict
 * @param changes of results, by kind and then by check and subject
 * @param unchanged how many results are as they were
 */
public record RunDiff(Side before, Side now, List<Difference> differences, List<Change> changes, int unchanged) {
    /** What differs from run to run though nothing changed: stand-ins of secrets, ports, the checks' own repositories. */
    private static final Pattern PASSING =
            Pattern.compile("REDACTED\\.[0-9a-zA-Z]+|(?<=127\\.0\\.0\\.1:)[0-9]{1,5}|(?<=plimsoll-)[0-9a-f]{8}");

    public RunDiff {
        differences = List.copyOf(differences);
        changes = List.copyOf(changes);
    }

    /**
     * A run, in a few words.
     *
     * @param started in ISO 8601, UTC
     */
    public record Side(String target, String title, String mode, String started, String verdict) {
        static Side of(RunRecord run) {
            return new Side(
                    run.target().id(),
                    run.target().title(),
                    run.mode(),
                    run.started().toString(),
                    run.verdict().summary());
        }
    }

    /** Something of the runs as a whole that is not the same. */
    public record Difference(String what, String before, String now) {}

    /** A result's place: which check, and whose traffic. */
    private record Key(String check, String subject) {
        static Key of(ResultRecord result) {
            return new Key(result.check(), result.subject());
        }
    }

    /** Compares two runs, whatever they are of: that the target is another one is a difference like others. */
    public static RunDiff between(RunRecord before, RunRecord now) {
        var olds = byKey(before);
        var news = byKey(now);
        var changes = new ArrayList<Change>();
        int unchanged = 0;
        for (var entry : news.entrySet()) {
            var old = Optional.ofNullable(olds.get(entry.getKey()));
            var kind = kind(old, entry.getValue());
            kind.ifPresent(some -> changes.add(Change.of(some, old, Optional.of(entry.getValue()))));
            unchanged += kind.isEmpty() ? 1 : 0;
        }
        for (var entry : olds.entrySet()) {
            if (!news.containsKey(entry.getKey())) {
                changes.add(Change.of(Kind.GONE, Optional.of(entry.getValue()), Optional.empty()));
            }
        }
        changes.sort(
                Comparator.comparing(Change::kind).thenComparing(Change::check).thenComparing(Change::subject));
        return new RunDiff(Side.of(before), Side.of(now), differences(before, now), changes, unchanged);
    }

    /** The changes of one kind. */
    public List<Change> of(Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).toList();
    }

    /** The kinds that there are, with how many each, the most urgent first. */
    public Map<Kind, Long> counts() {
        return changes.stream()
                .collect(Collectors.groupingBy(Change::kind, () -> new EnumMap<>(Kind.class), Collectors.counting()));
    }

    /** In a line: {@code 2 new failures, 1 fixed; 380 unchanged}. */
    public String summary() {
        var counted = counts().entrySet().stream()
                .map(entry -> entry.getKey().counted(entry.getValue()))
                .collect(Collectors.joining(", "));
        return (counted.isEmpty() ? "nothing changed" : counted) + "; " + unchanged + " unchanged";
    }

    private static Map<Key, ResultRecord> byKey(RunRecord run) {
        var byKey = new LinkedHashMap<Key, ResultRecord>();
        run.results().forEach(result -> byKey.putIfAbsent(Key.of(result), result));
        return byKey;
    }

    private static Optional<Kind> kind(Optional<ResultRecord> before, ResultRecord now) {
        if (before.isEmpty()) {
            return Optional.of(Kind.fails(now.grade()) ? Kind.NEW_FAILURE : Kind.ADDED);
        }
        var old = before.get();
        return Kind.of(old.grade(), now.grade())
                .or(() -> evidence(old).equals(evidence(now)) ? Optional.empty() : Optional.of(Kind.EVIDENCE));
    }

    /** The findings without the numbers of their exchanges, which any request more would move. */
    private static Set<String> evidence(ResultRecord result) {
        return result.findings().stream().map(RunDiff::lasting).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String lasting(FindingRecord finding) {
        var text = finding.subject() + '\n' + finding.expected() + '\n' + finding.actual();
        return PASSING.matcher(text).replaceAll("…");
    }

    private static List<Difference> differences(RunRecord before, RunRecord now) {
        var differences = new ArrayList<Difference>();
        compare(differences, "target", before.target().id(), now.target().id());
        compare(
                differences,
                "registry",
                before.target().registry(),
                now.target().registry());
        compare(differences, "mode", before.mode(), now.mode());
        compare(differences, "tool", before.tool(), now.tool());
        compare(differences, "strict", Boolean.toString(before.strict()), Boolean.toString(now.strict()));
        compare(
                differences,
                "verdict",
                before.verdict().summary(),
                now.verdict().summary());
        compare(
                differences,
                "exit code",
                Integer.toString(before.verdict().exitCode()),
                Integer.toString(now.verdict().exitCode()));
        return differences;
    }

    private static void compare(List<Difference> differences, String what, String before, String now) {
        boolean same = PASSING.matcher(before)
                .replaceAll("…")
                .equals(PASSING.matcher(now).replaceAll("…"));
        if (!same) {
            differences.add(new Difference(what, before, now));
        }
    }
}
