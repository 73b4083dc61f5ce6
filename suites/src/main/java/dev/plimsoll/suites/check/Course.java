package dev.plimsoll.suites.check;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The course of the traffic in time. Clients send requests side by side, and a recorder may write exchanges down as they
 * end; what began before another had ended could not know of it.
 */
public final class Course {
    private Course() {}

    /** The exchanges that began when {@code exchange} had ended; where nobody looked at the clock, those after it. */
    public static Stream<Exchange> after(Exchange exchange, Transcript transcript) {
        return transcript.after(exchange).filter(later -> !overlaps(exchange, later));
    }

    /** The exchanges that had ended when {@code exchange} began; where nobody looked at the clock, those before it. */
    public static Stream<Exchange> before(Exchange exchange, Transcript transcript) {
        return transcript.before(exchange).filter(earlier -> !overlaps(earlier, exchange));
    }

    /** How long after the end of {@code earlier} the request of {@code later} was sent, if both were timed. */
    public static Optional<Duration> pause(Exchange earlier, Exchange later) {
        var end = end(earlier);
        var start = later.timing().started();
        return end.isPresent() && start.isPresent()
                ? Optional.of(Duration.between(end.get(), start.get()))
                : Optional.empty();
    }

    /** Whether an exchange is with a registry, its token service, or the place that a blob comes from. */
    public static boolean isOfARegistry(Exchange exchange, Transcript transcript) {
        return Traffic.isRegistryApi(exchange)
                || transcript.isTokenRequest(exchange)
                || Traffic.requestedBlob(exchange, transcript).isPresent();
    }

    /** When the answer had come to its end, if somebody looked. */
    public static Optional<Instant> end(Exchange exchange) {
        var timing = exchange.timing();
        return timing.started()
                .flatMap(start -> timing.lastByte().or(timing::firstByte).map(start::plus));
    }

    private static boolean overlaps(Exchange earlier, Exchange later) {
        return pause(earlier, later).filter(Duration::isNegative).isPresent();
    }
}
