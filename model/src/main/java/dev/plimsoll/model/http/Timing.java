package dev.plimsoll.model.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When an exchange took place; each part only if somebody measured it.
 *
 * @param started when the request began to be sent
 * @param firstByte from then until the response head was there
 * @param lastByte from then until the body had ended
 */
public record Timing(Optional<Instant> started, Optional<Duration> firstByte, Optional<Duration> lastByte) {
    public static final Timing UNKNOWN = new Timing(Optional.empty(), Optional.empty(), Optional.empty());
}
