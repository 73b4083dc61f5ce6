package dev.plimsoll.suites.run;

import dev.plimsoll.engine.SocketTransport;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.run.Judge.Ruling;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Target;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
        try (var site = Sites.open(request);
                var transport = SocketTransport.create(site.options())) {
            listener.ready(site.mode().yamlName(), site.reason());
            var pull = EnginePull.run(site.pullSource(), request.scratch());
            listener.pulled(pull.record());
            if (site.mode() == Mode.LIVE && pull.unreachable()) {
                return scribe.record(site, pull, clock.instant());
            }
            var driver = new Driver(site, request, transport, HexFormat.of().toHexDigits(new SecureRandom().nextInt()));
            if (site.isDriven() && request.checks().stream().anyMatch(Check::writes)) {
                driver.abilities()
                        .forEach(ability -> listener.triedOut(ability.name(), ability.present(), ability.answer()));
            }
            judgeAll(
                    request,
                    atOnce(site, request),
                    new Judge(site, pull, driver, request.target().capabilities()),
                    scribe);
            if (driver.written() > 0) {
                var cleaned = driver.cleaned();
                listener.cleaned(driver.written(), cleaned.removed(), cleaned.left());
            }
            var record = scribe.record(site, pull, clock.instant());
            record.timing().ifPresent(listener::timed);
            if (request.captureTo().isPresent()) {
                OwnCapture.write(request.captureTo().get(), request.target(), scribe.traffic(pull, driver), clock);
            }
            return record;
        }
    }

    /** Several at once, since most of their time is waiting; written down in the catalogue's order all the same. */
    private static void judgeAll(RunRequest request, int atOnce, Judge judge, Scribe scribe) {
        long began = System.nanoTime();
        var pool = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<Ruling>> rulings = new ArrayList<>();
            for (Check check : request.checks()) {
                rulings.add(pool.submit(() -> judge.rule(check)));
            }
            for (var ruling : rulings) {
                scribe.write(ruling.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a check broke down", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfigurationException("interrupted before all checks were judged", e);
        } finally {
            pool.shutdownNow();
        }
        scribe.checked(System.nanoTime() - began, atOnce);
    }

    /** A replay answers what was asked twice in the order of the recording, so there the order of requests counts. */
    private static int atOnce(Site site, RunRequest request) {
        return site.mode() == Mode.REPLAY ? 1 : request.atOnce();
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
}
