package dev.plimsoll.suites.uploads;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;
import static dev.plimsoll.suites.check.Writes.orRefusal;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
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
import java.util.stream.Stream;

/** Blobs in one piece: how an upload begins, and how it ends. */
public final class UploadsChecks {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(?:-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}");
    private static final String LOCATION = "Location";

    private static final Stimulus BEGIN = probe -> Workspace.of(probe).begin();
    private static final Stimulus PUSH = probe -> {
        var workspace = Workspace.of(probe);
        workspace.push(workspace.content("blob"));
    };
    private static final Stimulus SINGLE_POST = probe -> {
        var workspace = Workspace.of(probe);
        var content = workspace.content("blob");
        var answer = workspace.send(
                "POST",
                workspace.uploads() + "?digest=" + Digest.sha256(content),
                HeaderFields.of("Content-Type", MediaType.OCTET_STREAM.raw()),
                content);
        if (answer.status() == 202) {
            workspace.close(answer, Digest.sha256(content).raw(), content);
        }
    };
    private static final Stimulus WRONG_DIGEST = probe -> {
        var workspace = Workspace.of(probe);
        var promised = Digest.sha256(workspace.content("promised")).raw();
        workspace.close(workspace.begin(), promised, workspace.content("sent"));
    };

    static final List<Check> ALL_OF_BLOBS = List.of(
            check("uploads/begins-with-202", MUST, REGISTRY, "DS-029")
                    .title("An upload begins with 202")
                    .impact("Clients take any other answer for a refusal, or for a blob that is there already.")
                    .writes(BEGIN)
                    .judge(orRefusal(each(
                            "uploads that were begun",
                            (e, t) -> Uploads.isBegin(e) && Writes.isSuccess(e),
                            (answer, t, findings) -> findings.requireStatus(202, answer)))),
            check("uploads/begun-upload-has-a-location", MUST, REGISTRY, "DS-029")
                    .title("The answer that begins an upload says in Location where to send the blob")
                    .impact("Nothing can be pushed: clients must not make up the address themselves.")
                    .writes(BEGIN)
                    .judge(orRefusal(each(
                            "uploads that were begun",
                            (e, t) -> Uploads.isPost(e) && e.status() == 202,
                            UploadsChecks::requireLocation))),
            check("uploads/sessions-are-apart", MUST, REGISTRY, "DS-030")
                    .title("Each upload has a Location of its own")
                    .impact("Two layers that are pushed at once end up in one another.")
                    .writes(probe -> {
                        BEGIN.drive(probe);
                        BEGIN.drive(probe);
                    })
                    .judge(orRefusal(each(
                            "uploads that were begun after another one",
                            (e, t) ->
                                    isBegunWithLocation(e) && t.before(e).anyMatch(UploadsChecks::isBegunWithLocation),
                            (answer, t, findings) -> findings.require(
                                    t.before(answer)
                                            .filter(UploadsChecks::isBegunWithLocation)
                                            .noneMatch(before -> Writes.samePlace(before, answer)
                                                    && Traffic.field(before, LOCATION)
                                                            .equals(Traffic.field(answer, LOCATION))),
                                    answer,
                                    LOCATION,
                                    "another one than that of an upload before",
                                    "the same")))),
            check("uploads/location-shows-a-uuid", QUIRK, REGISTRY, "DS-030")
                    .title("The Location of an upload has a UUID that can be seen")
                    .impact("None for clients that take the address as it is; tools that look for the id find none.")
                    .writes(BEGIN)
                    .judge(orRefusal(each(
                            "uploads that were begun with a Location",
                            (e, t) -> isBegunWithLocation(e),
                            (answer, t, findings) -> findings.require(
                                    Workspace.location(answer)
                                            .filter(url -> UUID.matcher(url).find())
                                            .isPresent(),
                                    answer,
                                    LOCATION,
                                    "a URL with a UUID",
                                    "one without")))),
            check("uploads/location-is-absolute", QUIRK, REGISTRY, "DS-030")
                    .title("The Location of an upload is an absolute URL")
                    .impact("Clients that cannot resolve a relative address, such as some proxies, fail to push.")
                    .writes(BEGIN)
                    .judge(orRefusal(each(
                            "uploads that were begun with a Location",
                            (e, t) -> isBegunWithLocation(e),
                            (answer, t, findings) -> findings.require(
                                    Traffic.field(answer, LOCATION).orElse("").matches("(?i)https?://.*"),
                                    answer,
                                    LOCATION,
                                    "an absolute URL",
                                    "a relative one")))),
            check("uploads/put-answers-201", MUST, REGISTRY, "DS-032")
                    .title("A blob that is put in one piece under its digest is answered with 201")
                    .impact("Clients take the layer for refused, or for not yet there.")
                    .writes(PUSH)
                    .judge(orRefusal(Uploads.each(
                            "blobs that were put in one piece",
                            step -> isFirstPut(step) && !step.isAfterChunks() && (isTaken(step) || isSound(step)),
                            (step, findings) -> findings.requireStatus(201, step.exchange())))),
            check("uploads/put-has-a-location", MUST, REGISTRY, "DS-032")
                    .title("The answer that ends an upload says in Location where the blob is")
                    .impact("Clients that take the blob's address from the answer have none.")
                    .writes(PUSH)
                    .judge(orRefusal(Uploads.each(
                            "uploads that ended with 201",
                            step -> isFirstPut(step) && step.status() == 201,
                            (step, findings) -> requireLocation(step.exchange(), findings)))),
            check("uploads/blob-location-can-be-pulled", MUST, REGISTRY, "DS-032")
                    .title("The blob can be pulled from the Location that its upload ended with")
                    .impact("The address leads nowhere: clients that trust it lose the layer.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        workspace.follow(workspace.push(workspace.content("blob")));
                    })
                    .judge(orRefusal(each(
                            "requests for the Location of a blob that was uploaded",
                            (e, t) -> Uploads.stored(e).isPresent()
                                    && Writes.followed(e, t).isPresent(),
                            (answer, t, findings) -> findings.requireStatus(
                                    200, Writes.followed(answer, t).orElseThrow())))),
            check("uploads/pushed-blob-is-there", MUST, REGISTRY, "DS-022")
                    .title("A blob is there once its upload has ended with 201")
                    .impact("The manifest that names it is refused, or cannot be pulled.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        var content = workspace.content("blob");
                        workspace.push(content);
                        workspace.head(workspace.blobPath(Digest.sha256(content)));
                        workspace.get(workspace.blobPath(Digest.sha256(content)));
                    })
                    .judge(orRefusal(each(
                            "requests for a blob that was uploaded before",
                            (e, t) -> Writes.isRead(e)
                                    && Writes.isVerdict(e)
                                    && !e.request().fields().contains("Range")
                                    && e.request().endpoint() instanceof Endpoint.Blob blob
                                    && isUploaded(blob.digest(), e, t),
                            (answer, t, findings) -> findings.requireStatus(200, answer)))),
            check("uploads/content-is-verified", MUST, REGISTRY, "DS-016")
                    .title("A blob is not taken under a digest that it does not have")
                    .impact("What is pulled by that digest is something else: every verifying client refuses it.")
                    .writes(WRONG_DIGEST)
                    .judge(orRefusal(Uploads.each(
                            "uploads of content that does not have the digest it was put under",
                            UploadsChecks::isMismatch,
                            (step, findings) -> findings.require(
                                    !Writes.isSuccess(step.exchange()),
                                    step.exchange(),
                                    "status",
                                    "an error, since the content has another digest",
                                    Integer.toString(step.status()))))),
            check("uploads/wrong-digest-is-400", SHOULD, REGISTRY, "DS-028")
                    .title("A blob that does not have the digest it is put under is answered with 400")
                    .impact("Clients cannot tell their own mistake from a failure that another try would mend.")
                    .writes(WRONG_DIGEST)
                    .judge(orRefusal(Uploads.each(
                            "uploads of content that does not have the digest it was put under",
                            UploadsChecks::isMismatch,
                            (step, findings) -> findings.requireStatus(400, step.exchange())))),
            check("uploads/wrong-digest-has-its-code", QUIRK, REGISTRY, "DS-093")
                    .title("A blob that does not have its digest is refused with DIGEST_INVALID")
                    .impact("The user is told that something is wrong, but not what.")
                    .writes(WRONG_DIGEST)
                    .judge(orRefusal(Uploads.each(
                            "refusals, in the error envelope, of content that does not have its digest",
                            step -> isMismatch(step)
                                    && step.status() >= 400
                                    && Traffic.errors(step.exchange()).isPresent(),
                            (step, findings) -> findings.require(
                                    Traffic.errors(step.exchange()).orElseThrow().errors().stream()
                                            .anyMatch(error -> error.code().equals("DIGEST_INVALID")),
                                    step.exchange(),
                                    "error code",
                                    "DIGEST_INVALID",
                                    Traffic.excerpt(step.exchange()))))),
            check("uploads/malformed-digest-is-400", SHOULD, REGISTRY, "DS-028")
                    .title("A blob that is put under something that is no digest is answered with 400")
                    .impact("Clients cannot tell their own mistake from a failure that another try would mend.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        workspace.close(workspace.begin(), "sha256:bad", workspace.content("blob"));
                    })
                    .judge(orRefusal(Uploads.each(
                            "uploads that were to end under something that is no digest",
                            step -> isFirstPut(step)
                                    && Writes.isVerdict(step.exchange())
                                    && step.digest()
                                            .filter(digest -> Digest.parseLeniently(digest)
                                                    .isEmpty())
                                            .isPresent(),
                            (step, findings) -> findings.requireStatus(400, step.exchange())))),
            check("uploads/unknown-algorithm-is-400", SHOULD, REGISTRY, "DS-028")
                    .title("A blob that is put under a digest of an algorithm that nobody has is answered with 400")
                    .impact("The registry stores what it cannot verify, or clients try again in vain.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        workspace.close(workspace.begin(), "plimsoll-none:0123456789abcdef", workspace.content("blob"));
                    })
                    .judge(orRefusal(Uploads.each(
                            "uploads that were to end under a digest of the algorithm plimsoll-none",
                            step -> isFirstPut(step)
                                    && Writes.isVerdict(step.exchange())
                                    && step.digest().orElse("").startsWith("plimsoll-none:"),
                            (step, findings) -> findings.requireStatus(400, step.exchange())))),
            check("uploads/single-post-goes-on", SHOULD, REGISTRY, "DS-034")
                    .title("A blob in a single POST is taken with 201, or the upload goes on with 202 and a Location")
                    .impact("Clients that try the short way are refused instead of being led to the long one.")
                    .writes(SINGLE_POST)
                    .judge(orRefusal(each(
                            "blobs in a single POST",
                            (e, t) -> isSinglePost(e) && Writes.isVerdict(e) && isSoundPost(e),
                            (answer, t, findings) -> {
                                findings.require(
                                        answer.status() == 201 || answer.status() == 202,
                                        answer,
                                        "status",
                                        "201 or 202",
                                        Integer.toString(answer.status()));
                                if (answer.status() == 202) {
                                    requireLocation(answer, t, findings);
                                }
                            }))),
            check("uploads/single-post-has-a-location", MUST, REGISTRY, "DS-035")
                    .title("A single POST that is answered with 201 says in Location where the blob is")
                    .impact("Clients that take the blob's address from the answer have none.")
                    .writes(SINGLE_POST)
                    .judge(orRefusal(each(
                            "blobs that were taken in a single POST",
                            (e, t) -> isSinglePost(e) && e.status() == 201,
                            UploadsChecks::requireLocation))));

    /** All checks of the topic. */
    public static final List<Check> ALL = Stream.of(ALL_OF_BLOBS, ChunksChecks.ALL, MountsChecks.ALL)
            .flatMap(List::stream)
            .toList();

    private UploadsChecks() {}

    static void requireLocation(Exchange answer, Transcript transcript, Findings findings) {
        requireLocation(answer, findings);
    }

    static void requireLocation(Exchange answer, Findings findings) {
        findings.require(
                Workspace.location(answer).isPresent(),
                answer,
                LOCATION,
                "a URL",
                Traffic.field(answer, LOCATION).isPresent() ? "one that cannot be read" : "absent");
    }

    /** The first request that would end a session, with a digest. */
    static boolean isFirstPut(Step step) {
        return step.method().equals("PUT")
                && !step.earlier().isEmpty()
                && step.digest().isPresent()
                && !step.isAfterTheEnd();
    }

    /** Whether the registry has to take what a PUT ends a session with: all of it is at hand, and has the digest. */
    static boolean isSound(Step step) {
        return Writes.isVerdict(step.exchange())
                && !step.isOutOfOrder()
                && step.status() != 413
                && step.digest().filter(digest -> digest.startsWith("sha256:")).isPresent()
                && step.content()
                        .filter(content -> Writes.names(step.digest().orElseThrow(), content))
                        .isPresent();
    }

    static boolean isTaken(Step step) {
        return Writes.isSuccess(step.exchange());
    }

    private static boolean isMismatch(Step step) {
        return isFirstPut(step)
                && Writes.isVerdict(step.exchange())
                && step.status() != 413
                && !step.isOutOfOrder()
                && step.earlier().stream().allMatch(Writes::isSuccess)
                && step.digest().flatMap(Digest::parseLeniently).isPresent()
                && step.content()
                        .filter(content -> !Writes.names(step.digest().orElseThrow(), content))
                        .isPresent();
    }

    private static boolean isBegunWithLocation(Exchange exchange) {
        return Uploads.isPost(exchange)
                && exchange.status() == 202
                && Workspace.location(exchange).isPresent();
    }

    private static boolean isSinglePost(Exchange exchange) {
        return Uploads.isPost(exchange)
                && exchange.request().url().parameter("digest").isPresent();
    }

    private static boolean isSoundPost(Exchange post) {
        Optional<Bytes> content = Uploads.body(post);
        var digest = post.request().url().parameter("digest").orElse("");
        return post.status() != 413
                && digest.startsWith("sha256:")
                && content.filter(bytes -> Writes.names(digest, bytes)).isPresent();
    }

    /** Whether the blob was uploaded to the same repository before, and not deleted since. */
    private static boolean isUploaded(String digest, Exchange exchange, Transcript transcript) {
        return Writes.lastBefore(
                        exchange,
                        transcript,
                        e -> Writes.sameRepository(e, exchange)
                                && (Uploads.stored(e).filter(digest::equals).isPresent()
                                        || (e.request().method().equals("DELETE") && Writes.samePlace(e, exchange))))
                .filter(e -> Uploads.stored(e).isPresent())
                .isPresent();
    }
}
