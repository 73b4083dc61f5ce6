package dev.plimsoll.reports;

import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.ClauseRecord;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import dev.plimsoll.suites.run.RunRecord.FindingRecord;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import dev.plimsoll.suites.run.RunRecord.TargetRecord;
import dev.plimsoll.suites.run.RunRecord.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Run records to make reports from. */
public final class Runs {
    private static final String SPEC =
            "https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests";

    private Runs() {}

    /** One result of each of three grades, out of order. */
    public static RunRecord small() {
        return run(
                List.of(
                        passed("negotiation/answers-with-an-accepted-type", "MUST", 3),
                        violated("digests/header-matches-the-body", "MUST", "FAIL", 3),
                        result("schema1/signature-verifies", "MUST", "not-applicable", "SKIP")),
                Map.of("pull", Exchanges.pull()));
    }

    /** Results of those grades, in that order, all of the level MUST. */
    static RunRecord graded(String... grades) {
        var results = new ArrayList<ResultRecord>();
        for (var grade : grades) {
            results.add(result("topic/check-" + results.size(), "MUST", "observed", grade));
        }
        return run(results, Map.of());
    }

    /** A run with that one exchange behind its one result. */
    static RunRecord with(ExchangeRecord exchange) {
        return run(List.of(passed("topic/check", "MUST", exchange.id())), Map.of("pull", List.of(exchange)));
    }

    static RunRecord run(List<ResultRecord> results, Map<String, List<ExchangeRecord>> transcripts) {
        var failed =
                results.stream().filter(result -> result.grade().equals("FAIL")).count();
        return new RunRecord(
                RunRecord.FORMAT,
                "plimsoll 0.1.0",
                new TargetRecord(
                        "dockerhub",
                        "Docker Hub",
                        "https://registry-1.docker.io",
                        Optional.of("dockerhub-ubuntu-16.04")),
                "process",
                "Debian's docker-registry was found on the PATH",
                false,
                Instant.parse("2026-11-21T10:00:00.250Z"),
                12_345,
                results,
                Optional.of(new PullRecord(
                        "library/ubuntu:16.04",
                        "the twin of dockerhub-ubuntu-16.04",
                        Optional.of(Exchanges.DIGEST),
                        Optional.of(Exchanges.CONFIG),
                        4,
                        48_537_371,
                        842,
                        Optional.empty(),
                        Optional.empty())),
                transcripts,
                new Verdict(failed > 0 ? 1 : 0, failed + " of " + results.size() + " checks failed"),
                Optional.empty());
    }

    /** Two runs of different targets that share checks; one violates what the other holds. */
    static List<RunRecord> two() {
        var other = run(
                List.of(
                        passed("digests/header-matches-the-body", "MUST", 3),
                        new Violation("redirects/authorization-stays-home", "CLIENT", "docker 20.10.24").recorded()),
                Map.of("pull", Exchanges.pull(), "docker", Exchanges.pull()));
        return List.of(small(), of("quay", "replay", other));
    }

    /** The same run of another target or in another mode. */
    static RunRecord of(String target, String mode, RunRecord run) {
        return new RunRecord(
                run.format(),
                run.tool(),
                new TargetRecord(
                        target,
                        "The registry " + target,
                        run.target().registry(),
                        run.target().capture()),
                mode,
                run.modeReason(),
                run.strict(),
                run.started(),
                run.durationMillis(),
                run.results(),
                run.pull(),
                run.transcripts(),
                run.verdict(),
                run.timing());
    }

    static ResultRecord passed(String check, String level, int exchange) {
        return result(
                check,
                level,
                "REGISTRY",
                "registry",
                "conforms",
                "PASS",
                "holds",
                List.of(),
                "driven",
                List.of(exchange));
    }

    static ResultRecord violated(String check, String level, String grade, int exchange) {
        var finding = new FindingRecord(
                exchange, "Docker-Content-Digest", "the digest of the body, " + Exchanges.CONFIG, Exchanges.DIGEST);
        return result(
                check,
                level,
                "REGISTRY",
                "registry",
                "violates",
                grade,
                "Docker-Content-Digest: expected the digest of the body, but was another one",
                List.of(finding),
                "driven",
                List.of(exchange));
    }

