package dev.plimsoll.reports;

import dev.plimsoll.reports.View.Banner;
import dev.plimsoll.reports.View.CountRow;
import dev.plimsoll.reports.View.Counts;
import dev.plimsoll.reports.View.Fact;
import dev.plimsoll.reports.View.Filter;
import dev.plimsoll.reports.View.Page;
import dev.plimsoll.reports.View.Row;
import dev.plimsoll.suites.check.Level;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes the page of a run: a pure function. */
final class Pages {
    private Pages() {}

    static Page of(RunRecord run, int exchangesPerResult) {
        var rows = Rows.of(run, exchangesPerResult);
        Predicate<Row> isSkipped = row -> row.grade().word().equals("SKIP");
        return new Page(
                SafeText.line(run.target().title()),
                SafeText.line(run.mode() + ": " + run.modeReason()),
                SafeText.line(run.tool()),
                repeating(run.mode()),
                banner(run.verdict()),
                facts(run),
                run.pull().map(Pages::pull).orElse(List.of()),
                counts(rows),
                filters(rows),
                rows.stream().filter(isSkipped.negate()).toList(),
                rows.stream().filter(isSkipped).toList());
    }

    static String repeating(String mode) {
        return switch (mode) {
            case "replay" -> "against the real registry, as this run was a replay";
            case "recorded" -> "against the real registry, as this was recorded";
            case "process", "container" -> "once that registry runs again, as the run has stopped its own";
            default -> "";
        };
    }

    private static Banner banner(RunRecord.Verdict verdict) {
        var summary = SafeText.line(verdict.summary());
        var code = verdict.exitCode();
        return switch (code) {
            case 0 -> new Banner(code, "Conforms", "\u2713", "pass", "no requirement that counts is violated", summary);
            case 1 -> new Banner(code, "Violations", "\u2717", "fail", "at least one check failed", summary);
            case 2 ->
                new Banner(
                        code,
                        "Stale",
                        "\u21ba",
                        "stale",
                        "an expected deviation is gone: mend the target's file",
                        summary);
            case 3 -> new Banner(code, "Inconclusive", "?", "inconclusive", "not everything could be judged", summary);
            case 4 -> new Banner(code, "Configuration", "?", "inconclusive", "the run was set up wrongly", summary);
            case 5 -> new Banner(code, "Our fault", "?", "inconclusive", "Plimsoll itself failed", summary);
            default -> new Banner(code, "Unknown", "?", "inconclusive", "a newer version's code", summary);
        };
    }

    private static List<Fact> facts(RunRecord run) {
        var facts = new ArrayList<Fact>();
        facts.add(text("Target", run.target().title() + " (" + run.target().id() + ")"));
        facts.add(code("Registry", run.target().registry()));
        run.target().capture().ifPresent(capture -> facts.add(code("Capture", capture)));
        facts.add(text("Strict", run.strict() ? "yes: a violated SHOULD fails" : "no: a violated SHOULD warns"));
        facts.add(text("Started", Quantities.instant(run.started())));
        facts.add(text("Took", Quantities.millis(run.durationMillis())));
        facts.add(text("Tool", run.tool()));
        return facts;
    }

    private static List<Fact> pull(PullRecord pull) {
        var facts = new ArrayList<Fact>();
        pull.failure().ifPresent(failure -> facts.add(text("Failed", failure)));
        facts.add(code("Reference", pull.reference()));
        facts.add(text("From", pull.from()));
        pull.manifestDigest().ifPresent(digest -> facts.add(code("Manifest", digest)));
        pull.imageId().ifPresent(id -> facts.add(code("Image ID", id)));
        facts.add(text("Layers", Integer.toString(pull.layers())));
        facts.add(text("Fetched", Quantities.bytes(pull.bytes())));
        facts.add(text("Took", Quantities.millis(pull.durationMillis())));
        return facts;
    }

    private static Fact text(String name, String value) {
        return new Fact(name, SafeText.line(value), false);
    }

    private static Fact code(String name, String value) {
        return new Fact(name, SafeText.line(value), true);
    }

    private static Counts counts(List<Row> rows) {
        var levels = Stream.concat(
                        Stream.of(Level.values()).map(Level::name),
                        rows.stream().map(Row::level))
                .distinct()
                .filter(level -> rows.stream().anyMatch(row -> row.level().equals(level)))
                .toList();
        var byGrade = rows.stream()
                .map(Row::grade)
                .distinct()
                .map(grade -> countRow(
                        grade,
                        levels,
                        rows.stream().filter(row -> row.grade().equals(grade)).toList()))
                .toList();
        return new Counts(levels, byGrade, count(levels, rows), rows.size());
    }

    private static CountRow countRow(Grades.Label grade, List<String> levels, List<Row> rows) {
        return new CountRow(grade, count(levels, rows), rows.size());
    }

    private static List<Integer> count(List<String> levels, List<Row> rows) {
        return levels.stream()
                .map(level -> (int)
                        rows.stream().filter(row -> row.level().equals(level)).count())
                .toList();
    }

    private static List<Filter> filters(List<Row> rows) {
        return List.of(
                filter("grade", "Grade", rows, row -> row.grade().word()),
                filter("level", "Level", rows, Row::level),
                filter("party", "Party", rows, Row::party),
                filter("subject", "Subject", rows, Row::subject),
                filter("topic", "Topic", rows, Row::topic));
    }

    private static Filter filter(String name, String label, List<Row> rows, Function<Row, String> value) {
        return new Filter(name, label, rows.stream().map(value).distinct().toList());
    }
}
