package dev.plimsoll.reports.formats;

import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.ClauseRecord;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import dev.plimsoll.suites.run.RunRecord.FindingRecord;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import dev.plimsoll.suites.run.RunRecord.SlowRecord;
import dev.plimsoll.suites.run.RunRecord.TargetRecord;
import dev.plimsoll.suites.run.RunRecord.TimingRecord;
import dev.plimsoll.suites.run.RunRecord.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small runs for the writers: one result of each grade, and a registry that means the reader no good. */
final class SampleRuns {
    /** A token as a registry would hand one out. */
    static final String SECRET = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmF0dXJlLW9mLXNvbWVib2R5";

    static final String PASSWORD = "hunter2-hunter2-hunter2";

    /** All that breaks out of something: of XML, CDATA, Markdown, HTML, a shell, a table, a mention. */
    static final String HOSTILE = "<script>alert(1)</script> ]]> `x` ```` | @octocat #1 [a](javascript:b) **b** {0}\r\n"
            + "# head \u0000 \u202egpj.exe </details> ${jndi} \ud83d\ude00 www.evil.test";

    static final String OVERLONG = "long".repeat(750);

    private static final Instant START = Instant.parse("2026-11-21T10:00:00.250Z");
    private static final String SPEC = "https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pull";

    private SampleRuns() {}

    /** One result of each grade, two subjects of one check, and texts that are hostile. */
    static RunRecord hostile() {
        var results = new ArrayList<ResultRecord>();
        results.add(result("digests/header-matches-the-body", "MUST", "REGISTRY", "registry", "conforms", "PASS"));
        results.add(result("digests/etag-is-the-digest", "MUST", "REGISTRY", "registry", "violates", "FAIL"));
        results.add(result("digests/etag-is-the-digest", "MUST", "CLIENT", "docker/19.03.12", "violates", "FAIL"));
        results.add(result("redirects/token-stays-home", "SHOULD", "CLIENT", HOSTILE, "violates", "WARN"));
        results.add(result("tokens/realm-is-https", "MUST", "TOKEN_SERVER", "registry", "conforms", "STALE"));
        results.add(
                result("tokens/answers-in-time", "MUST", "TOKEN_SERVER", "registry", "inconclusive", "INCONCLUSIVE"));
        results.add(result("tags/list-is-sorted", "SHOULD", "REGISTRY", "registry", "violates", "KNOWN"));
        results.add(result("tags/list-has-pages", "MAY", "REGISTRY", "registry", "violates", "NOTE"));
        results.add(result("mirrors/says-what-it-is", "QUIRK", "MIRROR", "registry", "observed", "NOTE"));
        results.add(result("schema1/signature-verifies", "MUST", "REGISTRY", "registry", "not applicable", "SKIP"));
        return run(
                new TargetRecord("example", "Example " + HOSTILE, "https://registry.example", Optional.of("example-1")),
                "replay",
                results,
                new Verdict(1, "2 of 8 judged checks violated"),
                Optional.of("layer 2: " + HOSTILE));
    }

    /** A run without a fault. */
    static RunRecord conforming(String id, String mode) {
        return run(
                new TargetRecord(id, "The registry " + id, "https://" + id + ".example", Optional.empty()),
                mode,
                List.of(result("digests/header-matches-the-body", "MUST", "REGISTRY", "registry", "conforms", "PASS")),
                new Verdict(0, "1 checks judged, none violated a MUST"),
                Optional.empty());
    }

    /** That many violations, each with an overlong value. */
    static RunRecord failing(int violations) {
        var results = new ArrayList<ResultRecord>();
        for (var number = 0; number < violations; number++) {
            results.add(result("topic/check-" + number, "MUST", "REGISTRY", "registry", "violates", "FAIL"));
            results.add(result("topic/known-" + number, "MUST", "REGISTRY", "registry", "violates", "KNOWN"));
        }
        return run(
                new TargetRecord("example", "Example", "https://registry.example", Optional.empty()),
                "process",
                results,
                new Verdict(1, violations + " of " + violations + " judged checks violated"),
                Optional.empty());
    }

    static RunRecord withVerdict(RunRecord run, int exitCode) {
        return new RunRecord(
                run.format(),
                run.tool(),
                run.target(),
                run.mode(),
                run.modeReason(),
                run.strict(),
                run.started(),
                run.durationMillis(),
                run.results(),
                run.pull(),
                run.transcripts(),
                new Verdict(exitCode, "so it is"),
                run.timing());
    }

    private static RunRecord run(
            TargetRecord target, String mode, List<ResultRecord> results, Verdict verdict, Optional<String> failure) {
        return new RunRecord(
                RunRecord.FORMAT,
                "plimsoll/0.1.0",
                target,
                mode,
                "it is a test",
                false,
                START,
                12_345,
                results,
                Optional.of(new PullRecord(
                        "library/ubuntu:16.04",
                        "the twin of example-1",
                        Optional.of("sha256:" + "a".repeat(64)),
                        Optional.empty(),
                        2,
                        48_537_371,
                        842,
                        failure,
                        Optional.of("pull"))),
                Map.of(
                        "pull",
                        List.of(exchange(1), exchange(2)),
                        "digests/header-matches-the-body",
                        List.of(exchange(1))),
                verdict,
                Optional.of(new TimingRecord(800, 4, List.of(new SlowRecord("digests/header-matches-the-body", 321)))));
    }

    private static ResultRecord result(
            String check, String level, String party, String subject, String outcome, String grade) {
        var findings = outcome.equals("violates")
                ? List.of(
                        new FindingRecord(2, "ETag", "the digest in quotes", HOSTILE),
                        new FindingRecord(1, HOSTILE, "no " + PASSWORD.length() + " letters", OVERLONG))
                : List.<FindingRecord>of();
        return new ResultRecord(
                check,
                check.substring(0, check.indexOf('/')),
                level,
                party,
                subject,
                "The title of " + check.replace('/', ' '),
                "Clients that verify what they get refuse the image.",
                new ClauseRecord("DS-011", SPEC, "The digest in the header is that of the body."),
                outcome,
                grade,
                "ETag: expected the digest, but was " + HOSTILE,
                findings,
                grade.equals("KNOWN") || grade.equals("STALE")
                        ? Optional.of("Told upstream as issue 1234 " + HOSTILE)
                        : Optional.empty(),
                "driven by the check",
                check.equals("digests/header-matches-the-body") ? check : "pull",
                List.of(1));
    }

    private static ExchangeRecord exchange(int id) {
        return new ExchangeRecord(
                id,
                "GET",
                "https://user:" + PASSWORD + "@registry.example/v2/app/manifests/it's?X-Amz-Signature="
                        + "ab12".repeat(16),
                "HTTP/1.1",
                List.of(
                        List.of("Host", "registry.example"),
                        List.of("Authorization", "Bearer " + SECRET),
                        List.of("X-Client", HOSTILE)),
                200,
                "OK " + HOSTILE,
                List.of(
                        List.of("Content-Type", "application/json"),
                        List.of("Set-Cookie", "session=" + PASSWORD + "; Path=/"),
                        List.of("set-cookie", "more=" + PASSWORD),
                        List.of("X-Wire", HOSTILE)),
                Optional.of("{\"token\":\"" + SECRET + "\",\"x\":\"" + HOSTILE + "\"}"),
                Optional.of(1234L),
                Optional.of("sha256:" + "b".repeat(64)),
                "COMPLETE",
                Optional.empty(),
                Optional.of(START.plusMillis(100L * id)),
                Optional.of(40L),
                Optional.of(60L),
                Optional.of(1),
                List.of("a note"));
    }
}
