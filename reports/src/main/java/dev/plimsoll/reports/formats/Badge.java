package dev.plimsoll.reports.formats;

import dev.plimsoll.reports.SafeText;
import dev.plimsoll.suites.run.RunRecord;
import java.util.List;

/** The JSON that shields.io's endpoint badge asks for. */
final class Badge {
    private Badge() {}

    static String of(List<RunRecord> runs) {
        var badge = Json.object().put("schemaVersion", 1);
        if (runs.size() == 1) {
            var run = runs.get(0);
            badge.put("label", "plimsoll: " + SafeText.line(run.target().id()));
            badge.put("message", message(run));
            badge.put("color", colour(run));
        } else {
            long conforming =
                    runs.stream().filter(run -> run.verdict().exitCode() == 0).count();
            badge.put("label", "plimsoll");
            badge.put("message", conforming + " of " + runs.size() + " conform");
            badge.put(
                    "color",
                    runs.stream().anyMatch(run -> run.verdict().exitCode() == 1)
                            ? "red"
                            : conforming == runs.size() ? "brightgreen" : "orange");
        }
        return Json.text(badge);
    }

    private static String message(RunRecord run) {
        long failures = count(run, "FAIL");
        long warnings = count(run, "WARN");
        return switch (run.verdict().exitCode()) {
            case 0 -> warnings == 0 ? "conforms" : "conforms, " + warnings + " warned";
            case 1 -> failures == 0 ? "cannot be pulled from" : failures + " violated";
            case 2 -> "stale expectations";
            case 3 -> "inconclusive";
            default -> "not run";
        };
    }

    private static String colour(RunRecord run) {
        return switch (run.verdict().exitCode()) {
            case 0 -> count(run, "WARN") == 0 ? "brightgreen" : "green";
            case 1 -> "red";
            case 2 -> "orange";
            default -> "lightgrey";
        };
    }

    private static long count(RunRecord run, String grade) {
        return run.results().stream()
                .filter(result -> result.grade().equals(grade))
                .count();
    }
}
