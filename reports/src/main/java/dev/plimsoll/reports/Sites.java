package dev.plimsoll.reports;

import dev.plimsoll.reports.Site.Entry;
import dev.plimsoll.reports.Site.JudgedCheck;
import dev.plimsoll.reports.Site.KeyedRun;
import dev.plimsoll.suites.run.Catalog;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sorts the results of runs by check. */
final class Sites {
    private static final Map<String, Integer> PLACES = places();

    private Sites() {}

    static Site of(List<RunRecord> runs) {
        var keyed = keyed(runs);
        Map<String, List<Judged>> byCheck = new LinkedHashMap<>();
        for (var run : keyed) {
            for (var result : run.run().results()) {
                byCheck.computeIfAbsent(result.check(), id -> new ArrayList<>()).add(new Judged(run, result));
            }
        }
        var paths = new Names();
        var byTopic = new LinkedHashMap<String, List<JudgedCheck>>();
        byCheck.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> PLACES.getOrDefault(entry.getKey(), Integer.MAX_VALUE)))
                .map(entry -> check(entry.getKey(), entry.getValue(), paths))
                .forEach(check -> byTopic.computeIfAbsent(check.topic(), topic -> new ArrayList<>())
                        .add(check));
        return new Site(keyed, byTopic.values().stream().flatMap(List::stream).toList());
    }

    private record Judged(KeyedRun run, ResultRecord result) {}

    /** The target's id; with the mode if two runs share it, and with a number if they share that too. */
    private static List<KeyedRun> keyed(List<RunRecord> runs) {
        var shared = new HashMap<String, Integer>();
        runs.forEach(run -> shared.merge(Names.plain(run.target().id()), 1, Integer::sum));
        var names = new Names();
        var keyed = new ArrayList<KeyedRun>();
        for (var run : runs) {
            var id = Names.plain(run.target().id());
            var key = shared.getOrDefault(id, 1) == 1 ? id : id + "-" + Names.plain(run.mode());
            keyed.add(new KeyedRun(keyed.size(), names.unique(key), run));
        }
        return keyed;
    }

    private static JudgedCheck check(String id, List<Judged> results, Names paths) {
        var anchors = new Names();
        var entries = results.stream()
                .map(judged -> new Entry(
                        judged.run(),
                        judged.result(),
                        Grades.named(judged.result().grade()),
                        anchors.unique(anchor(judged))))
                .toList();
        var about = results.get(0).result();
        return new JudgedCheck(id, about.topic(), path(id, paths), about, entries);
    }

    /** From the names alone, so that a link to a section holds in the next run's report too. */
    private static String anchor(Judged judged) {
        var subject = judged.result().subject();
        return subject.equals(Site.REGISTRY) ? judged.run().key() : judged.run().key() + "@" + Names.plain(subject);
    }

    private static String path(String id, Names paths) {
        var slash = id.indexOf('/');
        var topic = slash < 0 ? "" : id.substring(0, slash);
        var path = "checks/" + part(topic) + "/" + part(id.substring(slash + 1));
        return paths.unique(path) + ".html";
    }

    private static String part(String text) {
        return Names.plain(text).toLowerCase(Locale.ROOT).replace('.', '-');
    }

    private static Map<String, Integer> places() {
        var places = new HashMap<String, Integer>();
        for (var check : Catalog.all()) {
            places.put(check.id().value(), places.size());
        }
        return Map.copyOf(places);
    }

    /** The check before or after that one among those of its topic. */
    static Optional<JudgedCheck> neighbour(List<JudgedCheck> ofTopic, JudgedCheck check, int step) {
        var place = ofTopic.indexOf(check) + step;
        return place < 0 || place >= ofTopic.size() ? Optional.empty() : Optional.of(ofTopic.get(place));
    }
}
