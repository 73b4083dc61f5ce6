package dev.plimsoll.reports;

import dev.plimsoll.reports.DiffReport.Finding;
import dev.plimsoll.reports.DiffReport.Row;
import dev.plimsoll.reports.DiffReport.Runs;
import dev.plimsoll.reports.DiffReport.View;
import java.util.List;
import java.util.stream.Collectors;

/** A comparison to be pasted into an issue, a pull request or a job's summary. */
final class DiffMarkdown {
    /** A forge refuses a text of more than 64 KiB or so. */
    private static final int LONGEST = 60_000;

    private final StringBuilder out = new StringBuilder();
    private int leftOut;

    private DiffMarkdown() {}

    static String of(View view) {
        var markdown = new DiffMarkdown();
        view.runs().forEach(markdown::add);
        view.added().forEach(run -> markdown.line("- " + escaped(run) + ": nothing to compare with"));
        view.gone().forEach(run -> markdown.line("- " + escaped(run) + ": gone"));
        if (markdown.leftOut > 0) {
            markdown.out.append("\n").append(markdown.leftOut).append(" lines more were left out.\n");
        }
        return markdown.out.toString();
    }

    private void add(Runs runs) {
        line("### " + escaped(runs.title()) + ": " + runs.summary());
        line("");
        line(escaped(runs.label()) + ", " + escaped(runs.before()) + " \u2192 " + escaped(runs.now()));
        if (!runs.differences().isEmpty()) {
            line("");
            line("| | before | now |");
            line("|---|---|---|");
            runs.differences()
                    .forEach(difference -> line("| " + difference.what() + " | " + escaped(difference.before()) + " | "
                            + escaped(difference.now()) + " |"));
        }
        for (var section : runs.sections()) {
            line("");
            line("#### " + capital(section.heading()) + " (" + section.rows().size() + ")");
            line("");
            line("| check | level | grade | what was seen |");
            line("|---|---|---|---|");
            section.rows().forEach(this::add);
        }
        line("");
    }

    private void add(Row row) {
        var seen = row.findings().isEmpty() && row.earlier().isEmpty()
                ? escaped(row.said())
                : said("", row.findings()) + (row.earlier().isEmpty() ? "" : "<br>" + said("before: ", row.earlier()));
        line("| " + escaped(row.check()) + " on " + escaped(row.subject()) + " | " + row.level() + " | "
                + row.before().word() + " \u2192 " + row.now().word() + " | " + seen + " |");
    }

    private static String said(String when, List<Finding> findings) {
        return findings.stream()
                .map(finding -> when + escaped(finding.subject()) + ": expected " + escaped(finding.expected())
                        + ", was " + escaped(finding.actual()))
                .collect(Collectors.joining("<br>"));
    }

    private void line(String text) {
        if (out.length() + text.length() > LONGEST) {
            leftOut++;
        } else {
            out.append(text).append('\n');
        }
    }

    private static String capital(String heading) {
        return Character.toUpperCase(heading.charAt(0)) + heading.substring(1);
    }

    /**
     * Text that is nothing but text: whatever Markdown or HTML would read, and an at sign, which calls somebody, is given
     * by its number.
     */
    private static String escaped(String text) {
        var safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            if ("\\`*_{}[]()<>#|~&@:".indexOf(c) >= 0) {
                safe.append("&#").append(c).append(';');
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
