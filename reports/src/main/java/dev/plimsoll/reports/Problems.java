package dev.plimsoll.reports;

import dev.plimsoll.reports.OverviewView.Problem;
import dev.plimsoll.reports.OverviewView.Where;
import dev.plimsoll.reports.Site.Entry;
import dev.plimsoll.reports.Site.JudgedCheck;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a maintainer reads first: the checks that fail, are stale, could not be judged, or warn. */
final class Problems {
    private static final int LONGEST_SUMMARY = 300;

    private Problems() {}

    /** The worst first, and within a grade in the rulebook's order. */
    static List<Problem> of(Site site) {
        return site.checks().stream()
                .flatMap(Problems::of)
                .sorted(Comparator.comparingInt(problem -> problem.grade().rank()))
                .toList();
    }

    private static Stream<Problem> of(JudgedCheck check) {
        Map<Grades.Label, List<Entry>> byGrade = check.entries().stream()
                .filter(entry -> entry.grade().isProblem())
                .collect(Collectors.groupingBy(Entry::grade, LinkedHashMap::new, Collectors.toList()));
        return byGrade.entrySet().stream()
                .map(entry -> new Problem(
                        entry.getKey(),
                        SafeText.line(entry.getValue().get(0).result().level()),
                        SafeText.line(check.about().title()),
                        SafeText.line(check.id()),
                        check.path(),
                        entry.getValue().stream()
                                .map(where -> where(check, where))
                                .toList()));
    }

    private static Where where(JudgedCheck check, Entry entry) {
        var subject = entry.result().subject();
        var summary = SafeText.line(entry.result().summary());
        return new Where(
                entry.run().key(),
                subject.equals(Site.REGISTRY) ? "" : SafeText.line(subject),
                check.path() + "#" + entry.anchor(),
                summary.length() <= LONGEST_SUMMARY ? summary : summary.substring(0, LONGEST_SUMMARY) + "\u2026");
    }
}
