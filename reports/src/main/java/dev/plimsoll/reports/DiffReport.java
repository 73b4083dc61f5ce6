package dev.plimsoll.reports;

import dev.plimsoll.reports.diff.Change;
import dev.plimsoll.reports.diff.Kind;
import dev.plimsoll.reports.diff.RunDiff;
import dev.plimsoll.reports.diff.RunDiffs;
import dev.plimsoll.suites.run.RunRecord.FindingRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A comparison of runs for people: as text, as Markdown or as a page. All that stands in it is masked and escaped. */
public final class DiffReport {
    private DiffReport() {}

    /** How it is written. */
    public enum Format {
        /** For a terminal. */
        TEXT,
        /** To be pasted into an issue. */
        MARKDOWN,
        /** A page that needs no other file. */
        HTML
    }

    /** The comparison, ended by a line feed. */
    public static String of(RunDiffs diffs, Format format) {
        var view = view(diffs);
        return switch (format) {
            case TEXT -> DiffText.of(view);
            case MARKDOWN -> DiffMarkdown.of(view);
            case HTML -> Templates.page("diff.ftlh", Map.of("diff", view));
        };
    }

    /** What the templates lay out, all texts safe. */
    public record View(List<Runs> runs, List<String> added, List<String> gone) {}

    /** Two runs. */
    public record Runs(
            String title,
            String label,
            String before,
            String now,
            String summary,
            List<RunDiff.Difference> differences,
            List<Section> sections) {}

    /** The changes of one kind. */
    public record Section(String heading, String tone, List<Row> rows) {}

    /**
     * One change.
     *
     * @param before the grade, or that there was none
     * @param now likewise
     * @param said the outcome that counts, in a sentence
     */
    public record Row(
            String check,
            String subject,
            String level,
            String title,
            Grades.Label before,
            Grades.Label now,
            String said,
            List<Finding> findings,
            List<Finding> earlier) {}

    /** What was expected and what was. */
    public record Finding(String subject, String expected, String actual) {}

    private static View view(RunDiffs diffs) {
        return new View(
                diffs.diffs().stream().map(DiffReport::runs).toList(),
                diffs.added().stream().map(SafeText::line).toList(),
                diffs.gone().stream().map(SafeText::line).toList());
    }

    private static Runs runs(RunDiff diff) {
        return new Runs(
                SafeText.line(diff.now().title()),
                SafeText.line(diff.now().target() + " (" + diff.now().mode() + ")"),
                SafeText.line(diff.before().started()),
                SafeText.line(diff.now().started()),
                diff.summary(),
                diff.differences().stream()
                        .map(difference -> new RunDiff.Difference(
                                difference.what(), SafeText.line(difference.before()), SafeText.line(difference.now())))
                        .toList(),
                Stream.of(Kind.values())
                        .filter(kind -> !diff.of(kind).isEmpty())
                        .map(kind -> new Section(
                                kind.heading(),
                                tone(kind),
                                diff.of(kind).stream().map(DiffReport::row).toList()))
                        .toList());
    }

    private static Row row(Change change) {
        var shown = change.now().or(change::before).orElseThrow();
        boolean both = change.kind() == Kind.EVIDENCE;
        return new Row(
                SafeText.line(change.check()),
                SafeText.line(change.subject()),
                SafeText.line(change.level()),
                SafeText.line(change.title()),
                grade(change.before()),
                grade(change.now()),
                SafeText.line(shown.summary()),
                findings(shown.findings()),
                both ? findings(change.before().orElseThrow().findings()) : List.of());
    }

    private static Grades.Label grade(Optional<Change.Side> side) {
        return side.map(Change.Side::grade)
                .map(Grades::named)
                .orElse(new Grades.Label("not there", "\u2013", "It was not there.", "skip", 9));
    }

    private static List<Finding> findings(List<FindingRecord> findings) {
        return findings.stream()
                .map(finding -> new Finding(
                        SafeText.line(finding.subject()),
                        SafeText.line(finding.expected()),
                        SafeText.line(finding.actual())))
                .distinct()
                .toList();
    }

    private static String tone(Kind kind) {
        return switch (kind) {
            case NEW_FAILURE -> "fail";
            case WORSE -> "warn";
            case UNJUDGED -> "inconclusive";
            case FIXED, BETTER -> "pass";
            case EVIDENCE -> "known";
            case ADDED, GONE -> "note";
        };
    }
}
