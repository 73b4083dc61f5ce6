package dev.plimsoll.junit.rulebook;

import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.junit.ReplayedRegistry;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Level;
import dev.plimsoll.suites.check.Outcome;
import dev.plimsoll.suites.check.Party;
import dev.plimsoll.suites.run.Catalog;
import dev.plimsoll.suites.target.ConfigurationException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The checks of clients, to judge what one sent to a replayed registry. Immutable. */
public final class Rulebook {
    private final boolean strict;
    private final Set<String> except;

    private Rulebook(boolean strict, Set<String> except) {
        this.strict = strict;
        this.except = except;
    }

    /** All checks of clients; what is broken has to be a MUST to count. */
    public static Rulebook ofClients() {
        return new Rulebook(false, Set.of());
    }

    /** The same, and a SHOULD counts as well. */
    public Rulebook strict() {
        return new Rulebook(true, except);
    }

    /**
     * The same without some checks.
     *
     * @throws ConfigurationException if there is no check of clients with such an id
     */
    public Rulebook without(List<String> checks) {
        var all = new HashSet<>(except);
        for (var id : checks) {
            if (Catalog.select(id).stream().noneMatch(check -> check.party() == Party.CLIENT)) {
                throw new ConfigurationException("\"" + id + "\" is no check of clients, but of registries");
            }
            Catalog.select(id).forEach(check -> all.add(check.id().value()));
        }
        return new Rulebook(strict, Set.copyOf(all));
    }

    /** The rules that the traffic so far breaks, in the order of the catalogue; secrets are taken out of it before. */
    public List<Broken> judge(ReplayedRegistry registry) {
        return judge(new Transcript(registry.exchanges()));
    }

    /** The same of any traffic. */
    public List<Broken> judge(Transcript traffic) {
        var redactor = Redactor.keyed(new SecureRandom());
        var covered = new Transcript(traffic.stream().map(redactor::redact).toList());
        var broken = new ArrayList<Broken>();
        for (var check : Catalog.all()) {
            if (counts(check) && check.judgement().judge(covered) instanceof Outcome.Violates violates) {
                broken.add(new Broken(check, violates.findings()));
            }
        }
        return broken;
    }

    /**
     * The traffic so far breaks no rule.
     *
     * @throws AssertionError if it does; it tells which, by what, and what was asked
     */
    public void requireConforming(ReplayedRegistry registry) {
        requireConforming(new Transcript(registry.exchanges()));
    }

    void requireConforming(Transcript traffic) {
        var broken = judge(traffic);
        if (!broken.isEmpty()) {
            throw new AssertionError("the client breaks " + (broken.size() == 1 ? "a rule" : broken.size() + " rules")
                    + ":\n" + broken.stream().map(Broken::toString).collect(Collectors.joining("\n"))
                    + "\nits traffic was:\n  "
                    + traffic.stream().map(Exchange::toString).collect(Collectors.joining("\n  ")));
        }
    }

    private boolean counts(Check check) {
        return check.party() == Party.CLIENT
                && (check.level() == Level.MUST || (strict && check.level() == Level.SHOULD))
                && !except.contains(check.id().value());
    }
}
