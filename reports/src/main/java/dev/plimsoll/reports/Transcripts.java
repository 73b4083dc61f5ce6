package dev.plimsoll.reports;

import dev.plimsoll.reports.CheckView.Hop;
import dev.plimsoll.reports.Site.KeyedRun;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import dev.plimsoll.suites.run.RunRecord.FindingRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The wire logs of a report. Many results rest on the same exchange, so each is filled into its template once for all
 * that mark the same fields. Threads may share it.
 */
final class Transcripts {
    private final Map<Place, ExchangeRecord> exchanges = new HashMap<>();
    private final Map<Log, Hop> logs = new ConcurrentHashMap<>();

    Transcripts(List<KeyedRun> runs) {
        for (var run : runs) {
            run.run()
                    .transcripts()
                    .forEach((name, transcript) -> transcript.forEach(
                            exchange -> exchanges.putIfAbsent(new Place(run.number(), name, exchange.id()), exchange)));
        }
    }

    private record Place(int run, String transcript, int exchange) {}

    private record Log(Place place, Set<String> marked) {}

    /** The exchanges behind a result that are kept, those of its findings first, then in order. */
    List<Hop> of(KeyedRun run, ResultRecord result, Collection<Integer> ids, int most) {
        var marked = new LinkedHashMap<Integer, Set<String>>();
        ids.forEach(id -> marked.put(id, subjects(result, id)));
        return marked.entrySet().stream()
                .map(entry -> new Log(new Place(run.number(), result.transcript(), entry.getKey()), entry.getValue()))
                .filter(log -> exchanges.containsKey(log.place()))
                .limit(most)
                .sorted(Comparator.comparingInt(log -> log.place().exchange()))
                .map(log -> log(log, run))
                .toList();
    }

    private Hop log(Log log, KeyedRun run) {
        return logs.computeIfAbsent(log, missing -> {
            var exchange = Optional.ofNullable(exchanges.get(missing.place())).orElseThrow();
            var wire = Wires.of(exchange, missing.marked());
            var html = Templates.part(
                    "exchange.ftlh",
                    Map.of("wire", wire, "repeating", repeating(run.run().mode())));
            return new Hop(
                    wire.id(), wire.heading(), wire.status(), !missing.marked().isEmpty(), html);
        });
    }

    /** What the findings speak of, so that its line is marked; a finding of no field marks none, but is not empty. */
    private static Set<String> subjects(ResultRecord result, int exchange) {
        return result.findings().stream()
                .filter(finding -> finding.exchange() == exchange)
                .map(FindingRecord::subject)
                .map(subject -> subject.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What to know before running a curl line; empty if nothing. */
    static String repeating(String mode) {
        return switch (mode) {
            case "replay" -> "against the real registry, as this run was a replay";
            case "recorded" -> "against the real registry, as this was recorded";
            case "process", "container" -> "once that registry runs again, as the run has stopped its own";
            default -> "";
        };
    }
}
