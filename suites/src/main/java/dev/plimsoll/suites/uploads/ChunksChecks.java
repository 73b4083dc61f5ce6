package dev.plimsoll.suites.uploads;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;
import static dev.plimsoll.suites.check.Writes.orRefusal;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Findings;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import dev.plimsoll.suites.check.Uploads;
import dev.plimsoll.suites.check.Uploads.Step;
import dev.plimsoll.suites.check.Workspace;
import dev.plimsoll.suites.check.Writes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Blobs in chunks: each one's answer, their order, the state of an upload, and its end. */
final class ChunksChecks {
    private static final Pattern RANGE = Pattern.compile("0-[0-9]{1,18}");

    /** More than most registries demand of a chunk that is not the last; a larger demand is met by what it says. */
    private static final int CHUNK = 64 << 10;

    /** A registry that demands chunks of more is not driven with several. */
    private static final int MAX_CHUNK = 8 << 20;

    private static final Stimulus TWO_CHUNKS = probe -> {
        var workspace = Workspace.of(probe);
        var begun = workspace.begin();
        var first = chunk(begun, workspace);
        var last = workspace.content("last chunk");
        workspace
                .patch(begun, first, 0)
                .flatMap(one -> workspace.patch(one, last, first.size()))
                .ifPresent(two ->
                        workspace.close(two, Digest.sha256(first.concat(last)).raw(), Bytes.empty()));
    };
    private static final Stimulus OUT_OF_ORDER = probe -> {
        var workspace = Workspace.of(probe);
        var begun = workspace.begin();
        var first = chunk(begun, workspace);
        workspace.patch(begun, first, 0).ifPresent(one -> {
            var refused = workspace.patch(one, first, first.size() + 7L);
            var newest = refused.filter(answer -> Workspace.location(answer).isPresent())
                    .orElse(one);
            Workspace.location(newest).ifPresent(workspace::get);
        });
    };
    private static final Stimulus STATUS = probe -> {
        var workspace = Workspace.of(probe);
        var begun = workspace.begin();
        workspace
                .patch(begun, chunk(begun, workspace), 0)
                .flatMap(Workspace::location)
                .ifPresent(workspace::get);
    };
    private static final Stimulus CANCEL = probe -> {
        var workspace = Workspace.of(probe);
        Workspace.location(workspace.begin()).ifPresent(url -> {
            workspace.delete(url);
            workspace.get(url);
        });
    };

