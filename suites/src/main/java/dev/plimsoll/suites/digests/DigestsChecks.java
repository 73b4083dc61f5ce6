package dev.plimsoll.suites.digests;

import static dev.plimsoll.suites.check.Accept.MODERN_LINES;
import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.Manifest;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;

/** Digests of manifests, configs and layers: what is stated, and what the bytes have. */
public final class DigestsChecks {
    private static final String HEADER = "Docker-Content-Digest";

    /** The sha256 digest of nothing that anybody stores: 64 zeros. */
    private static final String UNKNOWN = "sha256:" + "0".repeat(64);

    private static final Stimulus MANIFESTS = probe -> {
        probe.get(probe.sample().manifestPath(), MODERN_LINES);
        probe.get(probe.sample().manifestPath(probe.sample().manifest().raw()), MODERN_LINES);
    };
    private static final Stimulus BLOBS = probe -> {
        for (var blob : List.of(probe.sample().config(), probe.sample().layer())) {
            var answer = probe.get(probe.sample().blobPath(blob.digest()), HeaderFields.of("Accept", "*/*"));
            answer.redirectTarget().ifPresent(target -> probe.get(target.raw(), HeaderFields.of("Accept", "*/*")));
        }
    };

    public static final List<Check> ALL = List.of(
            check("digests/manifest-header-is-present", SHOULD, REGISTRY, "DS-012")
                    .title("A manifest comes with Docker-Content-Digest")
                    .impact("Clients that resolve a tag by the header must fetch and hash the manifest instead.")
                    .drive(MANIFESTS)
                    .judge(each(
                            "manifest answers",
                            (e, t) -> Traffic.isManifestAnswer(e),
                            (answer, t, findings) -> findings.require(
                                    Traffic.field(answer, HEADER).isPresent(), answer, HEADER, "present", "absent"))),
            check("digests/manifest-header-is-the-bodys", MUST, REGISTRY, "DS-013")
                    .title("The Docker-Content-Digest of a manifest is the digest of its body")
                    .impact("Clients that verify the header refuse the manifest; the others pin a wrong digest.")
                    .drive(MANIFESTS)
                    .judge(each(
                            "manifests with Docker-Content-Digest whose body is at hand",
                            (e, t) -> Traffic.manifest(e).isPresent()
                                    && Traffic.field(e, HEADER).isPresent(),
                            (answer, t, findings) -> {
                                var real =
                                        Traffic.manifest(answer).orElseThrow().digest();
                                var stated = Traffic.field(answer, HEADER).orElseThrow();
                                findings.require(same(stated, real, answer), answer, HEADER, real.raw(), stated);
                            })),
            check("digests/manifest-by-digest-has-it", MUST, REGISTRY, "DS-011")
                    .title("A manifest asked for by digest has that digest")
                    .impact("The registry serves other content than was pinned: every verifying client refuses it.")
                    .drive(MANIFESTS)
                    .judge(each(
                            "manifests asked for by digest whose body is at hand",
                            (e, t) -> Traffic.isReadableManifest(e)
                                    && Traffic.manifestRequest(e)
                                            .filter(Endpoint.Manifest::byDigest)
                                            .isPresent(),
                            (answer, t, findings) -> {
                                var asked = Traffic.manifestRequest(answer)
                                        .orElseThrow()
                                        .reference();
                                // A body that is no manifest at all has no digest but that of its bytes.
                                var real = Traffic.manifest(answer)
                                        .map(Manifest::digest)
                                        .orElseGet(() -> Digest.sha256(
                                                Traffic.body(answer).orElseThrow()));
                                findings.require(
                                        same(asked, real, answer), answer, "digest of the body", asked, real.raw());
                            })),
            check("digests/manifest-length-is-the-bodys", MUST, REGISTRY, "DS-089")
                    .title("The Content-Length of a manifest is the size of its body")
                    .impact("Clients cut the manifest short, or wait for bytes that never come.")
                    .drive(MANIFESTS)
                    .judge(each(
                            "manifest answers with Content-Length whose body is at hand",
                            (e, t) -> Traffic.isReadableManifest(e)
                                    && Traffic.field(e, "Content-Length").isPresent(),
                            (answer, t, findings) -> {
                                int size = Traffic.body(answer).orElseThrow().size();
                                var stated =
                                        Traffic.field(answer, "Content-Length").orElseThrow();
                                findings.require(
                                        stated.equals(Integer.toString(size)),
                                        answer,
                                        "Content-Length",
                                        Integer.toString(size),
                                        stated);
                            })),
            check("digests/listed-size-is-the-manifests", MUST, REGISTRY, "IS-13")
                    .title("A manifest has the size that the list naming it says")
                    .impact("Clients that check the size before the digest refuse the image.")
                    .drive(MANIFESTS)
                    .judge(each(
                            "manifests that a list describes, whose body is at hand",
                            (e, t) -> Traffic.isReadableManifest(e)
                                    && Traffic.describedBefore(e, t, reference(e))
                                            .isPresent(),
                            (answer, t, findings) -> {
                                long described = Traffic.describedBefore(answer, t, reference(answer))
                                        .orElseThrow()
                                        .size();
                                int size = Traffic.body(answer).orElseThrow().size();
                                findings.require(
                                        described == size,
                                        answer,
                                        "size of the manifest",
                                        described + " bytes, as the list says",
                                        size + " bytes");
                            })),
            check("digests/blob-has-the-digest", MUST, REGISTRY, "DS-016")
                    .title("A blob has the digest under which it was asked for")
                    .impact("The layer or config is corrupt; every verifying client refuses it.")
                    .drive(BLOBS)
                    .judge(each(
                            "complete blobs whose content is known",
                            (e, t) -> Traffic.isBlobAnswer(e, t)
                                    && Traffic.bodyDigest(e).isPresent()
                                    && Traffic.requestedBlob(e, t)
                                            .filter(digest -> digest.startsWith("sha256:"))
                                            .isPresent(),
                            (answer, t, findings) -> {
                                var asked = Traffic.requestedBlob(answer, t).orElseThrow();
                                var real = Traffic.bodyDigest(answer).orElseThrow();
                                findings.require(
                                        asked.equals(real.raw()), answer, "digest of the blob", asked, real.raw());
                            })),
            check("digests/blob-header-is-the-digest", MUST, REGISTRY, "DS-018")
                    .title("The Docker-Content-Digest of a blob's answer is the digest asked for")
                    .impact("Clients that verify the header refuse the blob.")
                    .drive(BLOBS)
                    .judge(each(
                            "blob answers with Docker-Content-Digest",
                            (e, t) -> Traffic.isBlobRequest(e)
                                    && Traffic.field(e, HEADER).isPresent(),
                            (answer, t, findings) -> {
                                var asked = Traffic.requestedBlob(answer, t).orElseThrow();
                                var stated = Traffic.field(answer, HEADER).orElseThrow();
                                findings.require(stated.equals(asked), answer, HEADER, asked, stated);
                            })),
            check("digests/blob-header-is-present", SHOULD, REGISTRY, "DS-017")
                    .title("A blob's answer by the registry itself comes with Docker-Content-Digest")
                    .impact("Clients that compare digests by the header cannot.")
                    .drive(BLOBS)
                    .judge(each(
                            "blobs that the registry sends itself",
                            (e, t) -> Traffic.isBlobRequest(e) && e.status() == 200,
                            (answer, t, findings) -> findings.require(
                                    Traffic.field(answer, HEADER).isPresent(), answer, HEADER, "present", "absent"))),
            check("digests/blob-size-is-the-descriptors", MUST, REGISTRY, "IS-13")
                    .title("A blob has the size that its descriptor says")
                    .impact("Clients stop reading at the stated size and refuse the blob.")
                    .drive(probe -> {
                        probe.get(
                                probe.sample()
                                        .manifestPath(probe.sample().manifest().raw()),
                                MODERN_LINES);
                        BLOBS.drive(probe);
                    })
                    .judge(each(
                            "complete blobs of known size that a manifest describes",
                            (e, t) -> Traffic.isBlobAnswer(e, t)
                                    && Traffic.bodySize(e).isPresent()
                                    && described(e, t),
                            (answer, t, findings) -> {
                                long size = Traffic.bodySize(answer).orElseThrow();
                                long stated = Traffic.describedBefore(
                                                answer,
                                                t,
                                                Traffic.requestedBlob(answer, t).orElseThrow())
                                        .orElseThrow()
                                        .size();
                                findings.require(
                                        size == stated,
                                        answer,
                                        "size of the blob",
                                        stated + " bytes, as the descriptor says",
                                        size + " bytes");
                            })),
            check("digests/head-of-a-blob", MUST, REGISTRY, "DS-022")
                    .title("HEAD of a blob that is there answers 200")
                    .impact("Clients that ask before they upload or mount send the layer again.")
                    .drive(probe -> {
                        var sample = probe.sample();
                        probe.get(sample.manifestPath(sample.manifest().raw()), MODERN_LINES);
                        probe.head(sample.blobPath(sample.layer().digest()), HeaderFields.of("Accept", "*/*"));
                    })
                    .judge(each(
                            "HEAD requests for blobs that a GET or a manifest shows to be there",
                            (e, t) -> e.request().isHead()
                                    && Traffic.answered(e)
                                    && !Traffic.isPutOff(e)
                                    && Presence.isShown(e, t),
                            (head, t, findings) -> findings.requireStatus(200, head))),
            check("digests/range-of-a-blob", SHOULD, REGISTRY, "DS-021")
                    .title("A range of a blob is answered with 206 and exactly that range")
                    .impact("A download that breaks off must begin anew, or is put together wrongly.")
                    .drive(probe -> {
                        var range = HeaderFields.of("Accept", "*/*", "Range", "bytes=0-9");
                        var answer = probe.get(
                                probe.sample().blobPath(probe.sample().layer().digest()), range);
                        answer.redirectTarget().ifPresent(target -> probe.get(target.raw(), range));
                    })
                    .judge(each(
                            "requests for a range of a blob that were answered", RangeRule::applies, RangeRule::look)),
            check("digests/unknown-manifest-is-404", MUST, REGISTRY, "DS-015")
                    .title("A manifest that is not there is answered with 404")
                    .impact("Clients cannot tell a missing image from a broken registry, and retry in vain.")
                    .drive(probe -> probe.get(probe.sample().manifestPath(UNKNOWN), MODERN_LINES))
                    .judge(each(
                            "requests for a manifest with the digest of all zeros",
                            (e, t) -> Traffic.answered(e) && reference(e).equals(UNKNOWN) && !Traffic.isPutOff(e),
                            (answer, t, findings) -> findings.requireStatus(404, answer))),
            check("digests/unknown-blob-is-404", MUST, REGISTRY, "DS-020")
                    .title("A blob that is not there is answered with 404")
                    .impact("Clients cannot tell a missing layer from a broken registry, and retry in vain.")
                    .drive(probe ->
                            probe.get(probe.sample().blobPath(Digest.parse(UNKNOWN)), HeaderFields.of("Accept", "*/*")))
                    .judge(each(
                            "requests for a blob with the digest of all zeros",
                            (e, t) -> Traffic.answered(e)
                                    && e.request().endpoint() instanceof Endpoint.Blob blob
                                    && blob.digest().equals(UNKNOWN)
                                    && !Traffic.isPutOff(e),
                            (answer, t, findings) -> findings.requireStatus(404, answer))),
            check("digests/unknown-content-has-a-code", MUST, REGISTRY, "DS-092")
                    .title("A 404 with a JSON body says in the error envelope what is unknown")
                    .impact("The user is told that something is missing, but not what.")
                    .drive(probe -> {
                        probe.get(probe.sample().manifestPath(UNKNOWN), MODERN_LINES);
                        probe.get(probe.sample().blobPath(Digest.parse(UNKNOWN)), HeaderFields.of("Accept", "*/*"));
                    })
                    .judge(each(
                            "404 answers for manifests and blobs with a JSON body",
                            (e, t) -> e.request().isGet()
                                    && e.status() == 404
                                    && isContent(e.request().endpoint())
                                    && Traffic.contentType(e)
                                            .filter(type -> type.isJson())
                                            .isPresent()
                                    && Traffic.body(e)
                                            .filter(body -> body.size() > 0)
                                            .isPresent(),
                            (answer, t, findings) -> findings.require(
                                    Traffic.errors(answer)
                                            .filter(errors -> errors.errors().stream()
                                                    .anyMatch(error ->
                                                            error.code().endsWith("_UNKNOWN")))
                                            .isPresent(),
                                    answer,
                                    "error code",
                                    "MANIFEST_UNKNOWN, BLOB_UNKNOWN or NAME_UNKNOWN",
                                    Traffic.excerpt(answer)))),
            check("digests/client-asks-for-what-is-described", SHOULD, CLIENT, "IS-14")
                    .title("The client asks only for blobs that a manifest describes to it")
                    .impact("What no descriptor vouches for cannot be verified.")
                    .judge(each(
                            "requests for blobs after manifests that could all be read",
                            (e, t) -> Traffic.isBlobRequest(e) && Presence.knowsManifests(e, t),
                            (request, t, findings) -> {
                                var digest = Traffic.requestedBlob(request, t).orElseThrow();
                                findings.require(
                                        Presence.isNamed(digest, t.before(request)),
                                        request,
                                        "blob asked for",
                                        "a config or layer of a manifest that came before",
                                        digest);
                            })),
            check("digests/client-takes-the-listed-manifest", SHOULD, CLIENT, "DS-014")
                    .title("The client goes on with a manifest by digest only if it has that digest")
                    .impact("Content that was swapped on the way is installed.")
                    .judge(each(
                            "manifests by digest after which the client went on to blobs",
                            (e, t) -> Traffic.manifest(e).isPresent()
                                    && reference(e).startsWith("sha256:")
                                    && wentOn(e, t),
                            (answer, t, findings) -> {
                                // A body that is no manifest at all has no digest but that of its bytes.
                                var real = Traffic.manifest(answer)
                                        .map(Manifest::digest)
                                        .orElseGet(() -> Digest.sha256(
                                                Traffic.body(answer).orElseThrow()));
                                findings.require(
                                        real.raw().equals(reference(answer)),
                                        answer,
                                        "what the client did with a manifest of digest " + real.abbreviated(),
                                        "refused it, since " + reference(answer) + " was asked for",
                                        "fetched its blobs");
                            })));

