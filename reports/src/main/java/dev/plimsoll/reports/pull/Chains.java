package dev.plimsoll.reports.pull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which redirect led to which request. */
final class Chains {
    /** Longer chains are not followed back to where they began. */
    private static final int MOST_HOPS = 20;

    private final Map<Integer, Hop> ledBy = new HashMap<>();

    /** @param hops in the order of their ids */
    Chains(List<Hop> hops) {
        Map<String, List<Hop>> redirects = new HashMap<>();
        var followed = new HashSet<Integer>();
        for (var hop : hops) {
            var url = hop.url().map(known -> known.raw());
            url.map(redirects::get).ifPresent(candidates -> {
                var redirect = latest(candidates, followed);
                followed.add(redirect.id());
                ledBy.put(hop.id(), redirect);
            });
            hop.leadsTo()
                    .ifPresent(target -> redirects
                            .computeIfAbsent(target.raw(), any -> new ArrayList<>())
                            .add(hop));
        }
    }

    /** The redirect that named this one's URL. */
    Optional<Hop> redirectTo(Hop hop) {
        return Optional.ofNullable(ledBy.get(hop.id()));
    }

    /** The request that the chain began with: the one itself if no redirect led to it. */
    Hop origin(Hop hop) {
        var origin = hop;
        for (int i = 0; i < MOST_HOPS && ledBy.containsKey(origin.id()); i++) {
            origin = redirectTo(origin).orElse(origin);
        }
        return origin;
    }

    /** Of several redirects to one place the first that nobody has followed, else the last. */
    private static Hop latest(List<Hop> candidates, Set<Integer> followed) {
        return candidates.stream()
                .filter(candidate -> !followed.contains(candidate.id()))
                .findFirst()
                .orElse(candidates.get(candidates.size() - 1));
    }
}