    static final List<Check> ALL = List.of(
            check("uploads/chunk-answers-202", MUST, REGISTRY, "DS-040")
                    .title("A chunk is answered with 202")
                    .impact(
                            "Clients that hold to the specification take the chunk for refused, or the upload for done.")
                    .writes(TWO_CHUNKS)
                    .judge(orRefusal(Uploads.each(
                            "chunks that were taken",
                            ChunksChecks::isTakenChunk,
                            (step, findings) -> findings.requireStatus(202, step.exchange())))),
            check("uploads/chunk-has-a-location", MUST, REGISTRY, "DS-040")
                    .title("The answer to a chunk says in Location where the next one goes")
                    .impact("Clients send the next chunk to an address that is no longer valid.")
                    .writes(TWO_CHUNKS)
                    .judge(orRefusal(Uploads.each(
                            "chunks that were taken",
                            ChunksChecks::isTakenChunk,
                            (step, findings) -> UploadsChecks.requireLocation(step.exchange(), findings)))),
            check("uploads/chunk-has-a-range", MUST, REGISTRY, "DS-040")
                    .title("The answer to a chunk says in Range what is there, as 0-end")
                    .impact("Clients cannot tell where to go on.")
                    .writes(TWO_CHUNKS)
                    .judge(orRefusal(Uploads.each(
                            "chunks that were taken",
                            ChunksChecks::isTakenChunk,
                            (step, findings) -> requireRange(step.exchange(), findings)))),
            check("uploads/range-ends-with-the-chunk", MUST, REGISTRY, "DS-040")
                    .title("The Range in the answer to a chunk ends with the chunk's last byte")
                    .impact("Clients leave a gap, or send bytes twice: the blob is refused at the end.")
                    .writes(TWO_CHUNKS)
                    .judge(orRefusal(Uploads.each(
                            "chunks of known size that were taken and answered with a Range",
                            step -> isTakenChunk(step)
                                    && hasRange(step.exchange())
                                    && step.stored().isPresent()
                                    && Uploads.sent(step.exchange()).orElse(0) > 0,
                            (step, findings) -> requireEnd(
                                    step,
                                    step.stored().getAsLong()
                                            + Uploads.sent(step.exchange()).getAsLong(),
                                    findings)))),
            check("uploads/takes-chunks", QUIRK, REGISTRY, "DS-040")
                    .title("A chunk in its order is taken")
                    .impact("Clients that push in chunks cannot push to this registry at all.")
                    .writes(TWO_CHUNKS)
                    .judge(orRefusal(Uploads.each(
                            "chunks in their order",
                            step -> isChunk(step)
                                    && step.first().isPresent()
                                    && step.stored().isPresent()
                                    && !step.isOutOfOrder()
                                    && step.earlier().stream().allMatch(Writes::isSuccess)
                                    && step.status() != 413
                                    && Writes.isVerdict(step.exchange()),
                            ChunksChecks::requireSuccess))),
            check("uploads/takes-a-stream", QUIRK, REGISTRY, "DS-040")
                    .title("All of a blob in one PATCH without Content-Range is taken, as Docker sends it")
                    .impact("Docker cannot push to this registry.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        var content = workspace.content("stream");
                        workspace.stream(workspace.begin(), content)
                                .ifPresent(sent -> workspace.close(
                                        sent, Digest.sha256(content).raw(), Bytes.empty()));
                    })
                    .judge(orRefusal(Uploads.each(
                            "chunks without Content-Range",
                            step -> isChunk(step)
                                    && !step.exchange().request().fields().contains("Content-Range")
                                    && step.earlier().stream().allMatch(Writes::isSuccess)
                                    && step.status() != 413
                                    && Writes.isVerdict(step.exchange()),
                            ChunksChecks::requireSuccess))),
            check("uploads/out-of-order-chunk-is-416", MUST, REGISTRY, "DS-042")
                    .title("A chunk that does not begin where the last one ended is answered with 416")
                    .impact("The blob is put together wrongly, or a resumed upload cannot find its place.")
                    .writes(OUT_OF_ORDER)
                    .judge(orRefusal(Uploads.each(
                            "chunks out of order",
                            step -> isChunk(step)
                                    && step.isOutOfOrder()
                                    && step.earlier().stream().allMatch(Writes::isSuccess)
                                    && step.status() != 404
                                    && step.status() != 405
                                    && Writes.isVerdict(step.exchange()),
                            (step, findings) -> findings.requireStatus(416, step.exchange())))),
            check("uploads/out-of-order-close-is-416", MUST, REGISTRY, "DS-045")
                    .title("A last chunk that does not begin where the one before ended is answered with 416")
                    .impact("The upload is lost, where the client could have gone on at the right place.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        var begun = workspace.begin();
                        var first = chunk(begun, workspace);
                        var last = workspace.content("last chunk");
                        workspace.patch(begun, first, 0).ifPresent(one -> {
                            long wrong = first.size() + 7L;
                            workspace.close(
                                    one,
                                    Digest.sha256(first.concat(last)).raw(),
                                    last,
                                    HeaderFields.of(
                                            "Content-Type",
                                            "application/octet-stream",
                                            "Content-Range",
                                            wrong + "-" + (wrong + last.size() - 1)));
                        });
                    })
                    .judge(orRefusal(Uploads.each(
                            "last chunks out of order",
                            step -> UploadsChecks.isFirstPut(step)
                                    && step.isOutOfOrder()
                                    && Uploads.sent(step.exchange()).orElse(0) > 0
                                    && step.earlier().stream().allMatch(Writes::isSuccess)
                                    && Writes.isVerdict(step.exchange()),
                            (step, findings) -> findings.requireStatus(416, step.exchange())))),
            check("uploads/chunked-close-answers-201", MUST, REGISTRY, "DS-044")
                    .title("An upload in chunks that is ended under the digest of them all is answered with 201")
                    .impact("Clients take the layer for refused, or for not yet there.")
                    .writes(TWO_CHUNKS)
                    .judge(orRefusal(Uploads.each(
                            "uploads in chunks that were ended",
                            step -> UploadsChecks.isFirstPut(step)
                                    && step.isAfterChunks()
                                    && (UploadsChecks.isTaken(step) || UploadsChecks.isSound(step)),
                            (step, findings) -> {
                                findings.requireStatus(201, step.exchange());
                                if (step.status() == 201) {
                                    UploadsChecks.requireLocation(step.exchange(), findings);
                                }
                            }))),
            check("uploads/status-answers-204", MUST, REGISTRY, "DS-046")
                    .title("A GET of an upload that is under way is answered with 204")
                    .impact("Clients cannot find out where to resume, and send the whole layer again.")
                    .writes(STATUS)
                    .judge(orRefusal(Uploads.each(
                            "requests for the state of an upload under way",
                            step -> isStatus(step) && Writes.isVerdict(step.exchange()),
                            (step, findings) -> findings.requireStatus(204, step.exchange())))),
            check("uploads/status-has-location-and-range", MUST, REGISTRY, "DS-046")
                    .title("The state of an upload has a Location, and a Range of the form 0-end")
                    .impact("Clients cannot find out where to resume, and send the whole layer again.")
                    .writes(STATUS)
                    .judge(orRefusal(Uploads.each(
                            "states of uploads under way",
                            step -> isStatus(step) && Writes.isSuccess(step.exchange()),
                            (step, findings) -> {
                                UploadsChecks.requireLocation(step.exchange(), findings);
                                // What the form is where there is nothing yet, the specification does not say.
                                if (step.stored().orElse(0) > 0) {
                                    requireRange(step.exchange(), findings);
                                }
                            }))),
            check("uploads/status-tells-what-is-there", MUST, REGISTRY, "DS-046")
                    .title("The state of an upload tells the chunks that were taken, and no others")
                    .impact("A resumed upload leaves a gap or sends bytes twice: the blob is refused at the end.")
                    .writes(OUT_OF_ORDER)
                    .judge(orRefusal(Uploads.each(
                            "states of uploads whose chunks are of known size",
                            step -> isStatus(step)
                                    && Writes.isSuccess(step.exchange())
                                    && hasRange(step.exchange())
                                    && step.stored().orElse(0) > 0,
                            (step, findings) -> requireEnd(step, step.stored().getAsLong(), findings)))),
            check("uploads/cancel-answers-204", SHOULD, REGISTRY, "DS-047")
                    .title("Cancelling an upload is answered with 204")
                    .impact("Clients cannot tell whether the registry let go of what they sent.")
                    .writes(CANCEL)
                    .judge(orRefusal(Uploads.each(
                            "uploads that were cancelled",
                            step -> isCancel(step) && Writes.isSuccess(step.exchange()),
                            (step, findings) -> findings.requireStatus(204, step.exchange())))),
            check("uploads/cancel-is-possible", QUIRK, REGISTRY, "DS-047")
                    .title("An upload that is under way can be cancelled")
                    .impact("What broken pushes leave behind takes space until the registry tidies up by itself.")
                    .writes(CANCEL)
                    .judge(orRefusal(Uploads.each(
                            "attempts to cancel an upload under way",
                            step -> isCancel(step) && Writes.isVerdict(step.exchange()),
                            ChunksChecks::requireSuccess))),
            check("uploads/cancelled-upload-is-gone", QUIRK, REGISTRY, "DS-047")
                    .title("An upload that was cancelled is no longer there")
                    .impact("What broken pushes leave behind takes space although the registry said it let go of it.")
                    .writes(CANCEL)
                    .judge(orRefusal(Uploads.each(
                            "requests for the state of an upload that was cancelled",
                            step -> step.method().equals("GET")
                                    && Writes.isVerdict(step.exchange())
                                    && isCancelled(step),
                            (step, findings) -> findings.requireStatus(404, step.exchange())))),
            check("uploads/least-chunk-is-a-number", SHOULD, REGISTRY, "DS-038")
                    .title("OCI-Chunk-Min-Length, where it is sent, is a number of bytes")
                    .impact("Clients send chunks that are then refused as too small.")
                    .writes(probe -> Workspace.of(probe).begin())
                    .judge(orRefusal(Uploads.each(
                            "answers with OCI-Chunk-Min-Length",
                            step -> least(step.exchange()).isPresent(),
                            (step, findings) -> findings.require(
                                    least(step.exchange()).orElseThrow().matches("[0-9]{1,18}"),
                                    step.exchange(),
                                    "OCI-Chunk-Min-Length",
                                    "a number of bytes",
                                    least(step.exchange()).orElseThrow())))));

    private ChunksChecks() {}

    /** A first chunk that the registry may not call too small. */
    private static Bytes chunk(Exchange begun, Workspace workspace) {
        long demanded = least(begun)
                .filter(length -> length.matches("[0-9]{1,9}"))
                .map(Long::parseLong)
                .orElse(0L);
        var bytes = workspace.content("first chunk");
        while (bytes.size() < Math.max(CHUNK, Math.min(demanded, MAX_CHUNK))) {
            bytes = bytes.concat(bytes);
        }
        return bytes;
    }

    private static Optional<String> least(Exchange answer) {
        return Traffic.field(answer, "OCI-Chunk-Min-Length");
    }

    private static boolean isChunk(Step step) {
        return step.method().equals("PATCH") && !step.isAfterTheEnd();
    }

    private static boolean isTakenChunk(Step step) {
        return isChunk(step) && Writes.isSuccess(step.exchange());
    }

    private static boolean isStatus(Step step) {
        return step.method().equals("GET") && step.isUnderWay();
    }

    private static boolean isCancel(Step step) {
        return step.method().equals("DELETE") && step.isUnderWay();
    }

    private static boolean isCancelled(Step step) {
        return step.earlier().stream()
                .anyMatch(before -> before.request().method().equals("DELETE") && Writes.isSuccess(before));
    }

    private static void requireSuccess(Step step, Findings findings) {
        findings.require(
                Writes.isSuccess(step.exchange()),
                step.exchange(),
                "status",
                "a success",
                Integer.toString(step.status()));
    }

    private static boolean hasRange(Exchange answer) {
        return Traffic.field(answer, "Range").filter(RANGE.asMatchPredicate()).isPresent();
    }

    private static void requireRange(Exchange answer, Findings findings) {
        findings.require(
                hasRange(answer),
                answer,
                "Range",
                "0- and the position of the last byte",
                Traffic.field(answer, "Range").orElse("absent"));
    }

    private static void requireEnd(Step step, long bytes, Findings findings) {
        var expected = "0-" + (bytes - 1);
        var stated = Traffic.field(step.exchange(), "Range").orElseThrow();
        findings.require(stated.equals(expected), step.exchange(), "Range", expected, stated);
    }
}
