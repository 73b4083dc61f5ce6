package dev.plimsoll.suites.verification;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;

import dev.plimsoll.model.http.ByteRange;
import dev.plimsoll.model.http.ContentRange;
import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.ImageIndex;
import dev.plimsoll.model.oci.Manifest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.UnknownManifest;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether clients verify. Traffic shows it only where something was wrong, and where the client then went on, or asked
 * again.
 */
public final class VerificationChecks {
    private static final String HEADER = "Docker-Content-Digest";

    public static final List<Check> ALL = List.of(
            check("verification/client-rejects-a-conflicting-type", SHOULD, CLIENT, "DS-010")
                    .title("The client refuses a manifest whose Content-Type is not the mediaType in it")
                    .impact("One document is read in two ways (CVE-2021-41190): what was checked is not what is run.")
                    .judge(each(
                            "manifests by tag whose Content-Type is another manifest type than the one in them",
                            (e, t) -> Aftermath.isByTag(e) && isConflict(e),
                            (answer, t, findings) -> findings.require(
                                    !Aftermath.goesOn(answer, t),
                                    answer,
                                    "what the client did with a manifest of two types",
                                    "refused it",
                                    "fetched what it names"))),
            check("verification/client-rejects-an-unknown-content-type", QUIRK, CLIENT, "RV-08")
                    .title("The client goes by a manifest's Content-Type, and refuses one that is a page's")
                    .impact("The page of a proxy or of a captive portal is taken for an image.")
                    .judge(each(
                            "manifests by tag that came as text/html",
                            (e, t) -> Aftermath.isByTag(e)
                                    && Traffic.manifest(e)
                                            .filter(manifest -> !(manifest instanceof UnknownManifest))
                                            .isPresent()
                                    && Traffic.contentType(e)
                                            .filter(type -> type.sameAs(new MediaType("text/html")))
                                            .isPresent(),
                            (answer, t, findings) -> findings.require(
                                    !Aftermath.goesOn(answer, t),
                                    answer,
                                    "what the client did with a manifest of type text/html",
                                    "refused it",
                                    "fetched what it names"))),
            check("verification/client-does-not-use-a-wrong-header", MUST, CLIENT, "DS-013")
                    .title("The client that uses Docker-Content-Digest has verified it against the manifest")
                    .impact("A wrong digest is recorded as that of the image, and deployed by it.")
                    .judge(each(
                            "manifests by tag that came with a digest which is not theirs",
                            (e, t) -> Aftermath.isByTag(e) && wrongHeader(e).isPresent(),
                            (answer, t, findings) -> {
                                var stated = wrongHeader(answer).orElseThrow();
                                findings.require(
                                        Aftermath.laterReferences(answer, t).noneMatch(stated::equals),
                                        answer,
                                        HEADER,
                                        "verified before use: the manifest's digest is "
                                                + Traffic.manifest(answer)
                                                        .map(Manifest::digest)
                                                        .orElseThrow()
                                                        .raw(),
                                        "used as it came: " + stated);
                            })),
            check("verification/client-believes-no-header-over-the-bytes", MUST, CLIENT, "RV-05")
                    .title(
                            "The client refuses a manifest that has not the digest it was asked for by, whatever a header says")
                    .impact("Whoever can change the body can change the header as well.")
                    .judge(each(
                            "manifests by digest with that digest in a header, but not in their bytes",
                            (e, t) -> isLie(e),
                            (answer, t, findings) -> findings.require(
                                    !Aftermath.goesOn(answer, t),
                                    answer,
                                    "what the client did with the manifest",
                                    "refused it, since its digest is "
                                            + Traffic.manifest(answer)
                                                    .map(Manifest::digest)
                                                    .orElseThrow()
                                                    .abbreviated(),
                                    "fetched what it names"))),
            check("verification/client-checks-the-size-of-a-manifest", SHOULD, CLIENT, "IS-13")
                    .title("The client does not trust a manifest whose size is not that of its descriptor")
                    .impact("A size that is not looked at protects from nothing.")
                    .judge(each(
                            "manifests of another size than the index says",
                            (e, t) -> Traffic.manifest(e).isPresent()
                                    && sizeMismatch(e, t).isPresent(),
                            (answer, t, findings) -> findings.require(
                                    !Aftermath.goesOn(answer, t),
                                    answer,
                                    "what the client did with a manifest of "
                                            + Traffic.bodySize(answer).orElse(0) + " bytes",
                                    "refused it, since the index says "
                                            + sizeMismatch(answer, t).orElseThrow(),
                                    "fetched what it names"))),
            check("verification/client-stops-at-a-wrong-blob", SHOULD, CLIENT, "DS-019")
                    .title("The client that got a blob with another digest asks again, or stops")
                    .impact("What is installed is not what was signed.")
                    .judge(each(
                            "blobs of another digest, after which the client did something",
                            (e, t) -> Traffic.isBlobAnswer(e, t) && isWrong(e, t) && Aftermath.isTold(e, t),
                            (answer, t, findings) -> findings.require(
                                    Aftermath.asksAgain(answer, t),
                                    answer,
                                    "what the client did with a blob of digest "
                                            + Traffic.bodyDigest(answer)
                                                    .orElseThrow()
                                                    .abbreviated(),
                                    "asked again for "
                                            + Traffic.requestedBlob(answer, t).orElseThrow() + ", or stopped",
                                    "went on"))),
            check("verification/client-stops-at-a-wrong-size", SHOULD, CLIENT, "IS-14")
                    .title("The client that got a blob of another size than its descriptor's asks again, or stops")
                    .impact("A cut layer is unpacked, or an endless one fills the disk.")
                    .judge(each(
                            "blobs of another size than their descriptor's, after which the client did something",
                            (e, t) -> Traffic.isBlobAnswer(e, t)
                                    && wrongSize(e, t).isPresent()
                                    && Aftermath.isTold(e, t),
                            (answer, t, findings) -> findings.require(
                                    Aftermath.asksAgain(answer, t),
                                    answer,
                                    "what the client did with a blob of "
                                            + Traffic.bodySize(answer).orElse(0) + " bytes",
                                    "asked again, or stopped: the descriptor says "
                                            + wrongSize(answer, t).orElseThrow().size(),
                                    "went on"))),
            check("verification/client-stops-at-a-wrong-range", MUST, CLIENT, "HT-13")
                    .title("The client that got another range than it wanted asks again, or stops")
                    .impact("Bytes end up in the wrong place of a layer.")
                    .judge(each(
                            "answers with another range than was asked for, after which the client did something",
                            (e, t) -> e.request().isGet()
                                    && wrongRange(e).isPresent()
                                    && Traffic.requestedBlob(e, t).isPresent()
                                    && Aftermath.isTold(e, t),
                            (answer, t, findings) -> findings.require(
                                    Aftermath.asksAgain(answer, t),
                                    answer,
                                    "what the client did with "
                                            + wrongRange(answer).orElseThrow(),
                                    "asked again, or stopped, since it wanted "
                                            + answer.request()
                                                    .fields()
                                                    .first("Range")
                                                    .orElse(""),
                                    "went on"))));

