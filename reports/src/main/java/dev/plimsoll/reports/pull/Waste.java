package dev.plimsoll.reports.pull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Bytes of response bodies that the pull was none the better for; each body is counted once. */
final class Waste {
    private static final Set<Role> CONTENT =
            Set.of(Role.INDEX, Role.MANIFEST, Role.CONFIG, Role.LAYER, Role.BLOB, Role.CDN);

    private final List<Hop> hops;
    private final Chains chains;
    private final Roles roles;

    Waste(List<Hop> hops, Chains chains, Roles roles) {
        this.hops = hops;
        this.chains = chains;
        this.roles = roles;
    }

    List<Remark> remarks() {
        var again = fetchedAgain();
        var remarks = new ArrayList<Remark>();
        add(remarks, "Bodies of errors", "What a 4xx or 5xx answer said.", Hop::isError);
        add(remarks, "Bodies of redirects", "Who follows a redirect reads its Location alone.", Hop::isRedirect);
        add(
                remarks,
                "Parts that were thrown away",
                "The body broke off, and nobody asked for the rest of it.",
                hop -> hop.isAnswered() && hop.isCutOff() && !isResumed(hop));
        add(
                remarks,
                "Content that was there already",
                "The same bytes had come before, whole.",
                hop -> again.contains(hop.id()));
        return remarks;
    }

    /** Those whose content had come whole before. */
    Set<Integer> fetchedAgain() {
        var seen = new HashSet<String>();
        var again = new HashSet<Integer>();
        for (var hop : hops) {
            if (!hop.isGet() || hop.status() != 200 || hop.isCutOff() || !CONTENT.contains(roles.of(hop))) {
                continue;
            }
            var content = hop.exchange().bodyDigest().or(() -> asked(hop));
            if (content.isPresent() && !seen.add(content.get())) {
                again.add(hop.id());
            }
        }
        return again;
    }

    private void add(List<Remark> remarks, String what, String why, Predicate<Hop> condition) {
        var concerned = hops.stream()
                .filter(condition.and(hop -> hop.bytes().orElse(0L) > 0))
                .toList();
        if (!concerned.isEmpty()) {
            remarks.add(new Remark(
                    what,
                    why,
                    concerned.stream().map(Hop::id).toList(),
                    concerned.stream().mapToLong(hop -> hop.bytes().orElse(0L)).sum()));
        }
    }

    private boolean isResumed(Hop cut) {
        return hops.stream()
                .filter(hop -> hop.id() > cut.id() && hop.status() == 206)
                .anyMatch(hop -> hop.exchange().url().equals(cut.exchange().url())
                        || (asked(cut).isPresent() && asked(hop).equals(asked(cut))));
    }

    private Optional<String> asked(Hop hop) {
        return Asked.digest(chains.origin(hop));
    }
}
