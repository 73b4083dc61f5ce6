package dev.plimsoll.cli;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.suites.run.LintRecord;
import dev.plimsoll.suites.run.TrafficLint;
import dev.plimsoll.suites.run.TrafficSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What the rulebook says of traffic that was just recorded, in a few lines. */
final class Findings {
    /** Whoever wants all of them asks lint. */
    private static final int SHOWN = 10;

    private Findings() {}

    static List<String> lines(Capture capture) {
        var source = TrafficSource.capture(capture.info(), capture.transcript());
        var record = TrafficLint.judge(source, capture.transcript(), List.of(), false, Clock.systemUTC());
        var told = record.results().stream()
                .filter(result -> LintRecord.isTold(result.grade()))
                .toList();
        var lines = new ArrayList<String>();
        lines.add("findings: " + told.size());
        told.stream()
                .limit(SHOWN)
                .forEach(result -> lines.add(
                        "  " + result.grade() + " " + result.party() + " " + result.check() + ": " + result.summary()));
        if (told.size() > SHOWN) {
            lines.add("  and " + (told.size() - SHOWN) + " more");
        }
        return lines;
    }
}
