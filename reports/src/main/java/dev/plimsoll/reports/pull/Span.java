package dev.plimsoll.reports.pull;

import java.util.Optional;

/**
 * When a request took place, in milliseconds since the first request of the traffic began; each part only if somebody
 * measured it.
 *
 * @param start when it began to be sent
 * @param firstByte when the response's head was there
 * @param end when the body had ended, or when it was given up if there was no response
 */
public record Span(Optional<Long> start, Optional<Long> firstByte, Optional<Long> end) {
    static final Span UNKNOWN = new Span(Optional.empty(), Optional.empty(), Optional.empty());

    /** From the request to the response's head. */
    public Optional<Long> waited() {
        return difference(start, firstByte);
    }

    /** From the response's head to the body's end. */
    public Optional<Long> transferred() {
        return difference(firstByte, end);
    }

    /** From the request to the body's end. */
    public Optional<Long> took() {
        return difference(start, end);
    }

    /** Whether both ends are known. */
    boolean isWhole() {
        return start.isPresent() && end.isPresent();
    }

    private static Optional<Long> difference(Optional<Long> from, Optional<Long> to) {
        return from.flatMap(began -> to.map(ended -> Math.max(0, ended - began)));
    }
}
