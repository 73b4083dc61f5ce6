package dev.plimsoll.suites.run;

import dev.plimsoll.engine.SocketTransport;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.suites.check.Capability;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Outcome;
import dev.plimsoll.suites.check.Party;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.Target;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Runs checks against a target: makes it ready, lets the reference engine pull, drives each check, judges. */
public final class Runner {
    private final RunListener listener;
    private final Clock clock;

    public Runner(RunListener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Runs, and gives the record of it whatever the outcome.
     *
     * @throws ConfigurationException if there is nothing to run, or the target cannot be made ready
     */
    public RunRecord run(RunRequest request) {
        if (request.checks().isEmpty()) {
            throw new ConfigurationException("no check was selected");
        }
        requireKnownExpectations(request.target());
        request.captureTo().ifPresent(OwnCapture::requireFree);
        var scribe = new Scribe(request, clock.instant(), listener);
        try (var site = Sites.open(request.target(), request.mode(), request.scratch());
                var transport = SocketTransport.create(site.options())) {
            listener.ready(site.mode().yamlName(), site.reason());
            var pull = EnginePull.run(site.pullSource(), request.scratch());
            listener.pulled(pull.record());
            var driver = new Driver(
                    site, request.target(), transport, HexFormat.of().toHexDigits(new SecureRandom().nextInt()));
            if (request.checks().stream().anyMatch(Check::writes)) {
                driver.abilities()
                        .forEach(ability -> listener.triedOut(ability.name(), ability.present(), ability.answer()));
            }
            for (var check : request.checks()) {
                for (var evidence : evidence(check, site, pull, driver)) {
                    scribe.write(check, evidence, outcome(check, evidence, driver, request));
                }
            }
            if (driver.written() > 0) {
                var cleaned = driver.cleaned();
                listener.cleaned(driver.written(), cleaned.removed(), cleaned.left());
            }
            var record = scribe.record(site, pull.record(), clock.instant());
            if (request.captureTo().isPresent()) {
                OwnCapture.write(request.captureTo().get(), request.target(), scribe.traffic(pull, driver), clock);
            }
            return record;
        }
    }

    /** A mistyped id in a target's file would otherwise never be met, and never be stale. */
    private static void requireKnownExpectations(Target target) {
        for (var expectation : target.expectations()) {
            if (Catalog.all().stream().noneMatch(check -> check.id().equals(expectation.check()))) {
                throw new ConfigurationException("the target " + target.id() + " expects a deviation from \""
                        + expectation.check() + "\", and there is no such check; see: plimsoll list");
            }
        }
    }

    /** What a check is judged by: for a client's check the traffic of each client, else one piece of traffic. */
    private static List<Evidence> evidence(Check check, Site site, EnginePull pull, Driver driver) {
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
            others.add(new Evidence(EnginePull.CLIENT, "pulled by the reference engine", "engine", pull.transcript()));
            return others;
        }
        if (check.isActive() && driver.refusal(check).isEmpty()) {
            var driven = driver.drive(check);
            if (driven.isPresent()) {
                return List.of(driven.get());
            }
        }
        return others.isEmpty()
                ? List.of(
                        new Evidence(Evidence.REGISTRY, "pulled by the reference engine", "engine", pull.transcript()))
                : others;
    }

    private static Outcome outcome(Check check, Evidence evidence, Driver driver, RunRequest request) {
        var missing = check.needs().stream()
                .filter(need -> !request.target().capabilities().contains(need))
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
                    failed.get(0).failure().orElse("no response came to " + describe(failed.get(0))));
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

    private static String describe(Exchange exchange) {
        return exchange.request().toString();
    }
}
