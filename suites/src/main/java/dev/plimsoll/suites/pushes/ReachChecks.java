package dev.plimsoll.suites.pushes;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;
import static dev.plimsoll.suites.check.Writes.orRefusal;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.ImageManifest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Findings;
import dev.plimsoll.suites.check.ManifestDraft;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import dev.plimsoll.suites.check.Uploads;
import dev.plimsoll.suites.check.Workspace;
import dev.plimsoll.suites.check.Writes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What kinds of manifests a registry takes, how large they may be, and how many tags at once. */
final class ReachChecks {
    /** In bytes: what clients and registries should expect to be able to push. */
    private static final int LARGE = 4_000_000;

    /** In bytes: twice what any registry is asked to take. */
    private static final int HUGE = 8_000_000;

    private static final MediaType OWN_TYPE = new MediaType("application/vnd.plimsoll.test.v1+json");

    private static final Stimulus MISSING_BLOB = probe -> {
        var workspace = Workspace.of(probe);
        var missing = workspace.content("never pushed");
        var layer = Descriptor.of(MediaType.OCI_LAYER_GZIP, Digest.sha256(missing), missing.size());
        var config = workspace.blob(MediaType.OCI_CONFIG, Bytes.utf8("{}"));
        workspace.head(workspace.blobPath(layer.digest()));
        workspace.put("missing", ManifestDraft.image(config, layer));
    };
    private static final Stimulus TEN_TAGS = probe -> {
        var workspace = Workspace.of(probe);
        var image = workspace.image("image");
        var tags = IntStream.rangeClosed(1, 10).mapToObj(i -> "tag-" + i).toList();
        workspace.put(image.digest().raw() + "?tag=" + String.join("&tag=", tags), image);
        workspace.getManifest(tags.get(0));
        workspace.getManifest(tags.get(9));
    };

