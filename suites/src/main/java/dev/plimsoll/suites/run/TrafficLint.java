package dev.plimsoll.suites.run;

import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.fixtures.redact.SecretLint.Suspicion;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Secret;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Grade;
import dev.plimsoll.suites.check.Party;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import dev.plimsoll.suites.run.RunRecord.TargetRecord;
import dev.plimsoll.suites.run.RunRecord.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges traffic by the whole rulebook, without a target: a check applies where the traffic shows what it speaks of.
 * Secrets are taken out in memory before anything is judged, so that no finding quotes one.
 */
public final class TrafficLint {
    private final TrafficSource source;
    private final boolean strict;
    private final Clock clock;
    private final Instant started;
    private final Redactor redactor = Redactor.keyed(new SecureRandom());

    private TrafficLint(TrafficSource source, boolean strict, Clock clock) {
        this.source = source;
        this.strict = strict;
        this.clock = clock;
        started = clock.instant();
    }

    /**
     * Judges recorded traffic.
     *
     * @param secrets what was found like one before, which makes the verdict worse
     */
    public static RunRecord judge(
            TrafficSource source, Transcript traffic, List<Suspicion> secrets, boolean strict, Clock clock) {
        var lint = new TrafficLint(source, strict, clock);
        var covered = lint.cover(traffic);
        var results = lint.results(covered);
        return lint.record(
                covered,
                results,
                Optional.empty(),
                verdict(secrets, results, covered.exchanges().size()));
    }

    /**
     * Judges what a pull of the reference engine sent and received.
     *
     * @param unreachable whether it failed for want of a network
     * @param known secrets that it may have sent
     */
    public static RunRecord judgePull(
            TrafficSource source,
            Transcript traffic,
            PullRecord pull,
            boolean unreachable,
            List<Secret> known,
            Clock clock) {
        var lint = new TrafficLint(source, false, clock);
        known.forEach(lint.redactor::knowing);
        var covered = lint.cover(traffic);
        var results = lint.results(covered);
        var told = new PullRecord(
                lint.words(pull.reference()),
                lint.words(pull.from()),
                pull.manifestDigest(),
                pull.imageId(),
                pull.layers(),
                pull.bytes(),
                pull.durationMillis(),
                pull.failure().map(lint::words),
                pull.transcript());
        return lint.record(covered, results, Optional.of(told), Verdicts.of(results, told, unreachable));
    }

    /** All of it before any is judged: what is met late may stand in what came before. */
    private Transcript cover(Transcript traffic) {
        var exchanges = new ArrayList<Exchange>();
        traffic.stream().map(redactor::redact).forEach(exchanges::add);
        return new Transcript(exchanges);
    }

    private List<ResultRecord> results(Transcript traffic) {
        return Catalog.all().stream().map(check -> result(check, traffic)).toList();
    }

    private ResultRecord result(Check check, Transcript traffic) {
        var outcome = check.judgement().judge(traffic);
        var subject = check.party() == Party.CLIENT ? words(source.client()) : Evidence.REGISTRY;
        return ResultRecords.of(
                check,
                outcome,
                Grade.of(check.level(), outcome, strict),
                new Evidence(subject, source.evidence(), source.transcript(), traffic),
                Optional.empty(),
                this::text);
    }

    private RunRecord record(
            Transcript traffic, List<ResultRecord> results, Optional<PullRecord> pull, Verdict verdict) {
        var target = source.target();
        return new RunRecord(
                RunRecord.FORMAT,
                Scribe.TOOL,
                new TargetRecord(
                        target.id(),
                        words(target.title()),
                        words(target.registry()),
                        target.capture().map(this::words)),
                source.mode(),
                words(source.modeReason()),
                strict,
                started,
                Duration.between(started, clock.instant()).toMillis(),
                results,
                pull,
                Map.of(
                        source.transcript(),
                        traffic.stream().map(ExchangeRecords::of).toList()),
                verdict,
                Optional.empty());
    }

    /** Of what came from elsewhere than the traffic. */
    private String words(String text) {
        return text(redactor.redactText(text));
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

    private static Verdict verdict(List<Suspicion> secrets, List<ResultRecord> results, int exchanges) {
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

    private static long count(List<ResultRecord> results, Grade grade) {
        return results.stream()
                .filter(result -> result.grade().equals(grade.name()))
                .count();
    }
}
