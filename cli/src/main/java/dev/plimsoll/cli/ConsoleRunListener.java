package dev.plimsoll.cli;

import dev.plimsoll.suites.check.Grade;
import dev.plimsoll.suites.run.RunListener;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import dev.plimsoll.suites.run.RunRecord.TimingRecord;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells a person how a run goes on; what holds or does not apply is left to the report. */
final class ConsoleRunListener implements RunListener {
    private final PrintWriter out;

    ConsoleRunListener(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void ready(String mode, String reason) {
        out.println(mode + ": " + reason);
        out.flush();
    }

    @Override
    public void pulled(PullRecord pull) {
        out.println(pull.failure()
                .map(failure -> "the reference engine could not pull " + pull.reference() + ": " + failure)
                .orElseGet(() -> "the reference engine pulled " + pull.reference() + " from " + pull.from() + ": "
                        + pull.layers() + " layers, " + pull.bytes() + " bytes, " + pull.durationMillis() + " ms"));
        out.flush();
    }

    @Override
    public void triedOut(String ability, boolean present, String answer) {
        out.println((present ? "has    " : "has no ") + ability + " (" + answer + ")");
        out.flush();
    }

    @Override
    public void cleaned(long written, int removed, int left) {
        out.println("checks pushed " + written + " bytes; of what they pushed " + removed + " things are deleted, "
                + left + " are left");
        out.flush();
    }

    @Override
    public void judged(ResultRecord result) {
        var grade = Grade.valueOf(result.grade());
        if (grade != Grade.PASS && grade != Grade.SKIP) {
            out.println(grade + "  " + result.level() + "  " + result.check() + " @" + result.subject() + "\n      "
                    + result.summary());
            out.flush();
        }
    }

    @Override
    public void timed(TimingRecord timing) {
        out.printf(
                Locale.ROOT,
                "checked in %.1f s, %d at once; the slowest: %s%n",
                timing.checkMillis() / 1000.0,
                timing.atOnce(),
                timing.slowest().stream()
                        .map(slow -> slow.check() + " " + slow.millis() + " ms")
                        .collect(Collectors.joining(", ")));
        out.flush();
    }
}