    private DigestsChecks() {}

    /** Compares by the algorithm of what was stated, since a registry may answer with another than sha256. */
    private static boolean same(String stated, Digest canonical, Exchange answer) {
        if (stated.equals(canonical.raw())) {
            return true;
        }
        return Digest.parseLeniently(stated)
                .filter(digest -> !digest.algorithm().equals(canonical.algorithm()))
                // One that cannot be computed here is not shown to be wrong.
                .map(digest ->
                        digest.matches(Traffic.body(answer).orElseThrow()).orElse(true))
                .orElse(false);
    }

    private static String reference(Exchange exchange) {
        return Traffic.manifestRequest(exchange)
                .map(Endpoint.Manifest::reference)
                .orElse("");
    }

    private static boolean described(Exchange exchange, Transcript transcript) {
        return Traffic.requestedBlob(exchange, transcript)
                .flatMap(digest -> Traffic.describedBefore(exchange, transcript, digest))
                .isPresent();
    }

    private static boolean isContent(Endpoint endpoint) {
        return endpoint instanceof Endpoint.Manifest || endpoint instanceof Endpoint.Blob;
    }

    /** Whether a blob of the manifest was asked for, before the reference was tried again, say at another mirror. */
    private static boolean wentOn(Exchange exchange, Transcript transcript) {
        var blobs = Traffic.manifest(exchange).stream().flatMap(Traffic::names).toList();
        return transcript
                .after(exchange)
                .takeWhile(later -> !reference(later).equals(reference(exchange)))
                .anyMatch(later ->
                        later.request().endpoint() instanceof Endpoint.Blob blob && blobs.contains(blob.digest()));
    }
}
