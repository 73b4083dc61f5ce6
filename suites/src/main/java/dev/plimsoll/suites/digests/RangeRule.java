package dev.plimsoll.suites.digests;

import dev.plimsoll.model.http.ByteRange;
import dev.plimsoll.model.http.ContentRange;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Findings;
import dev.plimsoll.suites.check.Traffic;
import java.util.Optional;
import java.util.OptionalLong;

/** A range was asked for: 206 with exactly it, or 416 for one outside (RFC 9110 §14). */
final class RangeRule {
    private RangeRule() {}

    /**
     * Whether one valid range of a blob was answered, there or where a redirect led. Several ranges and invalid ones a
     * server may ignore, and with {@code If-Range} it must if the content has changed.
     */
    static boolean applies(Exchange exchange, Transcript transcript) {
        return (Traffic.isBlobRequest(exchange) || Traffic.isRedirectedBlobRequest(exchange, transcript))
                && range(exchange).isPresent()
                && !exchange.request().fields().contains("If-Range")
                && (exchange.status() == 200 || exchange.status() == 206 || exchange.status() == 416);
    }

    static void look(Exchange answer, Transcript transcript, Findings findings) {
        var asked = range(answer).orElseThrow();
        if (answer.status() == 200) {
            findings.add(answer, "answer to Range: " + asked, "206 with that part", "200 with all of it");
        } else if (answer.status() == 206) {
            lookAtPart(answer, asked, size(answer, transcript), findings);
        } else {
            var size = size(answer, transcript);
            findings.require(
                    size.isEmpty() || asked.within(size.getAsLong()).isEmpty(),
                    answer,
                    "answer to Range: " + asked,
                    "206, since the blob has " + size.orElse(0) + " bytes",
                    "416");
        }
    }

    private static void lookAtPart(Exchange answer, ByteRange asked, OptionalLong size, Findings findings) {
        var part = contentRange(answer).flatMap(ContentRange::range);
        findings.require(
                part.filter(sent -> isMeant(sent, asked, size)).isPresent(),
                answer,
                "Content-Range",
                "the part that " + asked + " means",
                Traffic.field(answer, "Content-Range").orElse("absent"));
        var real = Traffic.bodySize(answer);
        if (part.isPresent() && real.isPresent()) {
            findings.require(
                    real.getAsLong() == part.get().length(),
                    answer,
                    "size of the part",
                    part.get().length() + " bytes, as Content-Range says",
                    real.getAsLong() + " bytes");
        }
    }

    /** Where the size is not told, the beginning must be right and the end not past what was asked for. */
    private static boolean isMeant(ByteRange.Resolved sent, ByteRange asked, OptionalLong size) {
        if (size.isPresent()) {
            return asked.within(size.getAsLong()).equals(Optional.of(sent));
        }
        return asked.first().isEmpty()
                || (asked.first().getAsLong() == sent.first()
                        && sent.last() <= asked.last().orElse(Long.MAX_VALUE));
    }

    /** The size of the whole blob: as the answer says, or else a manifest. */
    private static OptionalLong size(Exchange answer, Transcript transcript) {
        var stated = contentRange(answer).map(ContentRange::completeLength).orElse(OptionalLong.empty());
        if (stated.isPresent()) {
            return stated;
        }
        return Traffic.requestedBlob(answer, transcript)
                .flatMap(digest -> Traffic.describedBefore(answer, transcript, digest))
                .map(descriptor -> OptionalLong.of(descriptor.size()))
                .orElse(OptionalLong.empty());
    }

    private static Optional<ContentRange> contentRange(Exchange answer) {
        return Traffic.field(answer, "Content-Range").flatMap(ContentRange::parseLeniently);
    }

    private static Optional<ByteRange> range(Exchange exchange) {
        return exchange.request().fields().first("Range").flatMap(ByteRange::parseLeniently);
    }
}
