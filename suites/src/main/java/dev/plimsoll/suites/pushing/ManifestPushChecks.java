package dev.plimsoll.suites.pushing;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.ImageManifest;
import dev.plimsoll.model.oci.Manifest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Check;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How clients put manifests, and what they keep up for registries without the referrers API. */
public final class ManifestPushChecks {
    private static final String PUTS = "PUT requests with a manifest";

    public static final List<Check> ALL = List.of(
            check("pushing/client-states-the-type-of-a-manifest", MUST, CLIENT, "DS-052")
                    .title("The Content-Type of a manifest that is put is the mediaType in it")
                    .impact("The registry refuses the manifest, or serves it as something else.")
                    .judge(each(
                            PUTS + " that has a mediaType",
                            (e, t) -> Sessions.manifest(e)
                                    .flatMap(Manifest::statedMediaType)
                                    .isPresent(),
                            (put, t, findings) -> {
                                var sent = type(put);
                                var stated = Sessions.manifest(put)
                                        .flatMap(Manifest::statedMediaType)
                                        .orElseThrow();
                                findings.require(
                                        sent.filter(stated::sameAs).isPresent(),
                                        put,
                                        "Content-Type",
                                        stated.raw(),
                                        sent.map(MediaType::raw).orElse("absent"));
                            })),
            check("pushing/client-type-has-no-parameters", SHOULD, CLIENT, "DS-052")
                    .title("The Content-Type of a manifest that is put has no parameters")
                    .impact("Registries that compare it as it is refuse the manifest.")
                    .judge(each(
                            PUTS + " and a Content-Type",
                            (e, t) -> Sessions.manifest(e).isPresent() && type(e).isPresent(),
                            (put, t, findings) -> findings.require(
                                    !type(put).orElseThrow().hasParameters(),
                                    put,
                                    "Content-Type",
                                    type(put).orElseThrow().essence().raw(),
                                    type(put).orElseThrow().raw()))),
            check("pushing/client-manifests-have-a-type", SHOULD, CLIENT, "DS-054")
                    .title("A manifest that is put has a mediaType in it")
                    .impact("Readers have to guess what it is from its members.")
                    .judge(each(
                            PUTS,
                            (e, t) -> Sessions.manifest(e).isPresent(),
                            (put, t, findings) -> findings.require(
                                    Sessions.manifest(put)
                                            .flatMap(Manifest::statedMediaType)
                                            .isPresent(),
                                    put,
                                    "mediaType",
                                    "the manifest's type",
                                    "absent"))),
            check("pushing/client-sends-blobs-first", QUIRK, CLIENT, "DS-054")
                    .title("The client sends the blobs of a manifest before the manifest")
                    .impact("Registries refuse a manifest whose blobs they do not have.")
                    .judge(each(
                            "manifests whose blobs were sent as well",
                            (e, t) -> Sessions.isMethod(e, "PUT")
                                    && blobs(e).anyMatch(blob -> Sessions.uploaded(Sessions.repository(e), t)
                                            .contains(blob)),
                            (put, t, findings) -> {
                                var late = t.after(put)
                                        .filter(later -> Sessions.isUpload(later) && later.status() == 201)
                                        .filter(later ->
                                                Sessions.repository(later).equals(Sessions.repository(put)))
                                        .flatMap(later -> Sessions.digest(later).stream())
                                        .filter(digest -> blobs(put).anyMatch(digest::equals))
                                        .toList();
                                findings.require(
                                        late.isEmpty() || put.status() != 201,
                                        put,
                                        "blobs that came after the manifest",
                                        "none",
                                        String.join(", ", late));
                            })),
            check("pushing/client-keeps-foreign-layers-out", SHOULD, CLIENT, "IS-21")
                    .title("The client does not upload layers that may not be distributed")
                    .impact("Whoever runs the registry distributes what its owner does not allow to.")
                    .judge(each(
                            "manifests that were put with layers that may not be distributed",
                            (e, t) -> foreign(e).findAny().isPresent(),
                            (put, t, findings) -> {
                                var uploaded = Sessions.uploaded(Sessions.repository(put), t);
                                foreign(put)
                                        .map(layer -> layer.digest().raw())
                                        .filter(uploaded::contains)
                                        .forEach(digest ->
                                                findings.add(put, "layer " + digest, "not uploaded", "uploaded"));
                            })),
            check("pushing/client-keeps-up-the-referrers-tag", MUST, CLIENT, "DS-062")
                    .title(
                            "Where a registry has no referrers API the client lists its manifest under the referrers tag")
                    .impact("Nobody finds the signature that was pushed.")
                    .judge(each(
                            "manifests with a subject, put without OCI-Subject in the answer",
                            Fallback::isNeeded,
                            (put, t, findings) -> findings.require(
                                    Fallback.lists(put, t).findAny().isPresent(),
                                    put,
                                    "PUT of the tag " + Fallback.tag(put),
                                    "an index that lists the manifest",
                                    "none"))),
            check("pushing/client-describes-its-referrers", MUST, CLIENT, "DS-063")
                    .title("The entry under the referrers tag has the artifactType and the annotations of the manifest")
                    .impact("Who looks for signatures finds entries that do not say that they are some.")
                    .judge(each(
                            "manifests with a subject that the client listed under the referrers tag",
                            (e, t) -> Fallback.isNeeded(e, t)
                                    && Fallback.entry(e, t).isPresent(),
                            (put, t, findings) -> {
                                var entry = Fallback.entry(put, t).orElseThrow();
                                var wanted = Fallback.artifactType(put);
                                findings.require(
                                        wanted.isEmpty() || entry.artifactType().equals(wanted),
                                        put,
                                        "artifactType of the entry",
                                        wanted.orElse(""),
                                        entry.artifactType().orElse("absent"));
                                findings.require(
                                        entry.annotations()
                                                .entrySet()
                                                .containsAll(Fallback.annotations(put)
                                                        .entrySet()),
                                        put,
                                        "annotations of the entry",
                                        Fallback.annotations(put).keySet().toString(),
                                        entry.annotations().keySet().toString());
                            })),
            check("pushing/client-lists-a-referrer-once", SHOULD, CLIENT, "DS-062")
                    .title("No manifest stands twice under the referrers tag")
                    .impact("The list grows with each push of the same.")
                    .judge(each(
                            "indexes that were put under a referrers tag",
                            (e, t) -> Fallback.isIndex(e),
                            (put, t, findings) -> Fallback.twice(put)
                                    .forEach(digest -> findings.add(put, "entries for " + digest, "one", "several")))),
            check("pushing/client-unlists-what-it-deletes", SHOULD, CLIENT, "DS-082")
                    .title("Who deletes a manifest with a subject takes it out from under the referrers tag")
                    .impact("The list names signatures that are not there.")
                    .judge(each(
                            "manifests that were deleted and stood under a referrers tag",
                            (e, t) -> Fallback.isDeleted(e, t),
                            (delete, t, findings) -> findings.require(
                                    Fallback.isUnlisted(delete, t),
                                    delete,
                                    "PUT or DELETE of the referrers tag",
                                    "one without the manifest",
                                    "none"))));

    private ManifestPushChecks() {}

    private static Optional<MediaType> type(Exchange put) {
        return put.request().fields().first("Content-Type").map(MediaType::new);
    }

    private static Stream<Descriptor> descriptors(Exchange put) {
        return Sessions.manifest(put).stream()
                .filter(ImageManifest.class::isInstance)
                .map(ImageManifest.class::cast)
                .flatMap(image -> Stream.concat(Stream.of(image.config()), image.layers().stream()));
    }

    private static Stream<String> blobs(Exchange put) {
        return descriptors(put).map(descriptor -> descriptor.digest().raw());
    }

    private static Stream<Descriptor> foreign(Exchange put) {
        return descriptors(put)
                .filter(layer -> layer.mediaType().raw().contains(".nondistributable.")
                        || layer.mediaType().raw().contains(".foreign."));
    }
}
