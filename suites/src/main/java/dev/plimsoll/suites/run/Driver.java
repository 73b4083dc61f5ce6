package dev.plimsoll.suites.run;

import dev.plimsoll.engine.Transport;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Scope;
import dev.plimsoll.suites.check.Capability;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Workspace;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Drives checks against a site: one probe a check, with the leave to write where the target gives it. For several
 * threads.
 */
final class Driver {
    /** The status with which a replay says that it has no answer. */
    private static final int UNMATCHED = 599;

    private final Site site;
    private final Target target;
    private final boolean anonymous;
    private final RestClient client;
    private final Transport transport;
    private final String workspaces;
    private final WriteBudget budget;
    private final List<Exchange> besides = new ArrayList<>();
    private final ConcurrentMap<Stimulus, FutureTask<Optional<Evidence>>> shared = new ConcurrentHashMap<>();
    private CleanUp cleaned = CleanUp.NOTHING;

    /**
     * A driver for one run.
     *
     * @param run hexadecimal digits that no other run has
     */
    Driver(Site site, RunRequest request, Transport transport, String run) {
        this.site = site;
        this.target = request.target();
        this.anonymous = request.anonymous();
        this.client = new RestClient(site.options());
        this.transport = transport;
        this.workspaces = "plimsoll-" + run + "/";
        this.budget = new WriteBudget(target.maxWrittenBytes());
    }

    /** Tries out what the registry can do; nothing where it may not be written to. */
    List<Ability> abilities() {
        if (site.mode() == Mode.REPLAY || !target.writable()) {
            return List.of();
        }
        var probe = probe("abilities", true);
        try {
            return Ability.tryOut(probe);
        } catch (BrokenOffException | WriteLimitException e) {
            // The checks will meet the same, and say so.
            return List.of();
        } finally {
            var tried = probe.transcript();
            besides.addAll(tried.exchanges());
            cleanUp(tried, probe);
        }
    }

    /** Why a check may not be driven here, if so. */
    Optional<String> refusal(Check check) {
        if (!check.writes()) {
            return Optional.empty();
        } else if (site.mode() == Mode.REPLAY) {
            return Optional.of("the check writes, and a replay is never written to");
        }
        return target.writable()
                ? Optional.empty()
                : Optional.of("the check writes, and the target does not say writable: true");
    }

    /**
     * The traffic of a check; nothing if the target is a replay in which some request has no answer of its own. Checks
     * with one and the same stimulus share what it brought about, so that nothing is pushed or asked for twice.
     */
    Optional<Evidence> drive(Check check) {
        var own = new FutureTask<>(() -> driveNow(check));
        var earlier = shared.putIfAbsent(check.stimulus(), own);
        if (earlier == null) {
            own.run();
        }
        try {
            return (earlier == null ? own : earlier).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the stimulus of " + check.id() + " broke down", e.getCause());
        }
    }

    private Optional<Evidence> driveNow(Check check) {
        var probe = probe(check.id().value(), check.writes());
        probe.until(() -> isInferred(check, probe.transcript()));
        Optional<String> brokenOff = Optional.empty();
        try {
            check.stimulus().drive(probe);
        } catch (BrokenOffException e) {
            // The transcript ends with an exchange that has no response, and the outcome is inconclusive.
            return Optional.of(evidence(check, probe.transcript(), Optional.empty()));
        } catch (InVainException e) {
            return Optional.empty();
        } catch (WriteLimitException e) {
            brokenOff = Optional.of(String.valueOf(e.getMessage()));
        }
        var driven = probe.transcript();
        if (check.writes()) {
            cleanUp(driven, probe);
        }
        return isInferred(check, driven) ? Optional.empty() : Optional.of(evidence(check, driven, brokenOff));
    }

    /** Whether a replay had no recorded answer to one of the requests. */
    private boolean isInferred(Check check, Transcript driven) {
        return site.mode() == Mode.REPLAY
                && (site.hasDerivedAnswers(userAgent(check.id().value()))
                        || driven.stream().anyMatch(exchange -> exchange.status() == UNMATCHED));
    }

    /** What the checks wrote, and what of it is gone again. */
    synchronized CleanUp cleaned() {
        return cleaned;
    }

    /** How many bytes all checks pushed. */
    long written() {
        return budget.written();
    }

    /** What was sent besides the checks: to try out what the registry can do, and to tidy up. */
    synchronized List<Exchange> besides() {
        return List.copyOf(besides);
    }

    private void cleanUp(Transcript driven, RestProbe probe) {
        var removed = removed(driven, probe);
        var all = probe.transcript().exchanges();
        synchronized (this) {
            cleaned = cleaned.and(removed);
            besides.addAll(all.subList(driven.exchanges().size(), all.size()));
        }
    }

    private static CleanUp removed(Transcript driven, RestProbe probe) {
        try {
            return CleanUp.after(driven, probe);
        } catch (BrokenOffException e) {
            // What the check found stands; the next one will meet the same network.
            return new CleanUp(0, 1);
        }
    }

    private RestProbe probe(String id, boolean writes) {
        var scopes = new ArrayList<>(List.of(Scope.pull(site.sample().repository())));
        Optional<Permit> permit = Optional.empty();
        if (writes) {
            var workspace = workspaces + id.replace('/', '-');
            var all = List.of("pull", "push", "delete");
            scopes.add(new Scope("repository", workspace, all));
            scopes.add(new Scope("repository", Workspace.sourceOf(workspace), all));
            permit = Optional.of(new Permit(workspace, budget));
        }
        return new RestProbe(
                site.registry(),
                site.sample(),
                new Access(
                        target.capabilities().contains(Capability.TOKENS) || site.demandsAuthorization(),
                        site.login(),
                        scopes),
                permit,
                client,
                transport,
                userAgent(id));
    }

    /** What goes to a replay stays on this machine, and is told apart by it. */
    private String userAgent(String id) {
        return anonymous && site.mode() != Mode.REPLAY ? Scribe.TOOL : Scribe.TOOL + " (" + id + ")";
    }

    private static Evidence evidence(Check check, Transcript transcript, Optional<String> brokenOff) {
        return new Evidence(Evidence.REGISTRY, "driven by the check", check.id().value(), transcript, brokenOff);
    }
}
