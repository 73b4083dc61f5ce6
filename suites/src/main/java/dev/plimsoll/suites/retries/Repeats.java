package dev.plimsoll.suites.retries;

import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.ByteRange;
import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Course;
import dev.plimsoll.suites.check.Traffic;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The attempts that a client made at the same thing. */
final class Repeats {
    /** In redirects: what browsers follow, and twice what Go's client does. */
    static final int MAX_HOPS = 20;

    /** In bytes: whoever has less of a blob loses nothing by beginning anew. */
    private static final int WORTH_KEEPING = 1024;

    /** Refusals that another attempt may overcome: by credentials, at another time, with another range. */
    private static final Set<Integer> NOT_FINAL = Set.of(401, 408, 416, 425, 429);

    private Repeats() {}

    static boolean isTemporary(Exchange exchange) {
        return exchange.status() == 429 || exchange.status() >= 500;
    }

    /** How long a refused client was told to wait. */
    static Optional<Duration> retryAfter(Exchange answer) {
        if (answer.status() != 429 && answer.status() != 503) {
            return Optional.empty();
        }
        return Traffic.field(answer, "Retry-After").map(String::strip).flatMap(value -> {
            if (value.matches("[0-9]{1,6}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
            }
            var until = date(value);
            var now = Traffic.field(answer, "Date").flatMap(Repeats::date);
            return until.isPresent() && now.isPresent()
                    ? Optional.of(Duration.between(now.get(), until.get()))
                    : Optional.empty();
        });
    }

    /** The next attempt of the same client: same method, URL and range. */
    static Optional<Exchange> next(Exchange exchange, Transcript transcript) {
        return Course.after(exchange, transcript)
                .filter(later -> isSame(exchange, later))
                .findFirst();
    }

    /** Whether no attempt came before that had failed in the same way. */
    static boolean isFirst(Exchange exchange, Transcript transcript) {
        return transcript.before(exchange).noneMatch(earlier -> isSame(earlier, exchange) && isTemporary(earlier));
    }

    /** The attempts from this one on, until one did not fail. */
    static Stream<Exchange> attempts(Exchange first, Transcript transcript) {
        return Stream.concat(
                Stream.of(first),
                transcript.after(first).filter(later -> isSame(first, later)).takeWhile(Repeats::isTemporary));
    }

    /** Whether the client asked for the same content again, be it elsewhere. */
    static boolean isAskedAgain(Exchange answer, Transcript transcript) {
        var blob = Traffic.requestedBlob(answer, transcript);
        return blob.isPresent()
                ? nextOfBlob(answer, transcript).isPresent()
                : transcript
                        .after(answer)
                        .anyMatch(later -> later.request().isGet()
                                && later.request()
                                        .url()
                                        .path()
                                        .equals(answer.request().url().path()));
    }

    /** The next request for the same blob, at whichever place. */
    static Optional<Exchange> nextOfBlob(Exchange exchange, Transcript transcript) {
        var blob = Traffic.requestedBlob(exchange, transcript);
        return Course.after(exchange, transcript)
                .filter(later -> later.request().isGet()
                        && Traffic.requestedBlob(later, transcript).equals(blob))
                .findFirst();
    }

    /** The byte from which the next request wants the blob. */
    static Optional<Long> resumedAt(Exchange cut, Transcript transcript) {
        return nextOfBlob(cut, transcript)
                .flatMap(next -> next.request().fields().first("Range"))
                .flatMap(ByteRange::parseLeniently)
                .filter(range -> range.first().isPresent())
                .map(range -> range.first().getAsLong());
    }

    /** Whether the server or the network ended a blob too early, and how much had come is known. */
    static boolean isCut(Exchange exchange, Transcript transcript) {
        return exchange.request().isGet()
                && exchange.status() == 200
                && exchange.response()
                        .filter(response -> response.end() == BodyEnd.SHORT)
                        .isPresent()
                && Traffic.bodySize(exchange).orElse(0) > WORTH_KEEPING
                && Traffic.requestedBlob(exchange, transcript).isPresent();
    }

    static boolean isRefusedUpload(Exchange exchange) {
        return exchange.status() >= 400
                && exchange.status() < 500
                && !NOT_FINAL.contains(exchange.status())
                && exchange.request().endpoint() instanceof Endpoint.Upload
                && (exchange.request().method().equals("PUT")
                        || exchange.request().method().equals("PATCH"));
    }

    /** Whether following this redirect led back to where the client had been. */
    static boolean isLoop(Exchange redirect, Transcript transcript) {
        var seen = new HashSet<String>();
        var at = Optional.of(redirect);
        while (at.isPresent() && at.get().redirectTarget().isPresent()) {
            if (!seen.add(at.get().request().url().raw())) {
                return true;
            }
            at = transcript.followUpOf(at.get());
        }
        return false;
    }

    /** The number of redirects that were followed from here on, up to one more than is allowed. */
    static int hops(Exchange redirect, Transcript transcript) {
        int hops = 0;
        var at = transcript.followUpOf(redirect);
        while (at.isPresent() && hops <= MAX_HOPS) {
            hops++;
            at = transcript.followUpOf(at.get());
        }
        return hops;
    }

    static String shown(Duration duration) {
        return duration.toMillis() + " ms";
    }

    private static boolean isSame(Exchange first, Exchange second) {
        return first.request().method().equals(second.request().method())
                && first.request().url().equals(second.request().url())
                && first.request()
                        .fields()
                        .all("Range")
                        .equals(second.request().fields().all("Range"))
                && first.request()
                        .fields()
                        .first("User-Agent")
                        .equals(second.request().fields().first("User-Agent"));
    }

    private static Optional<ZonedDateTime> date(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
