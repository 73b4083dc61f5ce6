package dev.plimsoll.suites.run;

import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.fixtures.redact.SecretLint.Suspicion;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Grade;
import dev.plimsoll.suites.check.Outcome;
import dev.plimsoll.suites.run.RunRecord.FindingRecord;
import dev.plimsoll.suites.run.RunRecord.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges recorded traffic by the whole rulebook, without a target: a check applies where the traffic shows what it speaks
 * of. Secrets are taken out in memory before anything is judged, so that no finding quotes one.
 */
public final class TrafficLint {
    private final Redactor redactor = Redactor.keyed(new SecureRandom());

    private TrafficLint() {}

    /** The record of all checks, and of what was found like a secret before. */
    public static LintRecord judge(String source, Transcript traffic, List<Suspicion> secrets, boolean strict) {
        var lint = new TrafficLint();
        var exchanges = new ArrayList<Exchange>();
        traffic.stream().map(lint.redactor::redact).forEach(exchanges::add);
        var covered = new Transcript(exchanges);
        var results = Catalog.all().stream()
                .map(check -> lint.result(check, covered, strict))
                .toList();
        return new LintRecord(
                LintRecord.FORMAT,
                source,
                exchanges.size(),
                secrets,
                results,
                verdict(secrets, results, exchanges.size()));
    }

    private LintRecord.Result result(Check check, Transcript traffic, boolean strict) {
        Outcome outcome = check.judgement().judge(traffic);
        return new LintRecord.Result(
                check.id().value(),
                check.level().name(),
                check.party().name(),
                Outcomes.kind(outcome),
                Grade.of(check.level(), outcome, strict).name(),
                check.title(),
                text(Outcomes.summary(outcome)),
                Outcomes.findings(outcome).stream()
                        .map(finding -> new FindingRecord(
                                finding.exchange(),
                                text(finding.subject()),
                                text(finding.expected()),
                                text(finding.actual())))
                        .toList(),
                Outcomes.exchanges(outcome));
    }

    /** What is quoted was covered before; this is for what a finding makes of it. */
    private String text(String text) {
        try {
            var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            return redactor.leakScanner().holdsSecret(bytes) ? "(withheld: a secret stands in it)" : text;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
    }

    private static Verdict verdict(List<Suspicion> secrets, List<LintRecord.Result> results, int exchanges) {
        long failures = count(results, Grade.FAIL);
        long warnings = count(results, Grade.WARN);
        long open = count(results, Grade.INCONCLUSIVE);
        long judged = results.stream()
                .filter(result -> Grade.valueOf(result.grade()).isVerdict())
                .count();
        var summary = exchanges + " exchanges, " + judged + " checks judged: " + secrets.size() + " secrets, "
                + failures + " violations, " + warnings + " warnings"
                + (open == 0 ? "" : ", " + open + " could not be judged");
        return new Verdict(!secrets.isEmpty() || failures > 0 ? 1 : judged == 0 || open > 0 ? 3 : 0, summary);
    }

    private static long count(List<LintRecord.Result> results, Grade grade) {
        return results.stream()
                .filter(result -> result.grade().equals(grade.name()))
                .count();
    }
}
