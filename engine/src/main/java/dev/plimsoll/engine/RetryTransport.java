package dev.plimsoll.engine;

import dev.plimsoll.model.http.HttpRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Sends GET and HEAD again when the failure may pass: no connection, a lost one, silence, or one of 408, 425, 429 and
 * 5xx. It waits as long as {@code Retry-After} says, else twice as long each time, by chance between
 * half of that and all: clients that were refused together come back apart, and none at once.
 */
public final class RetryTransport implements Transport {
    private static final Set<Integer> TRANSIENT = Set.of(408, 425, 429);
    private static final Set<TransportException.Kind> PASSING =
            Set.of(TransportException.Kind.CONNECT, TransportException.Kind.CLOSED, TransportException.Kind.TIMEOUT);

    /** Waits; in tests it does not. */
    @FunctionalInterface
    public interface Sleeper {
        /** Waits, or throws {@link InterruptedException} if the thread is interrupted. */
        void sleep(Duration duration) throws InterruptedException;
    }

    /**
     * How often and how long.
     *
     * @param maxAttempts the first one included
     * @param base the most that the first wait may be; it doubles
     * @param cap the most that any wait may be
     * @param retryAfterCap a registry that asks for a longer wait has its answer passed up at once
     */
    public record Policy(int maxAttempts, Duration base, Duration cap, Duration retryAfterCap) {
        private static final Policy DEFAULTS =
                new Policy(4, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(120));

        /** 4 attempts, 0.5 s doubled up to 30 s, {@code Retry-After} up to 120 s. */
        public static Policy defaults() {
            return DEFAULTS;
        }
    }

    private final Transport next;
    private final Policy policy;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final Clock clock;
    private final PullListener listener;

    public RetryTransport(
            Transport next,
            Policy policy,
            Sleeper sleeper,
            RandomGenerator random,
            Clock clock,
            PullListener listener) {
        this.next = next;
        this.policy = policy;
        this.sleeper = sleeper;
        this.random = random;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public Reply send(HttpRequest request) throws TransportException {
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt >= policy.maxAttempts() || !(request.isGet() || request.isHead());
            try {
                var reply = next.send(request);
                var delay = isTransient(reply.status()) && !last ? delay(reply, attempt) : Optional.<Duration>empty();
                if (delay.isEmpty()) {
                    return reply;
                }
                reply.close();
                pause(request, attempt, delay.get(), "status " + reply.status());
            } catch (TransportException e) {
                if (last || !mayPass(e)) {
                    throw e;
                }
                pause(request, attempt, backOff(attempt), String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    public void close() {
        next.close();
    }

    private static boolean isTransient(int status) {
        return TRANSIENT.contains(status) || status >= 500;
    }

    private static boolean mayPass(TransportException e) {
        return !Thread.currentThread().isInterrupted()
                && (e instanceof TokenException token ? isTransient(token.status()) : PASSING.contains(e.kind()));
    }

    /** Nothing if the registry asks for more patience than there is. */
    private Optional<Duration> delay(Reply reply, int attempt) {
        var asked = reply.head().fields().first("Retry-After").flatMap(this::retryAfter);
        return asked.isEmpty()
                ? Optional.of(backOff(attempt))
                : asked.filter(wait -> wait.compareTo(policy.retryAfterCap()) <= 0);
    }

    /** Seconds or a date (RFC 9110 §10.2.3); anything else is as good as nothing. */
    private Optional<Duration> retryAfter(String value) {
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(clock.instant(), date.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Duration backOff(int attempt) {
        long most = policy.base().toMillis() << Math.min(attempt - 1, 20);
        long capped = Math.min(most, policy.cap().toMillis());
        long least = capped / 2;
        return Duration.ofMillis(least + random.nextLong(capped - least + 1));
    }

    private void pause(HttpRequest request, int attempt, Duration delay, String reason) throws TransportException {
        listener.retried(request.withUrl(request.url().withoutQuery()), attempt, delay, reason);
        try {
            sleeper.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(
                    TransportException.Kind.CLOSED,
                    "interrupted while waiting to ask " + request.url().origin() + " again",
                    e);
        }
    }
}
