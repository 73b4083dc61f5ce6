package dev.plimsoll.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.suites.check.Grade;
import dev.plimsoll.suites.run.LintRecord;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Prints what lint found, a line a finding, and how many at the end. */
final class LintPrinter {
    /** A capture of a thousand pulls has the same finding a thousand times. */
    private static final int SHOWN_FINDINGS = 5;

    private static final JsonMapper JSON = new JsonMapper();

    private final PrintWriter out;
    private final Ansi ansi;

    LintPrinter(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    /** One JSON document: the record, member by member. */
    void printJson(LintRecord record) {
        out.println(JSON.valueToTree(record).toPrettyString());
    }

    void print(LintRecord record) {
        for (var secret : record.secrets()) {
            out.println("SECRET " + (secret.exchange() == 0 ? "" : "exchange " + secret.exchange() + ", ")
                    + secret.place() + ": " + secret.kind() + ", " + secret.length() + " characters"
                    + (secret.fingerprint().isEmpty() ? "" : ", fingerprint " + secret.fingerprint()));
        }
        for (var result : record.results()) {
            if (LintRecord.isTold(result.grade())) {
                out.println(Paint.grade(ansi, Grade.valueOf(result.grade()), String.format("%-12s", result.grade()))
                        + String.format(" %-6s %s", result.level(), result.check()) + ": "
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
