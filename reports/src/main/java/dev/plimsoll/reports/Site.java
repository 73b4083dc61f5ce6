package dev.plimsoll.reports;

import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.util.List;
import java.util.function.Predicate;

/**
 * The runs of a report by check: what every page is made of.
 *
 * @param runs in the order given
 * @param checks those that occur, by topic, in the rulebook's order
 */
record Site(List<KeyedRun> runs, List<JudgedCheck> checks) {
    /** The subject of results that are the run's own target's. */
    static final String REGISTRY = "registry";

    Site {
        runs = List.copyOf(runs);
        checks = List.copyOf(checks);
    }

    /**
     * A run and its name in links.
     *
     * @param number from 0
     * @param key plain and unique
     */
    record KeyedRun(int number, String key, RunRecord run) {}

    /**
     * A check and what became of it.
     *
     * @param id as the results have it
     * @param path of its page, from the report's folder
     * @param about the first of its results, for what all have in common
     * @param entries one a run and subject, in the order of the runs
     */
    record JudgedCheck(String id, String topic, String path, ResultRecord about, List<Entry> entries) {
        JudgedCheck {
            entries = List.copyOf(entries);
        }

        boolean isOfClients() {
            return about.party().equals("CLIENT");
        }
    }

    /**
     * One result.
     *
     * @param anchor of its section in the check's page
     */
    record Entry(KeyedRun run, ResultRecord result, Grades.Label grade, String anchor) {}

    /** The topics, in the order of the checks. */
    List<String> topics() {
        return checks.stream().map(JudgedCheck::topic).distinct().toList();
    }

    List<JudgedCheck> of(String topic) {
        return checks.stream().filter(check -> check.topic().equals(topic)).toList();
    }

    List<JudgedCheck> where(Predicate<JudgedCheck> condition) {
        return checks.stream().filter(condition).toList();
    }
}
