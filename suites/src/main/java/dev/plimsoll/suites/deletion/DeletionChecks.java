package dev.plimsoll.suites.deletion;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Party.REGISTRY;
import static dev.plimsoll.suites.check.Writes.orRefusal;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Judgement;
import dev.plimsoll.suites.check.Listed;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import dev.plimsoll.suites.check.Uploads;
import dev.plimsoll.suites.check.Workspace;
import dev.plimsoll.suites.check.Writes;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Deleting tags, manifests and blobs, where a registry allows it. */
public final class DeletionChecks {
    /** The sha256 digest of nothing that anybody stores: 64 zeros. */
    private static final String UNKNOWN = "sha256:" + "0".repeat(64);

    private static final Stimulus TAG = probe -> {
        var workspace = Workspace.of(probe);
        var image = workspace.tagged("goes");
        workspace.put("stays", image);
        workspace.delete(workspace.manifestPath("goes"));
        workspace.getManifest("goes");
        workspace.getManifest("stays");
        workspace.getManifest(image.digest().raw());
    };
    private static final Stimulus MANIFEST = probe -> {
        var workspace = Workspace.of(probe);
        var image = workspace.tagged("one");
        workspace.put("two", image);
        workspace.delete(workspace.manifestPath(image.digest().raw()));
        workspace.getManifest(image.digest().raw());
        workspace.getManifest("one");
        workspace.getManifest("two");
    };
    private static final Stimulus BLOB = probe -> {
        var workspace = Workspace.of(probe);
        var content = workspace.content("blob");
        workspace.push(content);
        var path = workspace.blobPath(Digest.sha256(content));
        workspace.delete(path);
        workspace.head(path);
        workspace.get(path);
    };

