package dev.plimsoll.reports;

import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Party;
import dev.plimsoll.suites.run.Catalog;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.ClauseRecord;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import dev.plimsoll.suites.run.RunRecord.FindingRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs of the whole rulebook, with more behind them than real ones have: each judges every check, of two clients too. */
public final class LargeRuns {
    private static final List<String> NAMES = List.of(
            "dockerhub",
            "gcr",
            "quay",
            "aliyun-mirror",
            "registry2",
            "registry2-htpasswd",
            "registry2-redirect",
            "registry2-token",
            "distribution3",
            "crane");
    private static final List<String> GRADES = List.of(
            "PASS", "PASS", "SKIP", "PASS", "NOTE", "SKIP", "PASS", "WARN", "PASS", "SKIP", "PASS", "FAIL", "KNOWN");
    private static final int DRIVEN = 40;

    private LargeRuns() {}

    /** Ten runs. */
    public static List<RunRecord> ten() {
        var runs = new ArrayList<RunRecord>();
        for (var name : NAMES) {
            runs.add(Runs.of(name, "replay", Runs.run(results(runs.size()), transcripts())));
        }
        return runs;
    }

    private static Map<String, List<ExchangeRecord>> transcripts() {
        var transcripts = new TreeMap<String, List<ExchangeRecord>>();
        for (var number = 0; number < DRIVEN; number++) {
            transcripts.put("driven-" + number, Exchanges.pull());
        }
        return transcripts;
    }

    private static List<ResultRecord> results(int run) {
        var results = new ArrayList<ResultRecord>();
        for (var check : Catalog.all()) {
            var subjects = check.party() == Party.CLIENT
                    ? List.of("docker/19.03.12", "plimsoll-engine")
                    : List.of(Site.REGISTRY);
            for (var subject : subjects) {
                var grade = GRADES.get((results.size() * 7 + run * (results.size() % 5)) % GRADES.size());
                results.add(result(check, subject, grade, results.size()));
            }
        }
        return results;
    }

    private static ResultRecord result(Check check, String subject, String grade, int number) {
        var deviates = List.of("FAIL", "WARN", "KNOWN").contains(grade);
        return new ResultRecord(
                check.id().value(),
                check.id().topic(),
                check.level().name(),
                check.party().name(),
                subject,
                check.title(),
                check.impact(),
                new ClauseRecord(
                        check.clause().id(),
                        check.clause().link().toString(),
                        check.clause().requirement()),
                deviates ? "violates" : "conforms",
                grade,
                deviates ? "Docker-Content-Digest: expected the digest of the body, but was another" : "Holds",
                deviates
                        ? List.of(new FindingRecord(3, "Docker-Content-Digest", Exchanges.CONFIG, Exchanges.DIGEST))
                        : List.of(),
                grade.equals("KNOWN") ? Optional.of("Told upstream.") : Optional.empty(),
                "driven by the check",
                "driven-" + number % DRIVEN,
                grade.equals("SKIP") ? List.of() : List.of(1, 2, 3));
    }
}
