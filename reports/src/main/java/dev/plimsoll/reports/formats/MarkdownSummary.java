package dev.plimsoll.reports.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plimsoll.reports.CurlLine;
import dev.plimsoll.reports.Grades;
import dev.plimsoll.reports.Quantities;
import dev.plimsoll.reports.SafeText;
import dev.plimsoll.suites.check.Level;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.FindingRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A summary in GitHub's Markdown: the verdict, the numbers by level, what fails with both sides and a curl line, known
 * deviations folded away. Small enough to paste into an issue, whose texts end at 65,536 characters.
 */
final class MarkdownSummary {
    /** The most that it takes, in bytes. */
    static final int LIMIT = 60 * 1024;

    /** Room for the sentences that tell what was left out. */
    private static final int RESERVE = 512;

    private static final int FINDINGS_OF_A_RESULT = 5;
    private static final Set<String> RED = Set.of("FAIL", "STALE", "INCONCLUSIVE");

    private final int limit;
    private final StringBuilder out = new StringBuilder();
    private int size;
    private int leftOut;

    private MarkdownSummary(int limit) {
        this.limit = limit;
    }

    static String of(List<RunRecord> runs) {
        return of(runs, LIMIT);
    }

    static String of(List<RunRecord> runs, int limit) {
        var summary = new MarkdownSummary(limit - RESERVE);
        var keys = RunKeys.of(runs);
        // Every verdict before any detail, so that none is left out for another run's failures.
        for (var run : runs) {
            summary.add(head(run));
        }
        for (var number = 0; number < runs.size(); number++) {
            summary.details(runs.get(number), keys.get(number), runs.size() > 1);
        }
        if (summary.leftOut > 0) {
            summary.out
                    .append("\n_Left out, for this is as long as an issue's text may be: ")
                    .append(Quantities.count(summary.leftOut, "result"))
                    .append(". results.json has all._\n");
        }
        return summary.out.toString();
    }

    private boolean add(String block) {
        int bytes = block.getBytes(UTF_8).length;
        if (size + bytes > limit) {
            return false;
        }
        size += bytes;
        out.append(block);
        return true;
    }

    private static String head(RunRecord run) {
        return "### " + symbol(run.verdict().exitCode()) + " "
                + Prose.text(run.target().title()) + "\n\n**"
                + word(run.verdict().exitCode()) + "**: "
                + Prose.text(run.verdict().summary()) + "\n\n"
                + Prose.code(run.target().registry()) + ", mode " + Prose.text(run.mode()) + " ("
                + Prose.text(run.modeReason()) + "), " + (run.strict() ? "strict, " : "") + Prose.text(run.tool())
                + ", "
                + Quantities.instant(run.started()) + ", " + Quantities.millis(run.durationMillis()) + "\n\n"
                + table(run)
                + run.pull()
                        .flatMap(RunRecord.PullRecord::failure)
                        .map(why -> "\nThe reference engine could not pull: " + Prose.text(why) + "\n")
                        .orElse("")
                + "\n";
    }

    /** Of names that we know alone, and numbers: nothing from the wire is in a table. */
    private static String table(RunRecord run) {
        var levels = Stream.of(Level.values()).map(Level::name).toList();
        var table = new StringBuilder("| |");
        levels.forEach(level -> table.append(' ').append(level).append(" |"));
        table.append(" all |\n|---|").append("---:|".repeat(levels.size() + 1)).append('\n');
        for (var grade : Grades.all()) {
            var graded = run.results().stream()
                    .filter(result -> result.grade().equals(grade.word()))
                    .toList();
            if (graded.isEmpty()) {
                continue;
            }
            table.append("| ")
                    .append(grade.symbol())
                    .append(' ')
                    .append(grade.word())
                    .append(" |");
            for (var level : levels) {
                table.append(' ')
                        .append(graded.stream()
                                .filter(result -> result.level().equals(level))
                                .count())
                        .append(" |");
            }
            table.append(' ').append(graded.size()).append(" |\n");
        }
        return table.toString();
    }

