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
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Uploads;
import dev.plimsoll.suites.check.Workspace;
import dev.plimsoll.suites.check.Writes;
import java.util.List;

/** Blobs that are taken over from another repository. */
final class MountsChecks {
    /** The sha256 digest of nothing that anybody stores: 64 zeros. */
    private static final String UNKNOWN = "sha256:" + "0".repeat(64);

    private static final Stimulus MOUNT = probe -> {
        var workspace = Workspace.of(probe);
        var content = workspace.content("blob to mount");
        workspace.source().push(content);
        var digest = Digest.sha256(content);
        mount(workspace, digest.raw(), "&from=" + workspace.source().repository());
        workspace.head(workspace.blobPath(digest));
    };
    private static final Stimulus MOUNT_UNKNOWN = probe -> {
        var workspace = Workspace.of(probe);
        workspace.source().push(workspace.content("another blob"));
        mount(workspace, UNKNOWN, "&from=" + workspace.source().repository());
    };

    static final List<Check> ALL = List.of(
            check("uploads/mount-has-a-location", MUST, REGISTRY, "DS-049")
                    .title("A mount that is answered with 201 says in Location where the blob is")
                    .impact("Clients that take the blob's address from the answer have none.")
                    .writes(MOUNT)
                    .judge(orRefusal(each(
                            "blobs that were mounted",
                            (e, t) -> isMount(e) && e.status() == 201,
                            UploadsChecks::requireLocation))),
            check("uploads/mounted-blob-is-there", MUST, REGISTRY, "DS-049")
                    .title("A blob is there once it has been mounted")
                    .impact("The manifest that names it is refused, or cannot be pulled.")
                    .writes(MOUNT)
                    .judge(orRefusal(each(
                            "requests for a blob that was mounted before",
                            (e, t) -> Writes.isRead(e)
                                    && Writes.isVerdict(e)
                                    && !e.request().fields().contains("Range")
                                    && e.request().endpoint() instanceof Endpoint.Blob blob
                                    && Writes.lastBefore(
                                                    e,
                                                    t,
                                                    earlier -> (isMount(earlier)
                                                                    && Writes.sameRepository(earlier, e)
                                                                    && digest(earlier)
                                                                            .equals(blob.digest()))
                                                            || (earlier.request()
                                                                            .method()
                                                                            .equals("DELETE")
                                                                    && Writes.samePlace(earlier, e)))
                                            .filter(earlier -> earlier.status() == 201)
                                            .isPresent(),
                            (answer, t, findings) -> findings.requireStatus(200, answer)))),
            check("uploads/failed-mount-begins-an-upload", SHOULD, REGISTRY, "DS-050")
                    .title("Where a blob cannot be mounted, an upload begins with 202")
                    .impact("Clients that count on it give up instead of sending the layer.")
                    .writes(MOUNT_UNKNOWN)
                    .judge(orRefusal(each(
                            "mounts that did not succeed",
                            (e, t) -> isMount(e)
                                    && e.status() != 201
                                    && Writes.isVerdict(e)
                                    && Digest.parseLeniently(digest(e)).isPresent(),
                            (answer, t, findings) -> findings.requireStatus(202, answer)))),
            check("uploads/nothing-is-not-mounted", MUST, REGISTRY, "DS-049")
                    .title("A blob that is nowhere is not said to have been mounted")
                    .impact("The image is pushed without one of its layers, and nobody can pull it.")
                    .writes(MOUNT_UNKNOWN)
                    .judge(orRefusal(each(
                            "mounts of the digest of all zeros",
                            (e, t) -> isMount(e) && digest(e).equals(UNKNOWN) && Writes.isVerdict(e),
                            (answer, t, findings) ->
                                    findings.require(answer.status() != 201, answer, "status", "202", "201")))),
            check("uploads/mount-without-from", QUIRK, REGISTRY, "DS-050")
                    .title("A mount that does not say from where succeeds with 201 or goes on as an upload with 202")
                    .impact("Clients that leave the search to the registry are refused instead of sending the layer.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        var content = workspace.content("blob to find");
                        workspace.source().push(content);
                        mount(workspace, Digest.sha256(content).raw(), "");
                    })
                    .judge(orRefusal(each(
                            "mounts that do not say from where",
                            (e, t) -> isMount(e)
                                    && Writes.isVerdict(e)
                                    && e.request().url().parameter("from").isEmpty(),
                            (answer, t, findings) -> findings.require(
                                    answer.status() == 201 || answer.status() == 202,
                                    answer,
                                    "status",
                                    "201 or 202",
                                    Integer.toString(answer.status()))))));

    private MountsChecks() {}

    private static void mount(Workspace workspace, String digest, String from) {
        workspace.send("POST", workspace.uploads() + "?mount=" + digest + from, HeaderFields.none(), Bytes.empty());
    }

    private static boolean isMount(Exchange exchange) {
        return Uploads.isPost(exchange)
                && exchange.request().url().parameter("mount").isPresent();
    }

    private static String digest(Exchange mount) {
        return mount.request().url().parameter("mount").orElse("");
    }
}
