package dev.plimsoll.suites.ranges;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.ByteRange;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ranges on conditions, several at once, and what looks like a range and is none. */
public final class RangeConditionChecks {
    /** One range-spec after the other in bytes (RFC 9110 §14.1.2), at least two. */
    private static final Pattern SEVERAL =
            Pattern.compile("(?i)bytes=\\s*(?:[0-9]+-[0-9]*|-[0-9]+)(?:\\s*,\\s*(?:[0-9]+-[0-9]*|-[0-9]+))+");

    public static final List<Check> ALL = List.of(
            check("ranges/several-ranges", MUST, REGISTRY, "HT-32")
                    .title("Several ranges are answered in parts, as one stretch, or as if none had been asked for")
                    .impact("Clients that fetch only the files they need out of a layer put it together wrongly.")
                    .drive(Resumption.ranges("bytes=0-4,20-24"))
                    .judge(each(
                            "206 answers to several ranges",
                            (e, t) -> Parts.isAnswer(e, t)
                                    && e.status() == 206
                                    && SEVERAL.matcher(Parts.rangeField(e)).matches(),
                            (answer, t, findings) -> {
                                boolean parts = isMultipart(answer);
                                boolean stretch = Parts.sent(answer).isPresent();
                                findings.require(
                                        parts != stretch,
                                        answer,
                                        "parts of the answer",
                                        "multipart/byteranges with a boundary, or one Content-Range",
                                        parts ? "both" : "neither");
                            })),
            check("ranges/matching-if-range-is-a-part", SHOULD, REGISTRY, "DS-021")
                    .title("A range is answered with 206 if If-Range has the entity tag that the content has")
                    .impact("Clients that resume carefully begin anew every time.")
                    .drive(Resumption.ifRange(tag -> tag))
                    .judge(each(
                            "ranges with If-Range of the strong entity tag that came before",
                            (e, t) -> Parts.isAnswer(e, t)
                                    && Parts.asked(e).isPresent()
                                    && condition(e)
                                            .filter(tag -> tag.startsWith("\""))
                                            .isPresent()
                                    && condition(e).equals(Parts.earlierTag(e, t))
                                    && e.status() != 416
                                    // Nothing is promised where the content is another by now.
                                    && Parts.entityTag(e, t).equals(condition(e)),
                            (answer, t, findings) -> findings.requireStatus(206, answer))),
            check("ranges/other-if-range-is-the-whole", MUST, REGISTRY, "HT-33")
                    .title("A range is ignored if If-Range has another entity tag than the content")
                    .impact("The part of one content is put behind the part of another.")
                    .drive(Resumption.ifRange(tag -> "\"plimsoll-other\""))
                    .judge(each(
                            "ranges with If-Range of another entity tag than the answer's",
                            (e, t) -> Parts.isAnswer(e, t)
                                    && condition(e)
                                            .filter(tag -> tag.startsWith("\""))
                                            .isPresent()
                                    && Traffic.field(e, "ETag")
                                            .filter(tag ->
                                                    !tag.equals(condition(e).orElseThrow()))
                                            .isPresent(),
                            (answer, t, findings) -> findings.requireStatus(200, answer))),
            check("ranges/unknown-unit-is-ignored", MUST, REGISTRY, "HT-30")
                    .title("A Range in another unit than bytes is ignored")
                    .impact("Content is cut by a measure that nobody agreed on.")
                    .drive(Resumption.ranges("plimsolls=0-9"))
                    .judge(each(
                            "answers to ranges in a unit of our own",
                            (e, t) -> Parts.isAnswer(e, t)
                                    && Parts.rangeField(e)
                                            .toLowerCase(Locale.ROOT)
                                            .startsWith("plimsolls="),
                            (answer, t, findings) -> findings.requireStatus(200, answer))),
            check("ranges/invalid-range-is-no-part", SHOULD, REGISTRY, "HT-30")
                    .title("A range that ends before it begins is not answered with a part")
                    .impact("The client gets bytes that it did not ask for.")
                    .drive(Resumption.ranges("bytes=9-0"))
                    .judge(each(
                            "answers to a range that ends before it begins",
                            (e, t) -> Parts.isAnswer(e, t) && isBackwards(Parts.rangeField(e)),
                            (answer, t, findings) ->
                                    findings.require(answer.status() != 206, answer, "status", "200 or 416", "206"))),
            check("ranges/part-has-the-tag-of-the-whole", MUST, REGISTRY, "HT-32")
                    .title("A part comes with the entity tag that the whole comes with")
                    .impact("Clients cannot tell whether two parts are of the same content.")
                    .drive(Resumption.wholeThenRanges("bytes=0-9"))
                    .judge(each(
                            "parts from URLs whose whole came with an entity tag",
                            (e, t) -> Parts.isAnswer(e, t)
                                    && e.status() == 206
                                    && !e.request().fields().contains("If-Range")
                                    && Parts.earlierTag(e, t).isPresent(),
                            (answer, t, findings) -> {
                                var whole = Parts.earlierTag(answer, t).orElseThrow();
                                var part = Traffic.field(answer, "ETag").orElse("absent");
                                findings.require(part.equals(whole), answer, "ETag", whole, part);
                            })));

    private RangeConditionChecks() {}

    private static Optional<String> condition(Exchange exchange) {
        return exchange.request().fields().first("If-Range");
    }

    private static boolean isMultipart(Exchange answer) {
        return Traffic.contentType(answer)
                .filter(type -> type.essence().raw().equals("multipart/byteranges")
                        && type.raw().toLowerCase(Locale.ROOT).contains("boundary="))
                .isPresent();
    }

    private static boolean isBackwards(String range) {
        return range.matches("(?i)bytes=[0-9]{1,9}-[0-9]{1,9}")
                && ByteRange.parseLeniently(range).isEmpty();
    }
}
