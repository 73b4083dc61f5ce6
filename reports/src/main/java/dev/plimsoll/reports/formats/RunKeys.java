package dev.plimsoll.reports.formats;

import dev.plimsoll.reports.SafeText;
import dev.plimsoll.suites.run.RunRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What runs are called beside each other: the target's id, with the mode if two runs share that, then a number. A key
 * has letters, digits, dots, dashes and underscores alone, so that it is a file's name as well.
 */
final class RunKeys {
    private RunKeys() {}

    /** One key a run, in the runs' order. */
    static List<String> of(List<RunRecord> runs) {
        var keys = new ArrayList<String>();
        var taken = new HashSet<String>();
        for (var run : runs) {
            long same = runs.stream().filter(other -> id(other).equals(id(run))).count();
            var name = same == 1 ? id(run) : id(run) + "-" + safe(run.mode());
            var key = name;
            for (var number = 2; !taken.add(key); number++) {
                key = name + "-" + number;
            }
            keys.add(key);
        }
        return keys;
    }

    private static String id(RunRecord run) {
        return safe(run.target().id());
    }

    private static String safe(String text) {
        var safe = SafeText.line(text).replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[.]+", "-");
        return safe.isEmpty() ? "run" : safe;
    }
}
