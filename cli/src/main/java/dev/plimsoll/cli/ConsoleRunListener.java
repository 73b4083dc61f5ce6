package dev.plimsoll.cli;

import dev.plimsoll.suites.check.Grade;
import dev.plimsoll.suites.run.RunListener;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import dev.plimsoll.suites.run.RunRecord.TimingRecord;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Tells a person how a run goes on; what holds or does not apply is left to the report. */
final class ConsoleRunListener implements RunListener {
    private final PrintWriter out;
    private final Ansi ansi;
    private final Progress progress;

    ConsoleRunListener(PrintWriter out, Ansi ansi, Progress progress) {
        this.out = out;
        this.ansi = ansi;
        this.progress = progress;
    }

    @Override
    public void ready(String mode, String reason) {
        say(mode + ": " + reason);
        progress.show(() -> "the reference engine pulls");
    }

    @Override
    public void pulled(PullRecord pull) {
        say(pull.failure()
                .map(failure -> "the reference engine could not pull " + pull.reference() + ": " + failure)
                .orElseGet(() -> "the reference engine pulled " + pull.reference() + " from " + pull.from() + ": "
                        + pull.layers() + " layers, " + pull.bytes() + " bytes, " + pull.durationMillis() + " ms"));
    }

    @Override
    public void triedOut(String ability, boolean present, String answer) {
        say((present ? "has    " : "has no ") + ability + " (" + answer + ")");
    }

    @Override
    public void cleaned(long written, int removed, int left) {
        say("checks pushed " + written + " bytes; of what they pushed " + removed + " things are deleted, " + left
                + " are left");
    }

    @Override
    public void judging(String check, int number, int count) {
        progress.show(() -> "check " + number + " of " + count + ": " + check);
    }

    @Override
    public void judged(ResultRecord result) {
        var grade = Grade.valueOf(result.grade());
        if (grade != Grade.PASS && grade != Grade.SKIP) {
            say(Paint.grade(ansi, grade, grade.name()) + "  " + result.level() + "  " + result.check() + " @"
                    + result.subject() + "\n      " + result.summary());
        }
    }

    @Override
    public void timed(TimingRecord timing) {
        progress.show(() -> "the report is written");
        say(String.format(
                Locale.ROOT,
                "checked in %.1f s, %d at once; the slowest: %s",
                timing.checkMillis() / 1000.0,
                timing.atOnce(),
                timing.slowest().stream()
                        .map(slow -> slow.check() + " " + slow.millis() + " ms")
                        .collect(Collectors.joining(", "))));
    }

    private void say(String line) {
        progress.hide();
        out.println(line);
        out.flush();
    }
}