    private VerificationChecks() {}

    private static boolean isConflict(Exchange answer) {
        var stated = Traffic.manifest(answer).flatMap(Manifest::statedMediaType);
        var sent = Traffic.contentType(answer).filter(MediaType::isManifest);
        return stated.isPresent() && sent.isPresent() && !stated.get().sameAs(sent.get());
    }

    /** The digest in the header, if it is a sha256 digest and not the manifest's. */
    private static Optional<String> wrongHeader(Exchange answer) {
        var real = Traffic.manifest(answer).map(Manifest::digest);
        var bytes = Traffic.body(answer).map(Digest::sha256);
        return Traffic.field(answer, HEADER)
                .filter(stated -> stated.startsWith("sha256:"))
                .filter(stated ->
                        real.filter(digest -> !digest.raw().equals(stated)).isPresent())
                .filter(stated ->
                        bytes.filter(digest -> !digest.raw().equals(stated)).isPresent());
    }

    private static boolean isLie(Exchange answer) {
        var asked = Traffic.manifestRequest(answer)
                .map(Endpoint.Manifest::reference)
                .filter(reference -> reference.startsWith("sha256:"));
        return asked.isPresent()
                && asked.equals(Traffic.field(answer, HEADER))
                && wrongHeader(answer).isPresent();
    }

    /** The size that an earlier index states for a manifest, if it is another than the manifest has. */
    private static Optional<Long> sizeMismatch(Exchange answer, Transcript transcript) {
        var asked = Traffic.manifestRequest(answer)
                .map(Endpoint.Manifest::reference)
                .orElse("");
        var sizes = transcript
                .before(answer)
                .flatMap(earlier -> Traffic.manifest(earlier).stream())
                .filter(ImageIndex.class::isInstance)
                .flatMap(Traffic::descriptors)
                .filter(descriptor -> descriptor.digest().raw().equals(asked))
                .map(Descriptor::size)
                .collect(Collectors.toSet());
        long size = Traffic.bodySize(answer).orElse(0);
        return sizes.contains(size) ? Optional.empty() : sizes.stream().findFirst();
    }

    private static boolean isWrong(Exchange answer, Transcript transcript) {
        var asked = Traffic.requestedBlob(answer, transcript).filter(digest -> digest.startsWith("sha256:"));
        var got = Traffic.bodyDigest(answer).map(Digest::raw);
        return asked.isPresent() && got.isPresent() && !asked.equals(got);
    }

    private static Optional<Descriptor> wrongSize(Exchange answer, Transcript transcript) {
        var size = Traffic.bodySize(answer);
        return Traffic.requestedBlob(answer, transcript)
                .flatMap(digest -> Traffic.describedBefore(answer, transcript, digest))
                .filter(descriptor -> size.isPresent() && size.getAsLong() != descriptor.size());
    }

    /** The Content-Range of an answer that begins elsewhere than the request wanted. */
    private static Optional<String> wrongRange(Exchange answer) {
        var wanted = answer.request()
                .fields()
                .first("Range")
                .flatMap(ByteRange::parseLeniently)
                .filter(range -> range.first().isPresent());
        var stated = Traffic.field(answer, "Content-Range").filter(value -> answer.status() == 206);
        return stated.filter(value -> wanted.isPresent()
                && ContentRange.parseLeniently(value)
                        .flatMap(ContentRange::range)
                        .filter(range -> range.first() != wanted.get().first().getAsLong())
                        .isPresent());
    }
}
