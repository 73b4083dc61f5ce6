package dev.plimsoll.reports.pull;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The sum of some requests. Those that run side by side count each for itself, so that times may add up to more than
 * the pull took.
 *
 * @param name what they have in common: a host or a role
 * @param bytes of all response bodies whose size is known
 * @param unsized how many sizes are not
 * @param waited in milliseconds, of those that were measured; nothing if none was
 * @param transferred likewise
 * @param connections how many carried them; nothing unless it was noted of each
 */
public record Total(
        String name,
        int requests,
        long bytes,
        int unsized,
        Optional<Long> waited,
        Optional<Long> transferred,
        Optional<Integer> connections) {

    static Total of(String name, List<Step> steps) {
        return new Total(
                name,
                steps.size(),
                steps.stream()
                        .flatMap(step -> step.bytes().stream())
                        .mapToLong(Long::longValue)
                        .sum(),
                (int) steps.stream().filter(step -> step.bytes().isEmpty()).count(),
                sum(steps, Step::waited),
                sum(steps, step -> step.span().transferred()),
                connections(steps));
    }

    private static Optional<Long> sum(List<Step> steps, Function<Step, Optional<Long>> part) {
        return steps.stream().map(part).flatMap(Optional::stream).reduce(Long::sum);
    }

    private static Optional<Integer> connections(List<Step> steps) {
        if (steps.isEmpty() || steps.stream().anyMatch(step -> step.connection().isEmpty())) {
            return Optional.empty();
        }
        // A number of one host's is not another one's: a recorder may count each for itself.
        Stream<String> carriers = steps.stream()
                .map(step ->
                        step.host() + " " + Objects.toString(step.connection().get()));
        return Optional.of((int) carriers.distinct().count());
    }
}
