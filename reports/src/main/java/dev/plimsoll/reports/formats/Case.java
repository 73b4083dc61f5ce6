package dev.plimsoll.reports.formats;

import dev.plimsoll.reports.SafeText;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import dev.plimsoll.suites.run.RunRecord.FindingRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import dev.plimsoll.suites.run.RunRecord.SlowRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A result as test reports see it.
 *
 * @param key of the run
 * @param name of the check, and the subject if that is a client: unique in the run, and the same in the next one
 * @param result as it is in the record: hostile still
 * @param exchanges behind it, those that a finding speaks of first
 * @param millis how long it took as far as that was measured, otherwise 0
 */
record Case(String key, String name, ResultRecord result, List<ExchangeRecord> exchanges, long millis) {
    private static final String REGISTRY = "registry";

    Case {
        exchanges = List.copyOf(exchanges);
    }

    static List<Case> of(RunRecord run, String key) {
        var slowest = new HashMap<String, Long>();
        run.timing().map(RunRecord.TimingRecord::slowest).stream()
                .flatMap(List::stream)
                .forEach((SlowRecord slow) -> slowest.put(slow.check(), slow.millis()));
        var seen = new HashMap<String, Integer>();
        var cases = new ArrayList<Case>();
        for (var result : run.results()) {
            var name = name(result);
            int number = seen.merge(name, 1, Integer::sum);
            cases.add(new Case(
                    key,
                    number == 1 ? name : name + " #" + number,
                    result,
                    exchanges(run, result),
                    millis(run, result, slowest)));
        }
        return cases;
    }

    String topic() {
        return SafeText.line(result.topic());
    }

    String title() {
        return SafeText.line(result.title());
    }

    String summary() {
        return SafeText.line(result.summary());
    }

    /** The clause's link, if it is one of http or https that nothing can break out of. */
    Optional<String> link() {
        return Optional.of(SafeText.line(result.clause().link()))
                .filter(link -> link.matches("https?://[A-Za-z0-9._~:/?#=&%+,@!$;'-]+"));
    }

    /** Both sides of each finding, several lines; nothing if there is none. */
    String findings() {
        var lines = new StringBuilder();
        for (FindingRecord finding : result.findings()) {
            lines.append(SafeText.line(finding.subject()))
                    .append("\n  expected: ")
                    .append(Cut.to(2000, SafeText.line(finding.expected())))
                    .append("\n  actual:   ")
                    .append(Cut.to(2000, SafeText.line(finding.actual())))
                    .append('\n');
        }
        return lines.toString();
    }

    private static String name(ResultRecord result) {
        var check = SafeText.line(result.check());
        return result.subject().equals(REGISTRY) ? check : check + " @" + SafeText.line(result.subject());
    }

    private static List<ExchangeRecord> exchanges(RunRecord run, ResultRecord result) {
        var ids = new LinkedHashSet<Integer>();
        result.findings().forEach(finding -> ids.add(finding.exchange()));
        ids.addAll(result.exchanges());
        var transcript = run.transcripts().getOrDefault(result.transcript(), List.of());
        return ids.stream()
                .flatMap(id -> transcript.stream()
                        .filter(exchange -> exchange.id() == id)
                        .limit(1))
                .toList();
    }

    /** As the run measured it; otherwise how long the check's own exchanges took, if it sent any. */
    private static long millis(RunRecord run, ResultRecord result, Map<String, Long> slowest) {
        if (!result.transcript().equals(result.check())) {
            return 0;
        }
        var measured = slowest.get(result.check());
        return measured != null
                ? measured
                : Stream.ofNullable(run.transcripts().get(result.transcript()))
                        .flatMap(List::stream)
                        .mapToLong(exchange -> exchange.lastByteMillis().orElse(0L))
                        .sum();
    }
}