    static ResultRecord result(String check, String level, String outcome, String grade) {
        return result(
                check,
                level,
                "REGISTRY",
                "registry",
                outcome,
                grade,
                "the transcript has no such exchange",
                List.of(),
                "driven",
                List.of());
    }

    static ResultRecord result(
            String check,
            String level,
            String party,
            String subject,
            String outcome,
            String grade,
            String summary,
            List<FindingRecord> findings,
            String evidence,
            List<Integer> exchanges) {
        var slash = check.indexOf('/');
        return new ResultRecord(
                check,
                check.substring(0, slash),
                level,
                party,
                subject,
                "The registry " + check.substring(slash + 1).replace('-', ' '),
                "Clients that verify what they get refuse the image, and say that it is corrupt.",
                new ClauseRecord(
                        "dist." + check.substring(0, slash),
                        SPEC,
                        "If the response has a Docker-Content-Digest, it is the digest of the response's body, and a"
                                + " client compares the two."),
                outcome,
                grade,
                summary,
                findings,
                grade.equals("KNOWN") || grade.equals("STALE")
                        ? Optional.of("Told upstream as issue 1234; the header is that of the index.")
                        : Optional.empty(),
                evidence,
                evidence.equals("driven") ? "pull" : "docker",
                exchanges);
    }

    /** As a real run looks: 45 results of every grade, of a registry and two clients. */
    static RunRecord rich() {
        var results = new ArrayList<ResultRecord>();
        var topics = List.of("digests", "negotiation", "redirects", "schema1", "tokens");
        var slugs = List.of(
                "challenge-names-a-realm-and-a-service",
                "header-matches-the-body",
                "keeps-the-authorization-off-the-other-origin",
                "answers-with-an-accepted-type",
                "head-is-like-get",
                "range-is-honoured");
        for (var topic : topics) {
            for (var slug : slugs) {
                results.add(
                        passed(topic + "/" + slug, slug.startsWith("h") ? "MUST" : "SHOULD", 1 + results.size() % 5));
            }
        }
        results.add(violated("digests/digest-of-the-config", "MUST", "FAIL", 3));
        results.add(new Violation("redirects/authorization-stays-home", "CLIENT", "docker 20.10.24").recorded());
        results.add(violated("tokens/token-outlives-a-minute", "SHOULD", "WARN", 2));
        results.add(violated("negotiation/index-before-manifest", "SHOULD", "WARN", 6));
        results.add(violated("digests/etag-is-the-digest", "SHOULD", "KNOWN", 3));
        results.add(passedAs("tokens/realm-is-https", "STALE"));
        results.add(result("redirects/body-ends-as-announced", "MUST", "inconclusive", "INCONCLUSIVE"));
        results.add(violated("digests/header-on-blobs", "MAY", "NOTE", 4));
        results.add(result("negotiation/default-type", "QUIRK", "observed", "NOTE"));
        results.add(passedAs("tokens/anonymous-pull", "NOTE"));
        for (var number = 1; number <= 5; number++) {
            results.add(result("schema1/signature-" + number + "-verifies", "MUST", "not-applicable", "SKIP"));
        }
        return run(results, Map.of("pull", Exchanges.pull(), "docker", Exchanges.pull()));
    }

    private static ResultRecord passedAs(String check, String grade) {
        return result(
                check,
                "MUST",
                "TOKEN_SERVER",
                "registry",
                "observed",
                grade,
                "a token without credentials, for 300 s",
                List.of(),
                "driven",
                List.of(1, 2));
    }

    private record Violation(String check, String party, String subject) {
        ResultRecord recorded() {
            return result(
                    check,
                    "MUST",
                    party,
                    subject,
                    "violates",
                    "FAIL",
                    "Authorization: expected none at another origin, but was a bearer token",
                    List.of(
                            new FindingRecord(
                                    5, "Authorization", "no field at production.cloudflare.docker.com", "Bearer ***"),
                            new FindingRecord(4, "Location", "a URL without credentials", "a signed URL")),
                    "recorded",
                    List.of(3, 4, 5));
        }
    }
}
