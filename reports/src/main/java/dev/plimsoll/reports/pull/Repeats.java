package dev.plimsoll.reports.pull;

import dev.plimsoll.reports.pull.Step.Again;
import dev.plimsoll.reports.pull.Step.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Requests by the same method for the same URL. */
final class Repeats {
    private final Map<Integer, Again> again = new HashMap<>();
    private final Map<String, List<Hop>> groups = new LinkedHashMap<>();

    /** @param hops in the order of their ids */
    Repeats(List<Hop> hops) {
        for (var hop : hops) {
            var group = groups.computeIfAbsent(
                    hop.exchange().method() + " " + hop.exchange().url(), any -> new ArrayList<>());
            if (!group.isEmpty()) {
                var earlier = group.get(group.size() - 1);
                again.put(hop.id(), new Again(kind(earlier, hop), earlier.id()));
            }
            group.add(hop);
        }
    }

    Optional<Again> of(Hop hop) {
        return Optional.ofNullable(again.get(hop.id()));
    }

    /** One remark for each URL that was asked more than once. */
    List<Remark> remarks(Map<Integer, Step> steps) {
        return groups.values().stream()
                .filter(group -> group.size() > 1)
                .map(group -> remark(group, steps))
                .toList();
    }

    private Remark remark(List<Hop> group, Map<Integer, Step> steps) {
        var first = group.get(0);
        var name = Optional.ofNullable(steps.get(first.id())).map(Step::name).orElse("");
        return new Remark(
                first.exchange().method() + " " + name,
                group.size() + " times, answered with "
                        + group.stream().map(Repeats::answer).collect(Collectors.joining(", then ")),
                group.stream().map(Hop::id).toList(),
                0);
    }

    private static String answer(Hop hop) {
        return (hop.status() == 0 ? "nothing" : Integer.toString(hop.status()))
                + (hop.isCutOff() ? " (cut off)" : "")
                + (hop.status() != 401 && hop.hasCredentials() ? " (with credentials)" : "");
    }

    private static Kind kind(Hop earlier, Hop later) {
        if (earlier.status() == 401 && later.hasCredentials()) {
            return Kind.CREDENTIALS;
        } else if (earlier.isCutOff()
                && later.sent("Range").anyMatch(range -> !range.strip().equals("bytes=0-"))) {
            return Kind.RESUMPTION;
        }
        var failed = earlier.status() == 0 || earlier.isCutOff() || earlier.status() == 429 || earlier.status() >= 500;
        return failed ? Kind.RETRY : Kind.REPEAT;
    }
}
