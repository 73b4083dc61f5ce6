package dev.plimsoll.reports.pull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the time of the traffic went by, in milliseconds. Requests whose beginning or end was not measured are left out.
 *
 * @param wall from the first request's beginning to the last body's end
 * @param busy when at least one request was under way
 * @param gaps when none was, the longest first; at most {@value #MOST_GAPS}
 * @param critical the requests that kept the pull waiting, in order: the last to end, before it the redirect that led
 *     there, or else the last that had ended when that one began, and so on
 */
public record Course(long wall, long busy, List<Gap> gaps, List<Link> critical) {
    /** How many gaps are told. */
    public static final int MOST_GAPS = 5;

    public Course {
        gaps = List.copyOf(gaps);
        critical = List.copyOf(critical);
    }

    /** A time without requests, between the end of one and the beginning of another, by the ids of their exchanges. */
    public record Gap(int after, int before, long millis) {}

    /**
     * A request that kept the pull waiting.
     *
     * @param before since the previous link's end, or since the beginning of the traffic
     * @param took from the request to the end of its body
     */
    public record Link(int exchange, long before, long took) {}

    /** Nothing if no request was measured whole. */
    static Optional<Course> of(List<Step> steps) {
        var measured = steps.stream()
                .filter(step -> step.span().isWhole())
                .map(Stretch::of)
                .sorted(Comparator.comparingLong(Stretch::start).thenComparingLong(Stretch::end))
                .toList();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        var gaps = gaps(measured);
        long first = measured.get(0).start();
        long last = measured.stream().mapToLong(Stretch::end).max().orElse(first);
        long idle = gaps.stream().mapToLong(Gap::millis).sum();
        return Optional.of(new Course(
                last - first,
                last - first - idle,
                gaps.stream()
                        .sorted(Comparator.comparingLong(Gap::millis).reversed())
                        .limit(MOST_GAPS)
                        .toList(),
                critical(measured)));
    }

    private static List<Gap> gaps(List<Stretch> measured) {
        var gaps = new ArrayList<Gap>();
        var latest = measured.get(0);
        for (var next : measured) {
            if (next.start() > latest.end()) {
                gaps.add(new Gap(latest.exchange(), next.exchange(), next.start() - latest.end()));
            }
            latest = next.end() > latest.end() ? next : latest;
        }
        return gaps;
    }

    private static List<Link> critical(List<Stretch> measured) {
        var byEnd = measured.stream()
                .sorted(Comparator.comparingLong(Stretch::end).thenComparingLong(Stretch::start))
                .toList();
        var chain = new ArrayList<Stretch>();
        // From the last to end backwards; each is looked at once, so that those of no length do not go round.
        for (int i = byEnd.size() - 1; i >= 0; i--) {
            var candidate = byEnd.get(i);
            if (chain.isEmpty() || candidate.leadsTo(chain.get(0), byEnd.subList(0, i))) {
                chain.add(0, candidate);
            }
        }
        var links = new ArrayList<Link>();
        long ended = measured.get(0).start();
        for (var stretch : chain) {
            links.add(new Link(stretch.exchange(), stretch.start() - ended, stretch.end() - stretch.start()));
            ended = stretch.end();
        }
        return links;
    }

    private record Stretch(int exchange, Optional<Integer> redirectedBy, long start, long end) {
        /** @param earlier those that ended before this one */
        boolean leadsTo(Stretch next, List<Stretch> earlier) {
            var isForAnother = next.redirectedBy().filter(id -> id != exchange).isPresent()
                    && earlier.stream()
                            .anyMatch(other -> next.redirectedBy().equals(Optional.of(other.exchange()))
                                    && other.end() <= next.start());
            return end <= next.start() && !isForAnother;
        }

        static Stretch of(Step step) {
            long start = step.span().start().orElse(0L);
            return new Stretch(
                    step.exchange(),
                    step.redirectedBy(),
                    start,
                    Math.max(start, step.span().end().orElse(start)));
        }
    }
}
