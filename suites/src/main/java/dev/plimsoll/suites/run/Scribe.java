package dev.plimsoll.suites.run;

import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Outcome;
import dev.plimsoll.suites.run.Judge.Ruling;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import dev.plimsoll.suites.run.RunRecord.SlowRecord;
import dev.plimsoll.suites.run.RunRecord.TargetRecord;
import dev.plimsoll.suites.run.RunRecord.TimingRecord;
import dev.plimsoll.suites.target.Mode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a run down as it goes on, with secrets taken out. */
final class Scribe {
    /** What a run's record and its requests' User-Agent call this program. */
    static final String TOOL = "plimsoll/0.1.0";

    /** How many of the slowest checks are told. */
    private static final int SLOWEST = 10;

    private final RunRequest request;
    private final Instant started;
    private final RunListener listener;
    private final Redactor redactor = Redactor.keyed(new SecureRandom());
    private final List<ResultRecord> results = new ArrayList<>();
    private final Map<String, Long> took = new LinkedHashMap<>();
    private long checkedMillis;
    private int checkedAtOnce;
    private final Map<String, Transcript> transcripts = new LinkedHashMap<>();
    private final Map<String, List<ExchangeRecord>> redacted = new LinkedHashMap<>();

    Scribe(RunRequest request, Instant started, RunListener listener) {
        this.request = request;
        this.started = started;
        this.listener = listener;
    }

    void write(Ruling ruling) {
        took.put(ruling.check().id().value(), ruling.took().toMillis());
        ruling.subjects().forEach(judged -> write(ruling.check(), judged.evidence(), judged.outcome()));
    }

    /** How long all checks took together, in nanoseconds, and how many ran side by side. */
    void checked(long nanos, int atOnce) {
        checkedMillis = Duration.ofNanos(nanos).toMillis();
        checkedAtOnce = atOnce;
    }

    private void write(Check check, Evidence evidence, Outcome outcome) {
        transcripts.put(evidence.name(), evidence.transcript());
        // Before any text about it is written: the redactor learns here which secrets there are.
        redacted.computeIfAbsent(evidence.name(), name -> redact(evidence.transcript()));
        var expectation = request.target().expectations().stream()
                .filter(e -> e.check().equals(check.id()) && e.subject().equals(evidence.subject()))
                .findFirst();
        var grading =
                new Grading(request.strict(), started.atOffset(ZoneOffset.UTC).toLocalDate());
        var grade = grading.of(check.level(), outcome, expectation);
        var result = ResultRecords.of(check, outcome, grade, evidence, expectation.map(grading::tell), this::text);
        results.add(result);
        listener.judged(result);
    }

    RunRecord record(Site site, EnginePull engine, Instant ended) {
        var pull = engine.record();
        redacted.computeIfAbsent(PullRecords.TRANSCRIPT, name -> redact(engine.transcript()));
        var target = request.target();
        var told = new PullRecord(
                pull.reference(),
                pull.from(),
                pull.manifestDigest(),
                pull.imageId(),
                pull.layers(),
                pull.bytes(),
                pull.durationMillis(),
                pull.failure().map(this::text),
                Optional.of(PullRecords.TRANSCRIPT));
        return new RunRecord(
                RunRecord.FORMAT,
                TOOL,
                new TargetRecord(
                        target.id(),
                        target.title(),
                        site.registry().toString(),
                        site.recording().flatMap(recording -> target.capture())),
                site.mode().yamlName(),
                site.reason(),
                request.strict(),
                started,
                Duration.between(started, ended).toMillis(),
                results,
                Optional.of(told),
                redacted,
                Verdicts.of(results, told, engine.unreachable() && site.mode() == Mode.LIVE),
                timing());
    }

    private Optional<TimingRecord> timing() {
        return took.isEmpty()
                ? Optional.empty()
                : Optional.of(new TimingRecord(
                        checkedMillis,
                        checkedAtOnce,
                        took.entrySet().stream()
                                .sorted(Map.Entry.<String, Long>comparingByValue()
                                        .reversed())
                                .limit(SLOWEST)
                                .map(entry -> new SlowRecord(entry.getKey(), entry.getValue()))
                                .toList()));
    }

    /** All that this run itself sent and received, each exchange once. */
    List<Exchange> traffic(EnginePull pull, Driver driver) {
        var own = new ArrayList<>(pull.transcript().exchanges());
        transcripts.forEach((name, transcript) -> {
            if (!name.equals(PullRecords.TRANSCRIPT) && !name.equals("recorded")) {
                own.addAll(transcript.exchanges());
            }
        });
        own.addAll(driver.besides());
        return own;
    }

    private List<ExchangeRecord> redact(Transcript transcript) {
        return transcript.stream()
                .map(redactor::redact)
                .map(ExchangeRecords::of)
                .toList();
    }

    /** A finding may quote a message in which a secret has no known shape, such as an opaque token out of its place. */
    private String text(String text) {
        var shown = redactor.redactText(text);
        try {
            return redactor.leakScanner().holdsSecret(new ByteArrayInputStream(shown.getBytes(StandardCharsets.UTF_8)))
                    ? "(withheld: a secret of this run stands in it)"
                    : shown;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
    }
}
