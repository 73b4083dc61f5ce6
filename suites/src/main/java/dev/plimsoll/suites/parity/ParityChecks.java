package dev.plimsoll.suites.parity;

import static dev.plimsoll.suites.check.Accept.MODERN_LINES;
import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Findings;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;

/** HEAD and GET, tag and digest, one answer and the next: they say the same. */
public final class ParityChecks {
    private static final String HEADER = "Docker-Content-Digest";
    private static final String UNKNOWN = "sha256:" + "0".repeat(64);
    private static final HeaderFields ANY = HeaderFields.of("Accept", "*/*");
    private static final String PAIRS = "pairs of HEAD and GET of the same thing, one right after the other";

    private static final Stimulus MANIFEST_PAIRS = probe -> {
        for (var path : List.of(
                probe.sample().manifestPath(),
                probe.sample().manifestPath(probe.sample().manifest().raw()))) {
            probe.head(path, MODERN_LINES);
            probe.get(path, MODERN_LINES);
        }
    };
    private static final Stimulus BLOB_PAIR = probe -> {
        var path = probe.sample().blobPath(probe.sample().config().digest());
        probe.get(probe.sample().manifestPath(probe.sample().manifest().raw()), MODERN_LINES);
        probe.head(path, ANY);
        probe.get(path, ANY);
    };
    private static final Stimulus TAG_THEN_DIGEST = probe -> {
        var digest = Pairs.digestField(probe.head(probe.sample().manifestPath(), MODERN_LINES));
        digest.flatMap(Digest::parseLeniently)
                .ifPresent(known -> probe.get(probe.sample().manifestPath(known.raw()), MODERN_LINES));
    };

