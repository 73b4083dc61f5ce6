package dev.plimsoll.reports;

import dev.plimsoll.reports.DiffReport.Finding;
import dev.plimsoll.reports.DiffReport.Row;
import dev.plimsoll.reports.DiffReport.Runs;
import dev.plimsoll.reports.DiffReport.View;
import java.util.List;

/** A comparison for a terminal. */
final class DiffText {
    private final StringBuilder out = new StringBuilder();

    private DiffText() {}

    static String of(View view) {
        var text = new DiffText();
        view.runs().forEach(text::add);
        view.added().forEach(run -> text.line(run + ": nothing to compare with"));
        view.gone().forEach(run -> text.line(run + ": gone"));
        return text.out.toString();
    }

    private void add(Runs runs) {
        line(runs.label() + ": " + runs.summary());
        runs.differences()
                .forEach(difference ->
                        line("  " + difference.what() + ": " + difference.before() + " \u2192 " + difference.now()));
        for (var section : runs.sections()) {
            line("");
            line(section.heading() + " (" + section.rows().size() + ")");
            section.rows().forEach(this::add);
        }
        line("");
    }

    private void add(Row row) {
        line("  " + row.before().word() + " \u2192 " + row.now().word() + "  " + row.check() + " @" + row.subject()
                + "  " + row.level());
        if (row.findings().isEmpty() && row.earlier().isEmpty()) {
            line("      " + row.said());
        }
        add("", row.findings());
        add("before: ", row.earlier());
    }

    private void add(String when, List<Finding> findings) {
        findings.forEach(finding -> line("      " + when + finding.subject() + ": expected " + finding.expected()
                + ", was " + finding.actual()));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
