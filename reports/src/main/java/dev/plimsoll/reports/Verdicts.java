package dev.plimsoll.reports;

import dev.plimsoll.reports.View.Banner;
import dev.plimsoll.suites.run.RunRecord;

/** What the exit codes of runs mean, in words. */
final class Verdicts {
    private Verdicts() {}

    static Banner banner(RunRecord.Verdict verdict) {
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
}