    public static final List<Check> ALL = List.of(
            check("parity/head-of-an-unknown-manifest-is-404", MUST, REGISTRY, "DS-025")
                    .title("HEAD of a manifest that is not there answers 404")
                    .impact("Clients take the tag for existing, and do not push it or wait for it.")
                    .drive(probe -> probe.head(probe.sample().manifestPath(UNKNOWN), MODERN_LINES))
                    .judge(each(
                            "HEAD of a manifest with the digest of all zeros",
                            (e, t) -> isHeadOfUnknown(e) && Pairs.isOfManifest(e),
                            (answer, t, findings) -> findings.requireStatus(404, answer))),
            check("parity/head-of-an-unknown-blob-is-404", MUST, REGISTRY, "DS-025")
                    .title("HEAD of a blob that is not there answers 404")
                    .impact("Clients skip the upload of a layer that nobody has.")
                    .drive(probe -> probe.head(probe.sample().blobPath(Digest.parse(UNKNOWN)), ANY))
                    .judge(each(
                            "HEAD of a blob with the digest of all zeros",
                            (e, t) -> isHeadOfUnknown(e) && Pairs.isOfBlob(e),
                            (answer, t, findings) -> findings.requireStatus(404, answer))),
            check("parity/manifest-is-there-for-both", MUST, REGISTRY, "DS-022")
                    .title("HEAD and GET agree whether a manifest is there")
                    .impact("Clients that ask with HEAD first report an image as missing, or fail after they found it.")
                    .drive(MANIFEST_PAIRS)
                    .judge(each(
                            PAIRS,
                            (e, t) -> Pairs.isHead(e)
                                    && Pairs.isOfManifest(e)
                                    && Pairs.get(e, t).isPresent(),
                            (head, t, findings) ->
                                    requireSameStatus(head, Pairs.get(head, t).orElseThrow(), findings))),
            check("parity/blob-is-there-for-both", MUST, REGISTRY, "DS-022")
                    .title("HEAD and GET agree whether a blob is there")
                    .impact("Clients upload what is there, or skip what is not.")
                    .drive(BLOB_PAIR)
                    .judge(each(
                            PAIRS,
                            (e, t) -> Pairs.isHead(e)
                                    && Pairs.isOfBlob(e)
                                    && Pairs.get(e, t).isPresent(),
                            (head, t, findings) ->
                                    requireSameStatus(head, Pairs.get(head, t).orElseThrow(), findings))),
            check("parity/head-of-a-manifest-has-a-digest", SHOULD, REGISTRY, "DS-023")
                    .title("HEAD of a manifest carries Docker-Content-Digest")
                    .impact("Who resolves a tag by HEAD must fetch the manifest instead, which counts as a pull.")
                    .drive(MANIFEST_PAIRS)
                    .judge(each(
                            "HEAD of manifests that are there",
                            (e, t) -> Pairs.isHead(e) && Pairs.isOfManifest(e) && e.status() == 200,
                            ParityChecks::requireDigest)),
            check("parity/head-of-a-blob-has-a-digest", SHOULD, REGISTRY, "DS-023")
                    .title("HEAD of a blob carries Docker-Content-Digest")
                    .impact("Clients cannot tell the blob from a page that answers everything with 200.")
                    .drive(BLOB_PAIR)
                    .judge(each(
                            "HEAD of blobs that the registry answers itself",
                            (e, t) -> Pairs.isHead(e) && Pairs.isOfBlob(e) && e.status() == 200,
                            ParityChecks::requireDigest)),
            check("parity/head-has-the-digest-asked-for", MUST, REGISTRY, "DS-023")
                    .title("HEAD by digest carries that digest, if it carries one of the same algorithm")
                    .impact("Clients that compare the two refuse content that is right.")
                    .drive(probe -> {
                        MANIFEST_PAIRS.drive(probe);
                        BLOB_PAIR.drive(probe);
                    })
                    .judge(each(
                            "HEAD by digest with " + HEADER + " of the same algorithm",
                            (e, t) -> Pairs.isHead(e) && e.status() == 200 && hasComparableDigest(e),
                            (head, t, findings) -> {
                                var asked = Pairs.askedDigest(head).orElseThrow();
                                var stated = Pairs.digestField(head).orElseThrow();
                                findings.require(stated.equals(asked), head, HEADER, asked, stated);
                            })),
            check("parity/head-has-the-digest-of-get", MUST, REGISTRY, "DS-023")
                    .title("HEAD and GET of a manifest carry the same Docker-Content-Digest")
                    .impact("Clients pin one manifest and get another.")
                    .drive(MANIFEST_PAIRS)
                    .judge(each(
                            "pairs of HEAD and GET of a manifest that both carry " + HEADER,
                            (e, t) -> Pairs.isHead(e)
                                    && Pairs.isOfManifest(e)
                                    && Pairs.digestField(e).isPresent()
                                    && Pairs.get(e, t)
                                            .flatMap(Pairs::digestField)
                                            .isPresent(),
                            (head, t, findings) -> {
                                var expected = Pairs.get(head, t)
                                        .flatMap(Pairs::digestField)
                                        .orElseThrow();
                                var actual = Pairs.digestField(head).orElseThrow();
                                findings.require(
                                        actual.equals(expected),
                                        head,
                                        HEADER + " of HEAD",
                                        expected + ", as for GET",
                                        actual);
                            })),
            check("parity/head-of-a-blob-states-a-size", SHOULD, REGISTRY, "DS-024")
                    .title("HEAD of a blob has Content-Length")
                    .impact("Clients cannot plan a download in parts, nor tell a layer from an empty answer.")
                    .drive(BLOB_PAIR)
                    .judge(each(
                            "HEAD of blobs that the registry answers itself",
                            (e, t) -> Pairs.isHead(e) && Pairs.isOfBlob(e) && e.status() == 200,
                            (head, t, findings) -> findings.require(
                                    Traffic.field(head, "Content-Length").isPresent(),
                                    head,
                                    "Content-Length",
                                    "present",
                                    "absent"))),
            check("parity/head-states-the-size-of-the-blob", MUST, REGISTRY, "DS-024")
                    .title("The Content-Length of HEAD is the size that the blob has")
                    .impact("Clients that compare it with the descriptor do not take the blob for the one they want.")
                    .drive(BLOB_PAIR)
                    .judge(each(
                            "HEAD with Content-Length of blobs whose size is known",
                            (e, t) -> Pairs.isHead(e)
                                    && Pairs.isOfBlob(e)
                                    && e.status() == 200
                                    && !Traffic.isCoded(e)
                                    && Traffic.field(e, "Content-Length").isPresent()
                                    && Pairs.blobSize(e, t).isPresent(),
                            (head, t, findings) -> {
                                var size = Long.toString(Pairs.blobSize(head, t).getAsLong());
                                var stated =
                                        Traffic.field(head, "Content-Length").orElseThrow();
                                findings.require(stated.equals(size), head, "Content-Length", size, stated);
                            })),
            check("parity/head-of-a-blob-has-the-type-of-get", SHOULD, REGISTRY, "HT-26")
                    .title("HEAD and GET of a blob have the same Content-Type")
                    .impact("Whoever looks first sees another kind of content than comes then.")
                    .drive(BLOB_PAIR)
                    .judge(each(
                            PAIRS,
                            (e, t) -> Pairs.isHead(e)
                                    && Pairs.isOfBlob(e)
                                    && e.status() == 200
                                    && Pairs.get(e, t)
                                            .filter(get -> get.status() == 200)
                                            .isPresent(),
                            (head, t, findings) -> {
                                var expected = typeOf(Pairs.get(head, t).orElseThrow());
                                findings.require(
                                        typeOf(head).equals(expected),
                                        head,
                                        "Content-Type of HEAD",
                                        expected + ", as for GET",
                                        typeOf(head));
                            })),
            check("parity/digest-of-a-tag-is-served", MUST, REGISTRY, "DS-011")
                    .title("The manifest whose digest a tag's answer states is served under that digest")
                    .impact("Clients that pin what they resolved cannot pull it.")
                    .drive(TAG_THEN_DIGEST)
                    .judge(each(
                            "requests by a digest that a tag's answer stated",
                            (e, t) -> Pairs.isPlain(e) && Pairs.tagOf(e, t).isPresent(),
                            (answer, t, findings) -> findings.requireStatus(200, answer))),
            check("parity/type-of-a-digest-is-that-of-its-tag", SHOULD, REGISTRY, "DS-009")
                    .title("A manifest has the same Content-Type by its digest as by its tag")
                    .impact("What was resolved as a list is read as an image, or the other way round.")
                    .drive(TAG_THEN_DIGEST)
                    .judge(each(
                            "answers by a digest that a tag's answer stated",
                            (e, t) -> Pairs.isPlain(e)
                                    && e.status() == 200
                                    && Pairs.tagOf(e, t).isPresent(),
                            (answer, t, findings) -> {
                                var expected = typeOf(Pairs.tagOf(answer, t).orElseThrow());
                                findings.require(
                                        typeOf(answer).equals(expected),
                                        answer,
                                        "Content-Type",
                                        expected + ", as by tag",
                                        typeOf(answer));
                            })),
            check("parity/repeated-answers-agree", SHOULD, REGISTRY, "DS-009")
                    .title("The same question by digest is answered in the same way again")
                    .impact("Behind one name stand several registries that disagree: pulls fail now and then.")
                    .drive(probe -> {
                        for (int round = 0; round < 3; round++) {
                            probe.get(
                                    probe.sample()
                                            .manifestPath(
                                                    probe.sample().manifest().raw()),
                                    MODERN_LINES);
                        }
                    })
                    .judge(each(
                            "repeated questions by digest",
                            (e, t) -> e.request().isGet()
                                    && Pairs.isPlain(e)
                                    && Pairs.isOfManifest(e)
                                    && Pairs.askedDigest(e).isPresent()
                                    && e.status() == 200
                                    && Pairs.previousGet(e, t)
                                            .filter(earlier -> earlier.status() == 200)
                                            .isPresent(),
                            (answer, t, findings) -> {
                                var earlier = Pairs.previousGet(answer, t).orElseThrow();
                                findings.require(
                                        typeOf(answer).equals(typeOf(earlier)),
                                        answer,
                                        "Content-Type",
                                        typeOf(earlier) + ", as before",
                                        typeOf(answer));
                                var before = Pairs.digestField(earlier).orElse("absent");
                                var now = Pairs.digestField(answer).orElse("absent");
                                findings.require(now.equals(before), answer, HEADER, before + ", as before", now);
                            })));

    private ParityChecks() {}

    private static boolean isHeadOfUnknown(Exchange exchange) {
        return exchange.request().isHead()
                && Traffic.answered(exchange)
                && !Traffic.isPutOff(exchange)
                && exchange.status() < 500
                && Pairs.askedDigest(exchange).filter(UNKNOWN::equals).isPresent();
    }

    private static void requireSameStatus(Exchange head, Exchange get, Findings findings) {
        findings.require(
                head.status() == get.status(),
                head,
                "status of HEAD",
                get.status() + ", as for GET",
                Integer.toString(head.status()));
    }

    private static void requireDigest(Exchange head, Transcript transcript, Findings findings) {
        findings.require(Pairs.digestField(head).isPresent(), head, HEADER, "present", "absent");
    }

    private static boolean hasComparableDigest(Exchange exchange) {
        var asked = Pairs.askedDigest(exchange).flatMap(Digest::parseLeniently).map(Digest::algorithm);
        var stated = Pairs.digestField(exchange).flatMap(Digest::parseLeniently).map(Digest::algorithm);
        return asked.isPresent() && asked.equals(stated);
    }

    private static String typeOf(Exchange exchange) {
        return Traffic.contentType(exchange).map(MediaType::raw).orElse("absent");
    }
}