    public static final List<Check> ALL = List.of(
            check("deletion/tag-answers-202", MUST, REGISTRY, "DS-080")
                    .title("A tag that is deleted is answered with 202")
                    .impact("Clients that hold to the specification take the deletion for failed.")
                    .writes(TAG)
                    .judge(accepted("tags that were deleted", e -> Writes.isManifestDeletion(e, false))),
            check("deletion/tag-refusal-is-400-or-405", MUST, REGISTRY, "DS-080")
                    .title("Where tags cannot be deleted, the answer is 400 or 405")
                    .impact("Clients cannot tell a registry without the feature from one that failed.")
                    .writes(TAG)
                    .judge(refused(
                            "refusals to delete a tag that is there",
                            (e, t) -> Writes.isManifestDeletion(e, false) && isPushed(e, t))),
            check("deletion/deleted-tag-is-gone", MUST, REGISTRY, "DS-080")
                    .title("A tag that was deleted is answered with 404")
                    .impact("What was withdrawn can still be pulled.")
                    .writes(TAG)
                    .judge(gone(
                            "requests for a tag that was deleted",
                            e -> Traffic.manifestRequest(e)
                                    .filter(request -> !request.byDigest())
                                    .isPresent())),
            check("deletion/tag-alone-is-deleted", QUIRK, REGISTRY, "DS-080")
                    .title("Deleting a tag leaves the manifest and its other tags")
                    .impact("Taking one name away takes the image away from everybody who uses another one.")
                    .writes(TAG)
                    .judge(orRefusal(each(
                            "requests for a manifest of which a tag was deleted, by another name",
                            (e, t) -> Writes.isRead(e) && Writes.isVerdict(e) && lostATag(e, t),
                            (answer, t, findings) -> findings.requireStatus(200, answer)))),
            check("deletion/deleted-tag-is-not-listed", QUIRK, REGISTRY, "DS-064")
                    .title("A tag that was deleted is not in the list of tags")
                    .impact("Tools that go through the list fail at a tag that cannot be pulled.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        var image = workspace.tagged("goes");
                        workspace.put("stays", workspace.image("another"));
                        if (!Writes.isSuccess(workspace.delete(workspace.manifestPath("goes")))) {
                            workspace.delete(
                                    workspace.manifestPath(image.digest().raw()));
                        }
                        workspace.get(workspace.tagsPath());
                    })
                    .judge(orRefusal(each(
                            "lists of tags after one was deleted",
                            (e, t) -> Listed.isAnswer(e) && !deletedTags(e, t).isEmpty(),
                            (answer, t, findings) -> deletedTags(answer, t).stream()
                                    .filter(Listed.tags(answer)::contains)
                                    .forEach(tag -> findings.add(answer, "tags", "without " + tag, "with it"))))),
            check("deletion/manifest-answers-202", MUST, REGISTRY, "DS-081")
                    .title("A manifest that is deleted is answered with 202")
                    .impact("Clients that hold to the specification take the deletion for failed.")
                    .writes(MANIFEST)
                    .judge(accepted("manifests that were deleted", e -> Writes.isManifestDeletion(e, true))),
            check("deletion/manifest-refusal-is-400-or-405", MUST, REGISTRY, "DS-081")
                    .title("Where manifests cannot be deleted, the answer is 400 or 405")
                    .impact("Clients cannot tell a registry without the feature from one that failed.")
                    .writes(MANIFEST)
                    .judge(refused(
                            "refusals to delete a manifest that is there",
                            (e, t) -> Writes.isManifestDeletion(e, true) && isPushed(e, t))),
            check("deletion/deleted-manifest-is-gone", MUST, REGISTRY, "DS-081")
                    .title("A manifest that was deleted is answered with 404")
                    .impact("What was withdrawn can still be pulled.")
                    .writes(MANIFEST)
                    .judge(gone(
                            "requests for a manifest that was deleted by its digest",
                            e -> Traffic.manifestRequest(e)
                                    .filter(Endpoint.Manifest::byDigest)
                                    .isPresent())),
            check("deletion/tags-of-deleted-manifest-are-gone", MUST, REGISTRY, "DS-081")
                    .title("The tags of a manifest that was deleted are answered with 404")
                    .impact("What was withdrawn can still be pulled by its tag, or the tag is broken.")
                    .writes(MANIFEST)
                    .judge(orRefusal(each(
                            "requests for a tag whose manifest was deleted by its digest",
                            (e, t) -> Writes.isRead(e) && Writes.isVerdict(e) && lostItsManifest(e, t),
                            (answer, t, findings) -> findings.requireStatus(404, answer)))),
            check("deletion/unknown-repository-is-404", MUST, REGISTRY, "DS-081")
                    .title("Deleting a manifest of a repository that does not exist is answered with 404")
                    .impact("Clients take something for deleted that was never there under that name.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        workspace.delete(workspace.manifestPath(UNKNOWN));
                    })
                    .judge(orRefusal(each(
                            "deletions in a repository that does not exist, not refused as such",
                            (e, t) -> Writes.isManifestDeletion(e, true)
                                    && Writes.isVerdict(e)
                                    && !isDisabled(e)
                                    && Writes.isUntouched(e, t),
                            (answer, t, findings) -> findings.requireStatus(404, answer)))),
            check("deletion/blob-answers-202", MUST, REGISTRY, "DS-083")
                    .title("A blob that is deleted is answered with 202")
                    .impact("Clients that hold to the specification take the deletion for failed.")
                    .writes(BLOB)
                    .judge(accepted("blobs that were deleted", Writes::isBlobDeletion)),
            check("deletion/blob-refusal-is-400-or-405", MUST, REGISTRY, "DS-083")
                    .title("Where blobs cannot be deleted, the answer is 400 or 405")
                    .impact("Clients cannot tell a registry without the feature from one that failed.")
                    .writes(BLOB)
                    .judge(refused(
                            "refusals to delete a blob that is there",
                            (e, t) -> Writes.isBlobDeletion(e)
                                    && Writes.lastBefore(
                                                    e,
                                                    t,
                                                    earlier -> isUploadOf(earlier, e)
                                                            || (Writes.samePlace(earlier, e)
                                                                    && Writes.isVerdict(earlier)))
                                            .filter(earlier -> isUploadOf(earlier, e)
                                                    || (Writes.isRead(earlier) && earlier.status() == 200))
                                            .isPresent())),
            check("deletion/deleted-blob-is-gone", MUST, REGISTRY, "DS-083")
                    .title("A blob that was deleted is answered with 404")
                    .impact("What was withdrawn can still be pulled.")
                    .writes(BLOB)
                    .judge(gone(
                            "requests for a blob that was deleted",
                            e -> e.request().endpoint() instanceof Endpoint.Blob)),
            check("deletion/unknown-blob-is-404", MUST, REGISTRY, "DS-083")
                    .title("Deleting a blob that is not there is answered with 404")
                    .impact("Clients take something for deleted that was never there.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        workspace.push(workspace.content("blob"));
                        workspace.delete(workspace.blobPath(Digest.parse(UNKNOWN)));
                    })
                    .judge(orRefusal(each(
                            "deletions of the blob with the digest of all zeros, not refused as such",
                            (e, t) -> Writes.isBlobDeletion(e)
                                    && Writes.isVerdict(e)
                                    && !isDisabled(e)
                                    && e.request().endpoint() instanceof Endpoint.Blob blob
                                    && blob.digest().equals(UNKNOWN),
                            (answer, t, findings) -> findings.requireStatus(404, answer)))));

    private DeletionChecks() {}

    private static Judgement accepted(String what, Predicate<Exchange> deletion) {
        return orRefusal(each(
                what,
                (e, t) -> deletion.test(e) && Writes.isSuccess(e),
                (answer, t, findings) -> findings.requireStatus(202, answer)));
    }

    private static Judgement refused(String what, BiPredicate<Exchange, Transcript> deletion) {
        return orRefusal(each(
                what,
                (e, t) -> Writes.isVerdict(e) && !Writes.isSuccess(e) && deletion.test(e, t),
                (answer, t, findings) -> findings.require(
                        isDisabled(answer), answer, "status", "400 or 405", Integer.toString(answer.status()))));
    }

    private static Judgement gone(String what, Predicate<Exchange> request) {
        return orRefusal(each(
                what,
                (e, t) -> Writes.isRead(e)
                        && Writes.isVerdict(e)
                        && request.test(e)
                        && Writes.lastBefore(e, t, earlier -> brings(earlier, e) || takes(earlier, e))
                                .filter(earlier -> takes(earlier, e) && earlier.status() == 202)
                                .isPresent(),
                (answer, t, findings) -> findings.requireStatus(404, answer)));
    }

    /** Whether {@code earlier} deletes exactly what {@code request} asks for. */
    private static boolean takes(Exchange earlier, Exchange request) {
        return earlier.request().method().equals("DELETE") && Writes.samePlace(earlier, request);
    }

    /** Whether {@code earlier} may put something where {@code request} looks: any push to the repository may. */
    private static boolean brings(Exchange earlier, Exchange request) {
        return Writes.sameRepository(earlier, request)
                && (earlier.request().method().equals("PUT")
                        || earlier.request().method().equals("POST"));
    }

    private static boolean isDisabled(Exchange answer) {
        return answer.status() == 400 || answer.status() == 405;
    }

    private static boolean isPushed(Exchange deletion, Transcript transcript) {
        var asked = Traffic.manifestRequest(deletion).orElseThrow();
        return Writes.present(deletion, transcript)
                .anyMatch(push ->
                        Writes.samePlace(push, deletion) || Writes.digest(push).equals(Optional.of(asked.reference())));
    }

    private static boolean isUploadOf(Exchange upload, Exchange deletion) {
        return deletion.request().endpoint() instanceof Endpoint.Blob blob
                && Writes.sameRepository(upload, deletion)
                && Uploads.stored(upload).filter(blob.digest()::equals).isPresent();
    }

    /** Whether another tag of what is asked for was deleted, by its name alone, and nothing else since. */
    private static boolean lostATag(Exchange request, Transcript transcript) {
        var asked = Traffic.manifestRequest(request);
        if (asked.isEmpty()) {
            return false;
        }
        var deletion = Writes.lastBefore(
                        request,
                        transcript,
                        e -> Writes.sameRepository(e, request)
                                && (e.request().method().equals("DELETE")
                                        || e.request().method().equals("PUT")))
                .filter(e -> Writes.isManifestDeletion(e, false) && Writes.isSuccess(e));
        if (deletion.isEmpty() || Writes.samePlace(deletion.get(), request)) {
            return false;
        }
        var lost = Writes.present(deletion.get(), transcript)
                .filter(push -> Writes.samePlace(push, deletion.get()))
                .flatMap(push -> Writes.digest(push).stream())
                .findFirst();
        return lost.isPresent()
                && (asked.get().byDigest()
                        ? asked.get().reference().equals(lost.get())
                        : Writes.present(request, transcript)
                                .anyMatch(push -> Writes.samePlace(push, request)
                                        && Writes.digest(push).equals(lost)));
    }

    /** Whether the tag that is asked for was pushed, and then the manifest that it names deleted by its digest. */
    private static boolean lostItsManifest(Exchange request, Transcript transcript) {
        if (Traffic.manifestRequest(request).filter(asked -> !asked.byDigest()).isEmpty()) {
            return false;
        }
        var push = Writes.lastBefore(
                        request,
                        transcript,
                        e -> Writes.samePlace(e, request)
                                && (e.request().method().equals("PUT")
                                        || e.request().method().equals("DELETE")))
                .filter(Writes::isTaken);
        return push.isPresent()
                && transcript
                        .after(push.get())
                        .takeWhile(later -> later.id() != request.id())
                        .filter(later -> Writes.sameRepository(later, request)
                                && (later.request().method().equals("DELETE")
                                        || later.request().method().equals("PUT")))
                        .reduce((first, second) -> second)
                        .filter(deletion -> Writes.isManifestDeletion(deletion, true)
                                && deletion.status() == 202
                                && Traffic.manifestRequest(deletion)
                                        .map(Endpoint.Manifest::reference)
                                        .equals(Writes.digest(push.get())))
                        .isPresent();
    }

    /** The tags that were deleted, or whose manifest was, and that nothing was pushed after. */
    private static List<String> deletedTags(Exchange list, Transcript transcript) {
        return transcript
                .before(list)
                .filter(e -> Writes.sameRepository(e, list)
                        && (Writes.isManifestDeletion(e, false) || Writes.isManifestDeletion(e, true))
                        && e.status() == 202
                        && transcript
                                .after(e)
                                .takeWhile(later -> later.id() != list.id())
                                .noneMatch(later -> brings(later, list)))
                .flatMap(e -> tagsOf(e, transcript))
                .distinct()
                .toList();
    }

    private static Stream<String> tagsOf(Exchange deletion, Transcript transcript) {
        var asked = Traffic.manifestRequest(deletion).orElseThrow();
        return asked.byDigest()
                ? Writes.present(deletion, transcript)
                        .filter(push -> Writes.digest(push).equals(Optional.of(asked.reference())))
                        .flatMap(push -> Traffic.manifestRequest(push).stream())
                        .filter(request -> !request.byDigest())
                        .map(Endpoint.Manifest::reference)
                : Stream.of(asked.reference());
    }
}
