package dev.plimsoll.recorder.har;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.http.Timing;
import dev.plimsoll.model.oci.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Times of an entry. An archive's {@code send}, {@code wait} and {@code receive} must not be negative, so what nobody
 * measured is 0 there; our own archives name it in {@code _unmeasured}.
 */
final class HarTimes {
    private static final String UNMEASURED = "_unmeasured";
    private static final double NANOS_PER_MILLI = 1e6;

    /** A day: nobody waits longer, and sums stay far from overflow. */
    private static final double LONGEST_MILLIS = 86_400_000;

    private static final DateTimeFormatter WRITTEN =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(java.util.Locale.ROOT);

    /** ISO 8601 with an offset in any of its forms. */
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .parseDefaulting(java.time.temporal.ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(java.util.Locale.ROOT);

    private HarTimes() {}

    static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text.strip(), READ).toInstant();
        } catch (DateTimeParseException e) {
            throw new MalformedException("member \"startedDateTime\" is no ISO 8601 time: \"" + text + "\"", e);
        }
    }

    static String text(Instant instant) {
        return WRITTEN.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** An archive's clock starts when the request is queued, a capture's when it begins to be sent. */
    static Timing read(JsonNode entry) {
        var timings = entry.path("timings");
        var started = HarMember.optionalText(entry, "startedDateTime");
        long before = Math.max(0, nanos(timings, "blocked"))
                + Math.max(0, nanos(timings, "dns"))
                + Math.max(0, nanos(timings, "connect"));
        long send = Math.max(0, nanos(timings, "send"));
        long wait = nanos(timings, "wait");
        long receive = nanos(timings, "receive");
        var first = wait < 0 ? Optional.<Duration>empty() : Optional.of(Duration.ofNanos(send + wait));
        var last = wait < 0 || receive < 0
                ? Optional.<Duration>empty()
                : Optional.of(Duration.ofNanos(send + wait + receive));
        var unmeasured = new ArrayList<String>();
        entry.path(UNMEASURED).forEach(name -> unmeasured.add(name.asText()));
        return new Timing(
                started.isEmpty() || unmeasured.contains("started")
                        ? Optional.empty()
                        : Optional.of(instant(started).plusNanos(before)),
                first.filter(known -> !unmeasured.contains("firstByte")),
                last.filter(known -> !unmeasured.contains("lastByte")));
    }

    /** Writes the members of an entry that tell of time, and what of them was not measured. */
    static void write(JsonGenerator json, Timing timing, Instant startIfUnknown) throws IOException {
        double first = millis(timing.firstByte());
        double last = timing.lastByte().isPresent() ? millis(timing.lastByte()) : first;
        double wait = timing.firstByte().isPresent() ? first : last;
        json.writeStringField("startedDateTime", text(timing.started().orElse(startIfUnknown)));
        json.writeNumberField("time", last);
        json.writeObjectFieldStart("timings");
        for (var unknown : new String[] {"blocked", "dns", "connect", "ssl"}) {
            json.writeNumberField(unknown, -1);
        }
        json.writeNumberField("send", 0);
        json.writeNumberField("wait", wait);
        json.writeNumberField(
                "receive", millis(Optional.of(Duration.ofNanos(Math.round((last - wait) * NANOS_PER_MILLI)))));
        json.writeEndObject();
        if (timing.started().isEmpty()
                || timing.firstByte().isEmpty()
                || timing.lastByte().isEmpty()) {
            json.writeArrayFieldStart(UNMEASURED);
            writeUnless(json, "started", timing.started());
            writeUnless(json, "firstByte", timing.firstByte());
            writeUnless(json, "lastByte", timing.lastByte());
            json.writeEndArray();
        }
    }

    private static void writeUnless(JsonGenerator json, String name, Optional<?> measured) throws IOException {
        if (measured.isEmpty()) {
            json.writeString(name);
        }
    }

    private static double millis(Optional<Duration> duration) {
        return duration.map(known -> known.toNanos() / NANOS_PER_MILLI).orElse(0.0);
    }

    /** Of a timing in milliseconds with fractions; -1 if it is missing or negative, which stands for unknown. */
    private static long nanos(JsonNode timings, String member) {
        var node = timings.path(member);
        if (node.isMissingNode() || node.isNull()) {
            return -1;
        } else if (!node.isNumber() || node.doubleValue() > LONGEST_MILLIS) {
            throw new MalformedException("timing \"" + member + "\" is no number of milliseconds up to a day");
        }
        return node.doubleValue() < 0 ? -1 : Math.round(node.doubleValue() * NANOS_PER_MILLI);
    }
}
