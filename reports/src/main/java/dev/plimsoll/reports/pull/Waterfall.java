package dev.plimsoll.reports.pull;

import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The traffic of a pull in the order of its requests, and what it comes to. Nothing is made up: what nobody measured is
 * missing here.
 *
 * @param steps in the order in which they began; those of which nobody knows stand behind the exchange before them
 * @param hosts their totals, in the order of the first request to each
 * @param roles likewise, by role
 * @param all the total of all
 * @param course how the time went by, if times were measured
 * @param untimed how many requests have no whole times
 * @param wasted bodies that the pull was none the better for
 * @param repeated what was asked more than once
 * @param avoidable requests that a better client could have left out
 */
public record Waterfall(
        List<Step> steps,
        List<Total> hosts,
        List<Total> roles,
        Total all,
        Optional<Course> course,
        int untimed,
        List<Remark> wasted,
        List<Remark> repeated,
        List<Remark> avoidable) {
    public Waterfall {
        steps = List.copyOf(steps);
        hosts = List.copyOf(hosts);
        roles = List.copyOf(roles);
        wasted = List.copyOf(wasted);
        repeated = List.copyOf(repeated);
        avoidable = List.copyOf(avoidable);
    }

    /** The waterfall of some recorded traffic, which may be empty; a pure function. */
    public static Waterfall of(List<ExchangeRecord> traffic) {
        var hops = traffic.stream()
                .sorted(Comparator.comparingInt(ExchangeRecord::id))
                .map(Hop::of)
                .toList();
        var chains = new Chains(hops);
        var roles = new Roles(hops, chains);
        var repeats = new Repeats(hops);
        var waste = new Waste(hops, chains, roles);
        var steps = steps(hops, chains, roles, repeats);
        var byId = steps.stream().collect(Collectors.toMap(Step::exchange, Function.identity(), (one, other) -> one));
        return new Waterfall(
                steps,
                totals(steps, Step::host),
                totals(steps, Step::label),
                Total.of("all", steps),
                Course.of(steps),
                (int) steps.stream().filter(step -> !step.span().isWhole()).count(),
                waste.remarks(),
                repeats.remarks(byId),
                new Avoidable(hops, roles, waste).remarks());
    }

    /** Bytes that came for nothing. */
    public long wastedBytes() {
        return wasted.stream().mapToLong(Remark::bytes).sum();
    }

    private static List<Step> steps(List<Hop> hops, Chains chains, Roles roles, Repeats repeats) {
        var zero =
                hops.stream().flatMap(hop -> hop.exchange().started().stream()).min(Comparator.naturalOrder());
        var order = order(hops, zero.orElse(Instant.EPOCH));
        return order.stream()
                .map(hop -> new Step(
                        hop.id(),
                        roles.of(hop),
                        roles.content(hop),
                        hop.host(),
                        hop.exchange().method(),
                        Names.of(hop, chains.origin(hop)),
                        hop.status(),
                        zero.map(instant -> span(hop.exchange(), instant)).orElse(Span.UNKNOWN),
                        hop.bytes(),
                        hop.exchange().connection(),
                        hop.credentials(),
                        repeats.of(hop),
                        chains.redirectTo(hop).map(Hop::id)))
                .toList();
    }

    /** By the time of their beginning; one without keeps its place behind the one before it. */
    private static List<Hop> order(List<Hop> hops, Instant zero) {
        record Placed(Hop hop, Instant at) {}
        var placed = new ArrayList<Placed>();
        var latest = zero;
        for (var hop : hops) {
            latest = hop.exchange().started().orElse(latest);
            placed.add(new Placed(hop, latest));
        }
        return placed.stream()
                .sorted(Comparator.comparing(Placed::at))
                .map(Placed::hop)
                .toList();
    }

    private static Span span(ExchangeRecord exchange, Instant zero) {
        var start = exchange.started()
                .map(started -> Duration.between(zero, started).toMillis());
        return new Span(
                start,
                start.flatMap(began -> exchange.firstByteMillis().map(millis -> began + Math.max(0, millis))),
                start.flatMap(began -> exchange.lastByteMillis().map(millis -> began + Math.max(0, millis))));
    }

    private static List<Total> totals(List<Step> steps, Function<Step, String> key) {
        Map<String, List<Step>> groups =
                steps.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> Total.of(group.getKey(), group.getValue()))
                .toList();
    }
}
