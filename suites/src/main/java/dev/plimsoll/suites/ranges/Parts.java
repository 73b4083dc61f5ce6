package dev.plimsoll.suites.ranges;

import dev.plimsoll.model.http.ByteRange;
import dev.plimsoll.model.http.ContentRange;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.suites.check.Traffic;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Answers to {@code Range}, and what they are parts of. */
final class Parts {
    private static final Set<Integer> ANSWERS = Set.of(200, 206, 416);

    private Parts() {}

    /** Whether parts of a blob were asked for, at the registry or where it redirected to, and this is an answer. */
    static boolean isAnswer(Exchange exchange, Transcript transcript) {
        return ANSWERS.contains(exchange.status())
                && exchange.request().isGet()
                && exchange.request().fields().contains("Range")
                && Traffic.requestedBlob(exchange, transcript).isPresent();
    }

    /** The same, with one valid range and no condition. */
    static boolean isPlainAnswer(Exchange exchange, Transcript transcript) {
        return isAnswer(exchange, transcript)
                && !exchange.request().fields().contains("If-Range")
                && asked(exchange).isPresent();
    }

    /** The one valid range that was asked for; nothing for several, and for what is none. */
    static Optional<ByteRange> asked(Exchange exchange) {
        var lines = exchange.request().fields().all("Range");
        return lines.size() == 1 ? ByteRange.parseLeniently(lines.get(0)) : Optional.empty();
    }

    static String rangeField(Exchange exchange) {
        return exchange.request().fields().first("Range").orElse("");
    }

    /** The part that a 206 says it is. */
    static Optional<ByteRange.Resolved> sent(Exchange answer) {
        return contentRange(answer).flatMap(ContentRange::range);
    }

    static Optional<ContentRange> contentRange(Exchange answer) {
        return Traffic.field(answer, "Content-Range").flatMap(ContentRange::parseLeniently);
    }

    /** The size of the blob: from a manifest, else from a complete answer, else from the answer itself. */
    static OptionalLong size(Exchange answer, Transcript transcript) {
        var digest = Traffic.requestedBlob(answer, transcript).orElse("");
        var described = Traffic.describedBefore(answer, transcript, digest);
        if (described.isPresent()) {
            return OptionalLong.of(described.get().size());
        }
        var whole = transcript.stream()
                .filter(other -> isWhole(other, transcript, digest))
                .map(Traffic::bodySize)
                .filter(OptionalLong::isPresent)
                .findFirst();
        return whole.orElseGet(
                () -> contentRange(answer).map(ContentRange::completeLength).orElse(OptionalLong.empty()));
    }

    /** The bytes of the blob, if a complete answer has them. */
    static Optional<Bytes> whole(Exchange answer, Transcript transcript) {
        var digest = Traffic.requestedBlob(answer, transcript).orElse("");
        return transcript.stream()
                .filter(other -> isWhole(other, transcript, digest))
                .flatMap(other -> Traffic.body(other).stream())
                .findFirst();
    }

    static Bytes slice(Bytes whole, ByteRange.Resolved part) {
        return Bytes.of(
                Arrays.copyOfRange(whole.toArray(), Math.toIntExact(part.first()), Math.toIntExact(part.last() + 1)));
    }

    /** The entity tag that answers from the same URL had before, or that this one has. */
    static Optional<String> entityTag(Exchange answer, Transcript transcript) {
        return Traffic.field(answer, "ETag").or(() -> earlierTag(answer, transcript));
    }

    /** The entity tag of the latest whole answer from the same URL before. */
    static Optional<String> earlierTag(Exchange answer, Transcript transcript) {
        return transcript
                .before(answer)
                .filter(earlier -> earlier.status() == 200
                        && earlier.request().isGet()
                        && earlier.request().url().equals(answer.request().url()))
                .flatMap(earlier -> Traffic.field(earlier, "ETag").stream())
                .reduce((first, second) -> second);
    }

    private static boolean isWhole(Exchange exchange, Transcript transcript, String digest) {
        return Traffic.isBlobAnswer(exchange, transcript)
                && Traffic.requestedBlob(exchange, transcript).equals(Optional.of(digest))
                && Traffic.bodyDigest(exchange)
                        .filter(real -> real.raw().equals(digest))
                        .isPresent();
    }
}
