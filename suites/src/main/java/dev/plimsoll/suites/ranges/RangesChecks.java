package dev.plimsoll.suites.ranges;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.ByteRange;
import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Findings;
import dev.plimsoll.suites.check.Judgement;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** One form of range after the other, and the bytes that come. */
public final class RangesChecks {
    private static final String RESUME = "A download that breaks off must begin anew, or is put together wrongly.";

    public static final List<Check> ALL = List.of(
            form(
                    "ranges/first-byte-alone",
                    "The range of the first byte is answered with that byte",
                    Resumption.ranges("bytes=0-0"),
                    range -> range.first().equals(OptionalLong.of(0))
                            && range.last().equals(OptionalLong.of(0))),
            form(
                    "ranges/open-range-goes-to-the-end",
                    "A range without an end is answered with all that is left",
                    Resumption.wholeThenRanges("bytes=10-"),
                    range -> range.last().isEmpty()),
            form(
                    "ranges/suffix-is-the-end",
                    "A range without a beginning is answered with the last bytes",
                    Resumption.wholeThenRanges("bytes=-10"),
                    range -> range.first().isEmpty()),
            check("ranges/end-past-the-size-is-cut", SHOULD, REGISTRY, "DS-021")
                    .title("A range that ends past the end is answered with what there is")
                    .impact(RESUME)
                    .drive(Resumption.wholeThenRanges("bytes=10-99999999999"))
                    .judge(each(
                            "ranges that begin within a blob of known size and end after it",
                            (e, t) -> Parts.isPlainAnswer(e, t)
                                    && Parts.size(e, t).isPresent()
                                    && endsAfter(
                                            Parts.asked(e).orElseThrow(),
                                            Parts.size(e, t).getAsLong()),
                            (answer, t, findings) -> requirePart(
                                    answer,
                                    Parts.asked(answer)
                                            .orElseThrow()
                                            .within(Parts.size(answer, t).getAsLong()),
                                    findings))),
            check("ranges/past-the-end-is-416", SHOULD, REGISTRY, "DS-021")
                    .title("A range that begins past the end is answered with 416")
                    .impact("A client that has everything already begins anew, or waits for more.")
                    .drive(Resumption.wholeThenRanges("bytes=SIZE-"))
                    .judge(each(
                            "ranges that begin past the end of a blob of known size",
                            (e, t) -> Parts.isPlainAnswer(e, t)
                                    && Parts.size(e, t).isPresent()
                                    && Parts.asked(e)
                                            .flatMap(range -> range.within(
                                                    Parts.size(e, t).getAsLong()))
                                            .isEmpty(),
                            (answer, t, findings) -> findings.requireStatus(416, answer))),
            check("ranges/416-tells-the-size", SHOULD, REGISTRY, "HT-31")
                    .title("A 416 tells the size in Content-Range")
                    .impact("A client cannot find out how much of the blob it lacks.")
                    .drive(Resumption.wholeThenRanges("bytes=SIZE-"))
                    .judge(each(
                            "416 answers for blobs",
                            (e, t) -> Parts.isAnswer(e, t) && e.status() == 416,
                            (answer, t, findings) -> findings.require(
                                    Parts.contentRange(answer)
                                            .filter(range -> range.range().isEmpty())
                                            .isPresent(),
                                    answer,
                                    "Content-Range",
                                    "bytes */size",
                                    Traffic.field(answer, "Content-Range").orElse("absent")))),
            check("ranges/part-is-of-the-blob", MUST, REGISTRY, "DS-016")
                    .title("The bytes of a 206 are those that the blob has there")
                    .impact("A blob that is put together from parts is corrupt, and the pull fails at its very end.")
                    .drive(Resumption.wholeThenRanges("bytes=1-20", "bytes=-7"))
                    .judge(each(
                            "parts at hand of blobs that are at hand as a whole",
                            (e, t) -> e.status() == 206
                                    && Parts.isAnswer(e, t)
                                    && Traffic.body(e).isPresent()
                                    && Parts.sent(e)
                                            .filter(part -> Parts.whole(e, t)
                                                    .filter(whole -> part.last() < whole.size())
                                                    .isPresent())
                                            .isPresent(),
                            (answer, t, findings) -> {
                                var part = Parts.sent(answer).orElseThrow();
                                var whole = Parts.whole(answer, t).orElseThrow();
                                findings.require(
                                        Parts.slice(whole, part)
                                                .equals(Traffic.body(answer).orElseThrow()),
                                        answer,
                                        "bytes " + part.first() + "-" + part.last(),
                                        "those of the whole blob",
                                        "others");
                            })),
            check("ranges/accept-ranges-is-true", SHOULD, REGISTRY, "DS-021")
                    .title("Who says Accept-Ranges: bytes answers a range with 206")
                    .impact("Clients plan a download in parts, and get all of it with every part.")
                    .drive(Resumption.ranges("bytes=0-9"))
                    .judge(each(
                            "answers to ranges that say Accept-Ranges: bytes",
                            (e, t) -> Parts.isPlainAnswer(e, t)
                                    && e.status() != 416
                                    && Traffic.field(e, "Accept-Ranges")
                                            .filter("bytes"::equalsIgnoreCase)
                                            .isPresent(),
                            (answer, t, findings) -> findings.requireStatus(206, answer))),
            check("ranges/accept-ranges-is-stated", QUIRK, REGISTRY, "DS-021")
                    .title("A whole blob comes with Accept-Ranges")
                    .impact("Careful clients do not try to resume what may be resumed.")
                    .drive(Resumption.wholeThenRanges())
                    .judge(each(
                            "complete blobs",
                            Traffic::isBlobAnswer,
                            (answer, t, findings) -> findings.require(
                                    Traffic.field(answer, "Accept-Ranges").isPresent(),
                                    answer,
                                    "Accept-Ranges",
                                    "bytes, or none",
                                    "absent"))),
            check("ranges/redirect-does-not-deny-ranges", QUIRK, REGISTRY, "DS-021")
                    .title("A redirect of a blob does not say Accept-Ranges: none where its target takes ranges")
                    .impact("Clients that look at the first answer alone do not resume what may be resumed.")
                    .drive(Resumption.wholeThenRanges())
                    .judge(each(
                            "redirects of blobs to places that say Accept-Ranges: bytes",
                            (e, t) -> Traffic.isBlobRedirect(e)
                                    && t.followUpOf(e)
                                            .filter(target -> says(target, "bytes"))
                                            .isPresent(),
                            (redirect, t, findings) -> findings.require(
                                    !says(redirect, "none"),
                                    redirect,
                                    "Accept-Ranges of the redirect",
                                    "absent, or bytes as at its target",
                                    "none"))),
            check("ranges/range-of-head-is-ignored", MUST, REGISTRY, "HT-30")
                    .title("A Range on HEAD changes nothing")
                    .impact("The size that a client learns is that of the part.")
                    .drive(probe -> probe.head(
                            probe.sample().blobPath(probe.sample().config().digest()),
                            HeaderFields.of("Accept", "*/*", "Range", "bytes=0-9")))
                    .judge(each(
                            "HEAD of blobs with Range",
                            (e, t) -> e.request().isHead()
                                    && e.request().endpoint() instanceof Endpoint.Blob
                                    && e.request().fields().contains("Range")
                                    && (e.status() == 200 || e.status() == 206 || e.status() == 416),
                            (answer, t, findings) -> findings.requireStatus(200, answer))));