    static final List<Check> ALL = List.of(
            check("pushes/unknown-repository-is-404", MUST, REGISTRY, "DS-059")
                    .title("A manifest of a repository that does not exist is answered with 404")
                    .impact("Clients cannot tell a mistyped name from a broken registry.")
                    .writes(probe -> Workspace.of(probe).getManifest("latest"))
                    .judge(orRefusal(each(
                            "requests for a manifest of a repository that does not exist",
                            (e, t) -> Writes.isRead(e)
                                    && Writes.isVerdict(e)
                                    && e.request().endpoint() instanceof Endpoint.Manifest
                                    && (Writes.isUntouched(e, t) || isNameUnknown(e)),
                            (answer, t, findings) -> findings.requireStatus(404, answer)))),
            check("pushes/missing-subject-is-no-matter", MUST, REGISTRY, "DS-026")
                    .title("A manifest is taken although its subject is not there")
                    .impact("Signatures cannot be pushed before what they sign, as tools that copy do.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        var absent = workspace.content("never pushed");
                        var subject = Descriptor.of(MediaType.OCI_MANIFEST, Digest.sha256(absent), absent.size());
                        workspace.put("plain", workspace.image("image"));
                        workspace.put("referrer", workspace.image("image").subject(subject));
                    })
                    .judge(orRefusal(each(
                            "manifests of a type that was taken before, with all their blobs, and without their subject",
                            (e, t) -> Writes.isManifestPush(e)
                                    && Writes.isVerdict(e)
                                    && e.status() != 413
                                    && Writes.subject(e)
                                            .filter(subject -> Writes.present(e, t)
                                                    .noneMatch(push -> Writes.digest(push)
                                                            .filter(subject.digest()
                                                                    .raw()::equals)
                                                            .isPresent()))
                                            .isPresent()
                                    && hasAllBlobs(e, t)
                                    && Writes.present(e, t)
                                            .anyMatch(other ->
                                                    PushesChecks.type(other).equals(PushesChecks.type(e))),
                            (answer, t, findings) -> findings.require(
                                    Writes.isSuccess(answer),
                                    answer,
                                    "status",
                                    "201",
                                    answer.status() + ", " + Traffic.excerpt(answer))))),
            check("pushes/missing-blob-has-its-code", MUST, REGISTRY, "DS-027")
                    .title(
                            "A manifest that is refused for a blob that is missing is refused with MANIFEST_BLOB_UNKNOWN")
                    .impact("Clients cannot tell that it is enough to push the layer again.")
                    .writes(MISSING_BLOB)
                    .judge(orRefusal(each(
                            "refusals, in the error envelope, of manifests that name a blob which is missing",
                            (e, t) -> Writes.isManifestPush(e)
                                    && (e.status() == 400 || e.status() == 404)
                                    && Traffic.errors(e).isPresent()
                                    && isMissingABlob(e, t),
                            (answer, t, findings) -> findings.require(
                                    hasCode(answer, "MANIFEST_BLOB_UNKNOWN"),
                                    answer,
                                    "error code",
                                    "MANIFEST_BLOB_UNKNOWN",
                                    Traffic.excerpt(answer))))),
            check("pushes/large-manifest-is-taken", SHOULD, REGISTRY, "DS-060")
                    .title("A manifest of 4 megabytes is not too large")
                    .impact("Indexes of many platforms and artifacts with long annotations cannot be pushed.")
                    .writes(probe -> pushOfSize(Workspace.of(probe), LARGE))
                    .judge(orRefusal(each(
                            "manifests of more than 1 and at most 4 megabytes",
                            (e, t) -> Writes.isManifestPush(e)
                                    && Writes.isVerdict(e)
                                    && Uploads.sent(e).orElse(0) > 1_000_000
                                    && Uploads.sent(e).orElse(0) <= LARGE
                                    && (e.status() == 413 || Writes.isSuccess(e) || Writes.isWorkspace(e)),
                            (answer, t, findings) -> findings.require(
                                    Writes.isSuccess(answer),
                                    answer,
                                    "status",
                                    "201",
                                    answer.status() + ", " + Traffic.excerpt(answer))))),
            check("pushes/too-large-manifest-is-413", SHOULD, REGISTRY, "DS-060")
                    .title("A manifest that is refused for its size is refused with 413")
                    .impact("Clients cannot tell what is wrong with the manifest.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        workspace.put("small", workspace.image("image"));
                        pushOfSize(workspace, HUGE);
                    })
                    .judge(orRefusal(each(
                            "refusals of manifests of more than 4 megabytes where small ones were taken",
                            (e, t) -> Writes.isManifestPush(e)
                                    && Writes.isVerdict(e)
                                    && !Writes.isSuccess(e)
                                    && Uploads.sent(e).orElse(0) > LARGE
                                    && Writes.present(e, t).findAny().isPresent(),
                            (answer, t, findings) -> findings.requireStatus(413, answer)))),
            check("pushes/told-tags-are-there", MUST, REGISTRY, "DS-058")
                    .title("The tags in OCI-Tag name the manifest with which they were pushed")
                    .impact("Clients do not push tags that they are told are there.")
                    .writes(TEN_TAGS)
                    .judge(orRefusal(each(
                            "requests for a tag that OCI-Tag named",
                            (e, t) -> Writes.isRead(e)
                                    && Writes.isVerdict(e)
                                    && namedBy(e, t)
                                            .anyMatch(push -> toldTags(push).contains(reference(e))),
                            (answer, t, findings) -> findings.requireStatus(200, answer)))),
            check("pushes/accepted-tags-are-told", MUST, REGISTRY, "DS-058")
                    .title("The tags that a push by digest set are in OCI-Tag")
                    .impact("Clients push the tags again, one by one.")
                    .writes(TEN_TAGS)
                    .judge(orRefusal(each(
                            "requests for a tag that a push by digest set",
                            (e, t) -> Writes.isRead(e)
                                    && e.status() == 200
                                    && Writes.present(e, t).noneMatch(push -> Writes.samePlace(push, e))
                                    && Writes.isWorkspace(e)
                                    && namedBy(e, t).findAny().isPresent(),
                            (answer, t, findings) -> namedBy(answer, t)
                                    .filter(push -> !toldTags(push).contains(reference(answer)))
                                    .forEach(push -> findings.add(
                                            push, "OCI-Tag", "has " + reference(answer), toldTags(push) + ""))))),
            check("pushes/ten-tags-at-once", SHOULD, REGISTRY, "DS-058")
                    .title("A registry that takes tags with a push by digest takes ten")
                    .impact("Clients that push a release under all its names need a request for each.")
                    .writes(TEN_TAGS)
                    .judge(orRefusal(each(
                            "pushes by digest with up to ten tags to registries that take some",
                            (e, t) -> Writes.isManifestPush(e)
                                    && !toldTags(e).isEmpty()
                                    && askedTags(e).size() <= 10
                                    && askedTags(e).size() > 1,
                            (answer, t, findings) -> findings.require(
                                    toldTags(answer).containsAll(askedTags(answer)),
                                    answer,
                                    "OCI-Tag",
                                    askedTags(answer) + "",
                                    toldTags(answer) + "")))),
            check("pushes/own-types-are-taken", QUIRK, REGISTRY, "DS-055")
                    .title("A manifest is taken whatever the type of its config is")
                    .impact("Helm charts, policies and other artifacts cannot be pushed.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        var image = workspace.image("image");
                        workspace.put("image", image);
                        var config = workspace.blob(OWN_TYPE, workspace.content("config"));
                        var layer = workspace.blob(OWN_TYPE, workspace.content("layer"));
                        workspace.put("own", ManifestDraft.image(config, layer));
                    })
                    .judge(orRefusal(each(
                            "OCI manifests of an own config type, all blobs of which are there",
                            (e, t) -> isArtifact(e, t) && !isEmptyConfig(e),
                            (answer, t, findings) -> requireSuccess(answer, findings)))),
            check("pushes/empty-config-is-taken", QUIRK, REGISTRY, "DS-055")
                    .title("A manifest is taken whose config is the empty one")
                    .impact("The attestations that docker build makes are refused, and the image with them.")
                    .writes(probe -> {
                        var workspace = Workspace.of(probe);
                        workspace.put("image", workspace.image("image"));
                        var config = workspace.blob(MediaType.OCI_EMPTY, Bytes.utf8("{}"));
                        var layer = workspace.blob(OWN_TYPE, workspace.content("layer"));
                        workspace.put(
                                "artifact", ManifestDraft.image(config, layer).artifactType(OWN_TYPE.raw()));
                    })
                    .judge(orRefusal(each(
                            "OCI manifests with the empty config, all blobs of which are there",
                            (e, t) -> isArtifact(e, t) && isEmptyConfig(e),
                            (answer, t, findings) -> requireSuccess(answer, findings)))));

    private ReachChecks() {}

    private static void requireSuccess(Exchange answer, Findings findings) {
        findings.require(
                Writes.isSuccess(answer), answer, "status", "201", answer.status() + ", " + Traffic.excerpt(answer));
    }

    private static void pushOfSize(Workspace workspace, int bytes) {
        var image = workspace.image("large");
        int rest = bytes
                - image.annotated(Map.of("org.example.filling", "")).bytes().size();
        workspace.put("large", image.annotated(Map.of("org.example.filling", "x".repeat(rest))));
    }

    private static boolean isNameUnknown(Exchange answer) {
        return answer.status() >= 400 && hasCode(answer, "NAME_UNKNOWN");
    }

    private static boolean hasCode(Exchange answer, String code) {
        return Traffic.errors(answer).stream()
                .flatMap(errors -> errors.errors().stream())
                .anyMatch(error -> error.code().equals(code));
    }

    /** Whether everything that a pushed manifest names, its subject aside, was uploaded to its repository before. */
    private static boolean hasAllBlobs(Exchange push, Transcript transcript) {
        var stored = stored(push, transcript);
        return Writes.manifest(push)
                .filter(ImageManifest.class::isInstance)
                .filter(manifest -> Traffic.names(manifest).allMatch(stored::contains))
                .isPresent();
    }

    private static Set<String> stored(Exchange push, Transcript transcript) {
        return transcript
                .before(push)
                .filter(earlier -> Writes.sameRepository(earlier, push))
                .flatMap(earlier -> Uploads.stored(earlier).stream())
                .collect(Collectors.toSet());
    }

    /** Whether a pushed manifest names a blob that the registry said it does not have, and that did not come since. */
    private static boolean isMissingABlob(Exchange push, Transcript transcript) {
        var stored = stored(push, transcript);
        var missing = transcript
                .before(push)
                .filter(earlier ->
                        Writes.isRead(earlier) && earlier.status() == 404 && Writes.sameRepository(earlier, push))
                .flatMap(earlier -> earlier.request().endpoint() instanceof Endpoint.Blob blob
                        ? Stream.of(blob.digest())
                        : Stream.empty())
                .filter(digest -> !stored.contains(digest))
                .collect(Collectors.toSet());
        return Writes.manifest(push).stream().flatMap(Traffic::names).anyMatch(missing::contains);
    }

    private static boolean isArtifact(Exchange push, Transcript transcript) {
        return Writes.isManifestPush(push)
                && Writes.isVerdict(push)
                && push.status() != 413
                && Writes.manifest(push)
                        .filter(manifest -> manifest.mediaType().sameAs(MediaType.OCI_MANIFEST))
                        .filter(manifest -> manifest instanceof ImageManifest image
                                && !image.config().mediaType().sameAs(MediaType.OCI_CONFIG)
                                && !image.config().mediaType().sameAs(MediaType.DOCKER_CONFIG))
                        .isPresent()
                && hasAllBlobs(push, transcript);
    }

    private static boolean isEmptyConfig(Exchange push) {
        return Writes.manifest(push)
                .filter(manifest -> manifest instanceof ImageManifest image
                        && image.config().mediaType().sameAs(MediaType.OCI_EMPTY))
                .isPresent();
    }

    private static String reference(Exchange exchange) {
        return Traffic.manifestRequest(exchange)
                .map(Endpoint.Manifest::reference)
                .orElse("");
    }

    /** The pushes by digest, still valid, that were to set the tag which an exchange asks for. */
    private static Stream<Exchange> namedBy(Exchange exchange, Transcript transcript) {
        var tag = reference(exchange);
        return tag.isEmpty()
                ? Stream.empty()
                : Writes.present(exchange, transcript)
                        .filter(push -> askedTags(push).contains(tag));
    }

    private static List<String> askedTags(Exchange push) {
        return Traffic.manifestRequest(push).filter(Endpoint.Manifest::byDigest).isEmpty()
                ? List.of()
                : push.request().url().parameters().stream()
                        .filter(parameter -> parameter.name().equals("tag"))
                        .map(parameter -> parameter.value())
                        .toList();
    }

    private static List<String> toldTags(Exchange push) {
        return push.response()
                .map(response -> response.fields().listMembers("OCI-Tag"))
                .orElse(List.of());
    }
}