    private void details(RunRecord run, String key, boolean several) {
        var cases = Case.of(run, key);
        var red = graded(cases, RED);
        var warnings = graded(cases, Set.of("WARN"));
        var known = graded(cases, Set.of("KNOWN"));
        if (several && !(red.isEmpty() && warnings.isEmpty() && known.isEmpty())) {
            add("## " + Prose.text(key) + "\n\n");
        }
        Stream.of(red, warnings).flatMap(List::stream).forEach(one -> count(add(section(one))));
        if (!known.isEmpty()) {
            folded(known);
        }
    }

    private static List<Case> graded(List<Case> cases, Set<String> grades) {
        return Grades.all().stream()
                .map(Grades.Label::word)
                .filter(grades::contains)
                .flatMap(grade ->
                        cases.stream().filter(one -> one.result().grade().equals(grade)))
                .toList();
    }

    private void count(boolean added) {
        if (!added) {
            leftOut++;
        }
    }

    private static String section(Case one) {
        var result = one.result();
        var grade = Grades.named(result.grade());
        var text = new StringBuilder("#### " + grade.symbol() + " " + grade.word() + " " + Prose.code(one.name())
                + "\n\n" + Prose.text(result.level()) + " "
                + Prose.link(result.clause().id(), one.link()) + ": "
                + Prose.text(result.clause().requirement())
                + "\n\n");
        if (result.findings().isEmpty()) {
            text.append("- seen: ").append(Prose.text(result.summary())).append('\n');
        }
        result.findings().stream().limit(FINDINGS_OF_A_RESULT).forEach(finding -> text.append(finding(finding)));
        int more = result.findings().size() - FINDINGS_OF_A_RESULT;
        if (more > 0) {
            text.append("- and ").append(Quantities.count(more, "more finding")).append('\n');
        }
        result.expectation()
                .ifPresent(reason -> text.append("- the target's file says: ")
                        .append(Prose.text(reason))
                        .append('\n'));
        text.append("- impact: ").append(Prose.text(result.impact())).append("\n\n");
        if (!result.findings().isEmpty()) {
            one.exchanges().stream()
                    .findFirst()
                    .flatMap(CurlLine::of)
                    .ifPresent(curl -> text.append(Prose.fence("sh", SafeText.block(curl.command())))
                            .append('\n'));
        }
        return text.toString();
    }

    private static String finding(FindingRecord finding) {
        return "- " + Prose.code(finding.subject()) + "\n  - expected: " + Prose.text(finding.expected())
                + "\n  - actual: " + Prose.text(finding.actual()) + "\n";
    }

    private void folded(List<Case> known) {
        var close = "\n</details>\n\n";
        var lines = new ArrayList<String>();
        for (var one : known) {
            lines.add("- " + Prose.code(one.name()) + " "
                    + Prose.link(one.result().clause().id(), one.link()) + ": "
                    + Prose.text(one.result().summary()) + ". "
                    + one.result().expectation().map(Prose::text).orElse("") + "\n");
        }
        var open = "<details>\n<summary>" + Quantities.count(known.size(), "known deviation") + "</summary>\n\n";
        int room = limit - size - open.getBytes(UTF_8).length - close.length();
        var fitting = new ArrayList<String>();
        for (var line : lines) {
            room -= line.getBytes(UTF_8).length;
            if (room < 0) {
                break;
            }
            fitting.add(line);
        }
        leftOut += lines.size() - fitting.size();
        if (!fitting.isEmpty()) {
            add(open + fitting.stream().collect(Collectors.joining()) + close);
        }
    }

    static String word(int exitCode) {
        return switch (exitCode) {
            case 0 -> "Conforms";
            case 1 -> "Violations";
            case 2 -> "Stale expectations";
            case 3 -> "Inconclusive";
            case 4 -> "Configuration";
            case 5 -> "Plimsoll's own fault";
            default -> "Unknown";
        };
    }

    private static String symbol(int exitCode) {
        return switch (exitCode) {
            case 0 -> "\u2713";
            case 1 -> "\u2717";
            case 2 -> "\u21ba";
            default -> "?";
        };
    }
}
