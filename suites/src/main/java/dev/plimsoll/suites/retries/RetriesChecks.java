package dev.plimsoll.suites.retries;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;

import dev.plimsoll.model.http.ByteRange;
import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Course;
import dev.plimsoll.suites.check.Traffic;
import java.time.Duration;
import java.util.List;

/** What clients do after errors, limits and broken bodies. */
public final class RetriesChecks {
    /** Clocks and schedulers are no finer than this. */
    private static final Duration TOLERANCE = Duration.ofMillis(250);

    /** Less is no pause at all: the next attempt was made as soon as the answer had been read. */
    private static final Duration LEAST_PAUSE = Duration.ofMillis(100);

    /** More than any known client makes of its own (five, with the first). */
    private static final int MAX_ATTEMPTS = 10;

    private static final String REPEATED = ", after which it was repeated";

    public static final List<Check> ALL = List.of(
            check("retries/client-waits-as-told", SHOULD, CLIENT, "HT-09")
                    .title("The client waits as long as Retry-After says before it asks again")
                    .impact("Asking at once makes a limit worse, and lengthens it at some registries.")
                    .judge(each(
                            "answers with Retry-After" + REPEATED + ", both timed",
                            (e, t) -> Repeats.retryAfter(e).isPresent()
                                    && Course.isOfARegistry(e, t)
                                    && Repeats.next(e, t)
                                            .flatMap(next -> Course.pause(e, next))
                                            .isPresent(),
                            (answer, t, findings) -> {
                                var told = Repeats.retryAfter(answer).orElseThrow();
                                var next = Repeats.next(answer, t).orElseThrow();
                                var waited = Course.pause(answer, next).orElseThrow();
                                findings.require(
                                        waited.plus(TOLERANCE).compareTo(told) >= 0,
                                        next,
                                        "pause before the next attempt",
                                        told.toSeconds() + " s, as Retry-After said",
                                        Repeats.shown(waited));
                            })),
            check("retries/client-pauses-before-it-repeats", QUIRK, CLIENT, "HT-10")
                    .title("The client pauses before it repeats a request that was refused by 429 or 5xx")
                    .impact("Many clients that repeat at once keep a registry down that has just come up.")
                    .judge(each(
                            "answers 429 and 5xx without Retry-After" + REPEATED + ", both timed",
                            (e, t) -> Repeats.isTemporary(e)
                                    && Course.isOfARegistry(e, t)
                                    && Repeats.retryAfter(e).isEmpty()
                                    && Repeats.next(e, t)
                                            .flatMap(next -> Course.pause(e, next))
                                            .isPresent(),
                            (answer, t, findings) -> {
                                var next = Repeats.next(answer, t).orElseThrow();
                                var waited = Course.pause(answer, next).orElseThrow();
                                findings.require(
                                        waited.compareTo(LEAST_PAUSE) >= 0,
                                        next,
                                        "pause before the next attempt",
                                        Repeats.shown(LEAST_PAUSE) + " or more",
                                        Repeats.shown(waited));
                            })),
            check("retries/client-gives-up", QUIRK, CLIENT, "HT-10")
                    .title("The client gives up after a number of attempts that all failed")
                    .impact("A machine asks for an image that is not there until somebody looks.")
                    .judge(each(
                            "requests answered 429 or 5xx that were repeated",
                            (e, t) -> Repeats.isTemporary(e)
                                    && Course.isOfARegistry(e, t)
                                    && Repeats.isFirst(e, t)
                                    && Repeats.next(e, t).isPresent(),
                            (first, t, findings) -> {
                                long attempts = Repeats.attempts(first, t).count();
                                findings.require(
                                        attempts <= MAX_ATTEMPTS,
                                        first,
                                        "attempts",
                                        "up to " + MAX_ATTEMPTS,
                                        Long.toString(attempts));
                            })),
            check("retries/client-repeats-temporary-errors", SHOULD, CLIENT, "RV-11")
                    .title("The client asks again after 502, 503 or 504, there or at another place")
                    .impact("A pull fails for a moment's trouble in front of the registry.")
                    .judge(each(
                            "requests for content answered 502, 503 or 504",
                            (e, t) -> e.request().isGet()
                                    && e.status() >= 502
                                    && e.status() <= 504
                                    && (Traffic.manifestRequest(e).isPresent()
                                            || Traffic.requestedBlob(e, t).isPresent()),
                            (answer, t, findings) -> findings.require(
                                    Repeats.isAskedAgain(answer, t),
                                    answer,
                                    "next request for it",
                                    "the same, after a pause",
                                    "none"))),
            check("retries/client-takes-a-refused-upload-as-final", SHOULD, CLIENT, "RV-11")
                    .title("The client does not repeat an upload that the registry refused")
                    .impact("Gigabytes are sent again, to be refused again.")
                    .judge(each(
                            "uploads that were refused for good",
                            (e, t) -> Repeats.isRefusedUpload(e),
                            (refused, t, findings) -> Repeats.next(refused, t)
                                    .filter(next -> next.request()
                                            .fields()
                                            .all("Authorization")
                                            .equals(refused.request().fields().all("Authorization")))
                                    .ifPresent(next -> findings.add(
                                            next,
                                            refused.request().method() + " of the upload",
                                            "not again after " + refused.status(),
                                            "the same again")))),
            check("retries/client-resumes-a-cut-blob", QUIRK, CLIENT, "DS-021")
                    .title("The client asks only for the rest of a blob that was cut off")
                    .impact("A large layer begins anew each time, and over a bad line never ends.")
                    .judge(each(
                            "blobs cut off after more than a kilobyte, and asked for again",
                            (e, t) -> Repeats.isCut(e, t)
                                    && Repeats.nextOfBlob(e, t).isPresent(),
                            (cut, t, findings) -> {
                                var next = Repeats.nextOfBlob(cut, t).orElseThrow();
                                findings.require(
                                        next.request().fields().contains("Range"),
                                        next,
                                        "Range",
                                        "from byte " + Traffic.bodySize(cut).orElse(0) + " on, or before",
                                        "absent");
                            })),
            check("retries/client-resumes-without-a-gap", SHOULD, CLIENT, "HT-08")
                    .title("The client resumes at the byte where the blob was cut off, or before it")
                    .impact("Bytes are missing in the middle; the digest is wrong after all of the time.")
                    .judge(each(
                            "blobs cut off, and then asked for from a byte on",
                            (e, t) -> Repeats.isCut(e, t)
                                    && !e.request().fields().contains("Range")
                                    && Repeats.resumedAt(e, t).isPresent(),
                            (cut, t, findings) -> {
                                long got = Traffic.bodySize(cut).orElseThrow();
                                long from = Repeats.resumedAt(cut, t).orElseThrow();
                                findings.require(
                                        from <= got,
                                        Repeats.nextOfBlob(cut, t).orElseThrow(),
                                        "Range",
                                        "from byte " + got + " on, or before",
                                        "from byte " + from + " on");
                            })),
            check("retries/client-resumes-the-same-content", QUIRK, CLIENT, "HT-11")
                    .title("The client that resumes says by If-Range of which content it wants the rest")
                    .impact("Where the content changed, the rest of another is added to it.")
                    .judge(each(
                            "requests for the rest of a blob that came with a strong ETag",
                            (e, t) -> Repeats.isCut(e, t)
                                    && Traffic.field(e, "ETag")
                                            .filter(tag -> !tag.startsWith("W/"))
                                            .isPresent()
                                    && Repeats.resumedAt(e, t).isPresent(),
                            (cut, t, findings) -> {
                                var next = Repeats.nextOfBlob(cut, t).orElseThrow();
                                findings.require(
                                        next.request().fields().contains("If-Range"),
                                        next,
                                        "If-Range",
                                        Traffic.field(cut, "ETag").orElse(""),
                                        "absent");
                            })),
            check("retries/client-renews-a-stale-location", QUIRK, CLIENT, "RV-03")
                    .title("The client asks the registry again where the place that it was sent to refuses it")
                    .impact("Signed URLs expire: the pull fails although the registry would give a new one.")
                    .judge(each(
                            "answers 403 of places that a blob was redirected to",
                            (e, t) -> e.status() == 403 && Traffic.isRedirectedBlobRequest(e, t),
                            (refused, t, findings) -> findings.require(
                                    Repeats.nextOfBlob(refused, t)
                                            .filter(next -> next.request().endpoint() instanceof Endpoint.Blob)
                                            .isPresent(),
                                    refused,
                                    "next request for the blob",
                                    "the registry's own URL",
                                    "none"))),
            check("retries/client-leaves-redirect-loops", SHOULD, CLIENT, "HT-12")
                    .title("The client leaves a chain of redirects that leads back to where it was")
                    .impact("It asks for ever, and two servers answer.")
                    .judge(each(
                            "redirects that lead back to a place of their own chain",
                            (e, t) -> Course.isOfARegistry(e, t) && Repeats.isLoop(e, t),
                            (redirect, t, findings) -> findings.require(
                                    Repeats.hops(redirect, t) <= Repeats.MAX_HOPS,
                                    redirect,
                                    "redirects that were followed",
                                    "up to " + Repeats.MAX_HOPS,
                                    "more"))),
            check("retries/client-ranges-can-be-read", SHOULD, CLIENT, "HT-08")
                    .title("A range that a client asks for is one that servers can read")
                    .impact("It is ignored, and all of the blob comes.")
                    .judge(each(
                            "requests for a single range",
                            (e, t) -> e.request().fields().all("Range").size() == 1
                                    && Course.isOfARegistry(e, t)
                                    && e.request()
                                                    .fields()
                                                    .first("Range")
                                                    .orElse("")
                                                    .indexOf(',')
                                            < 0,
                            (request, t, findings) -> {
                                var range = request.request()
                                        .fields()
                                        .first("Range")
                                        .orElse("");
                                findings.require(
                                        ByteRange.parseLeniently(range).isPresent(),
                                        request,
                                        "Range",
                                        "bytes=first-last, both inclusive, the last of them optional",
                                        range.isBlank() ? "empty" : range);
                            })));

    private RetriesChecks() {}
}
