package dev.plimsoll.suites.run;

import dev.plimsoll.suites.check.Capability;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Outcome;
import dev.plimsoll.suites.check.Party;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Brings about what a check is judged by, and judges it; for several threads, each with another check. */
final class Judge {
    private final Site site;
    private final EnginePull pull;
    private final Driver driver;
    private final Set<Capability> capabilities;

    Judge(Site site, EnginePull pull, Driver driver, Set<Capability> capabilities) {
        this.site = site;
        this.pull = pull;
        this.driver = driver;
        this.capabilities = capabilities;
    }

    /** One subject's outcome. */
    record Judged(Evidence evidence, Outcome outcome) {}

    /**
     * What came of a check.
     *
     * @param subjects one for a registry, one each for clients
     * @param took for requests and judgement
     */
    record Ruling(Check check, List<Judged> subjects, Duration took) {
        Ruling {
            subjects = List.copyOf(subjects);
        }
    }

    Ruling rule(Check check) {
        long began = System.nanoTime();
        var subjects = evidence(check).stream()
                .map(evidence -> new Judged(evidence, outcome(check, evidence)))
                .toList();
        return new Ruling(check, subjects, Duration.ofNanos(System.nanoTime() - began));
    }

    /** What a check is judged by: for a client's check the traffic of each client, else one piece of traffic. */
    private List<Evidence> evidence(Check check) {
        var others = new ArrayList<Evidence>();
        site.recording()
                .filter(recording -> check.party() != Party.CLIENT || !recording.isHarness())
                .map(recording -> new Evidence(
                        check.party() == Party.CLIENT ? recording.client() : Evidence.REGISTRY,
                        "recorded from " + recording.client(),
                        "recorded",
                        recording.transcript()))
                .ifPresent(others::add);
        if (check.party() == Party.CLIENT) {
            others.add(new Evidence(
                    EnginePull.CLIENT, "pulled by the reference engine", PullRecords.TRANSCRIPT, pull.transcript()));
            return others;
        }
        if (check.isActive() && site.isDriven() && driver.refusal(check).isEmpty()) {
            var driven = driver.drive(check);
            if (driven.isPresent()) {
                return List.of(driven.get());
            }
        }
        return others.isEmpty()
                ? List.of(new Evidence(
                        Evidence.REGISTRY, "pulled by the reference engine", PullRecords.TRANSCRIPT, pull.transcript()))
                : others;
    }

    private Outcome outcome(Check check, Evidence evidence) {
        var missing = check.needs().stream()
                .filter(need -> !capabilities.contains(need))
                .map(Capability::yamlName)
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            return new Outcome.NotApplicable("the target does not claim " + String.join(", ", missing));
        }
        var failed = evidence.transcript().where(exchange -> exchange.response().isEmpty());
        if (!failed.isEmpty() && evidence.kind().startsWith("driven")) {
            return new Outcome.Inconclusive(
                    Outcome.Cause.EVIDENCE,
                    failed.get(0)
                            .failure()
                            .orElse("no response came to " + failed.get(0).request()));
        }
        if (evidence.brokenOff().isPresent()) {
            return new Outcome.Inconclusive(
                    Outcome.Cause.SETUP, evidence.brokenOff().get());
        }
        var outcome = check.judgement().judge(evidence.transcript());
        var refusal = driver.refusal(check);
        return outcome instanceof Outcome.NotApplicable none && refusal.isPresent()
                ? new Outcome.NotApplicable(refusal.get() + "; " + none.why())
                : outcome;
    }
}