    private RangesChecks() {}

    /** A check of one form of range; the exact part is judged where the size is known. */
    private static Check form(String id, String title, Stimulus stimulus, Predicate<ByteRange> isMeant) {
        return check(id, SHOULD, REGISTRY, "DS-021")
                .title(title)
                .impact(RESUME)
                .drive(stimulus)
                .judge(judgement(isMeant));
    }

    private static Judgement judgement(Predicate<ByteRange> isMeant) {
        return each(
                "ranges of this form within blobs of known size",
                (e, t) -> Parts.isPlainAnswer(e, t)
                        && Parts.asked(e).filter(isMeant).isPresent()
                        && Parts.size(e, t).isPresent()
                        && Parts.asked(e)
                                .flatMap(range -> range.within(Parts.size(e, t).getAsLong()))
                                .isPresent(),
                (answer, t, findings) -> requirePart(
                        answer,
                        Parts.asked(answer)
                                .orElseThrow()
                                .within(Parts.size(answer, t).getAsLong()),
                        findings));
    }

    private static void requirePart(Exchange answer, Optional<ByteRange.Resolved> meant, Findings findings) {
        var part = meant.orElseThrow();
        var wanted = "206 with bytes " + part.first() + "-" + part.last();
        findings.require(
                answer.status() == 206 && Parts.sent(answer).equals(meant),
                answer,
                "answer to Range: " + Parts.rangeField(answer),
                wanted,
                answer.status()
                        + Traffic.field(answer, "Content-Range")
                                .map(range -> " with " + range)
                                .orElse(""));
    }

    private static boolean says(Exchange answer, String unit) {
        return Traffic.field(answer, "Accept-Ranges")
                .filter(unit::equalsIgnoreCase)
                .isPresent();
    }

    private static boolean endsAfter(ByteRange range, long size) {
        return range.first().isPresent()
                && range.last().isPresent()
                && range.first().getAsLong() < size
                && range.last().getAsLong() >= size;
    }
}
