package dev.plimsoll.cli;

import dev.plimsoll.suites.run.LintRecord;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Prints what lint found, a line a finding, and how many at the end. */
final class LintPrinter {
    /** A capture of a thousand pulls has the same finding a thousand times. */
    private static final int SHOWN_FINDINGS = 5;

    private final PrintWriter out;

    LintPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(LintRecord record) {
        for (var secret : record.secrets()) {
            out.println("SECRET " + (secret.exchange() == 0 ? "" : "exchange " + secret.exchange() + ", ")
                    + secret.place() + ": " + secret.kind() + ", " + secret.length() + " characters"
                    + (secret.fingerprint().isEmpty() ? "" : ", fingerprint " + secret.fingerprint()));
        }
        for (var result : record.results()) {
            if (LintRecord.isTold(result.grade())) {
                out.println(String.format("%-12s %-6s %s", result.grade(), result.level(), result.check()) + ": "
                        + result.party() + ": " + result.summary());
                result.findings().stream()
                        .limit(SHOWN_FINDINGS)
                        .forEach(finding -> out.println("    exchange "
                                + finding.exchange() + ", " + finding.subject() + ": expected " + finding.expected()
                                + ", but was " + finding.actual()));
                if (result.findings().size() > SHOWN_FINDINGS) {
                    out.println("    and in the exchanges "
                            + result.findings().stream()
                                    .skip(SHOWN_FINDINGS)
                                    .map(finding -> Integer.toString(finding.exchange()))
                                    .distinct()
                                    .collect(Collectors.joining(", ")));
                }
            }
        }
        out.println(record.verdict().summary());
    }
}
