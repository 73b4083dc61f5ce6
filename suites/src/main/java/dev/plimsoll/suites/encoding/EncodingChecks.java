package dev.plimsoll.suites.encoding;

import static dev.plimsoll.suites.check.Accept.MODERN_LINES;
import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Findings;
import dev.plimsoll.suites.check.Judgement;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Content codings: a digest is of what a client asked for, whatever was done to it on the way. */
public final class EncodingChecks {
    private static final Stimulus MANIFEST = manifest("gzip");
    private static final Stimulus BLOB = blob("gzip");

    public static final List<Check> ALL = List.of(
            check("encoding/manifest-is-plain-on-demand", SHOULD, REGISTRY, "HT-34")
                    .title("A manifest has no coding that the request does not take")
                    .impact("Clients that hash what they read refuse the manifest.")
                    .drive(manifest("identity"))
                    .judge(onlyWhatIsTaken((e, t) -> Traffic.isManifestAnswer(e))),
            check("encoding/blob-is-plain-on-demand", SHOULD, REGISTRY, "HT-34")
                    .title("A blob has no coding that the request does not take")
                    .impact("Clients that hash what they read refuse the blob.")
                    .drive(blob("identity"))
                    .judge(onlyWhatIsTaken(Traffic::isBlobAnswer)),
            check("encoding/nothing-is-coded-unasked", QUIRK, REGISTRY, "RV-04")
                    .title("Content comes without a coding to clients that say nothing of codings")
                    .impact("Simple clients, that leave out Accept-Encoding and hash what they read, refuse it.")
                    .drive(probe -> {
                        probe.get(probe.sample().manifestPath(), MODERN_LINES);
                        probe.get(
                                probe.sample().blobPath(probe.sample().config().digest()),
                                HeaderFields.of("Accept", "*/*"));
                    })
                    .judge(each(
                            "content for requests without Accept-Encoding",
                            (e, t) -> isContent(e, t) && !Codings.areOffered(e),
                            (answer, t, findings) -> findings.require(
                                    Codings.of(answer).isEmpty(),
                                    answer,
                                    "Content-Encoding",
                                    "absent",
                                    String.join(", ", Codings.of(answer))))),
            check("encoding/blob-is-not-coded", QUIRK, REGISTRY, "RV-04")
                    .title("A blob comes without a coding, even if the request takes gzip")
                    .impact("Its length is not the descriptor's, ranges are of something else, and layers are packed"
                            + " twice.")
                    .drive(BLOB)
                    .judge(each(
                            "complete blobs for requests that take gzip",
                            (e, t) -> Traffic.isBlobAnswer(e, t) && Codings.isTaken(e, "gzip"),
                            (answer, t, findings) -> findings.require(
                                    Codings.of(answer).isEmpty(),
                                    answer,
                                    "Content-Encoding",
                                    "absent",
                                    String.join(", ", Codings.of(answer))))),
            check("encoding/coding-of-a-blob-is-true", MUST, REGISTRY, "DS-016")
                    .title("A blob that is said to be gzip has its digest once it is unpacked")
                    .impact("Libraries that unpack by themselves hand on other bytes, which every client refuses.")
                    .drive(BLOB)
                    .judge(each(
                            "blobs with Content-Encoding: gzip whose bytes are known",
                            (e, t) -> Traffic.isBlobAnswer(e, t)
                                    && Traffic.requestedBlob(e, t)
                                            .filter(digest -> digest.startsWith("sha256:"))
                                            .isPresent()
                                    && isKnown(e, Traffic.requestedBlob(e, t).orElseThrow()),
                            (answer, t, findings) -> requireContent(
                                    answer, Traffic.requestedBlob(answer, t).orElseThrow(), findings))),
            check("encoding/coding-of-a-manifest-is-true", MUST, REGISTRY, "DS-011")
                    .title("A manifest by digest that is said to be gzip has its digest once it is unpacked")
                    .impact("Libraries that unpack by themselves hand on other bytes, which every client refuses.")
                    .drive(MANIFEST)
                    .judge(each(
                            "manifests by digest with Content-Encoding: gzip whose bytes are known",
                            (e, t) -> Traffic.isManifestAnswer(e)
                                    && !isSchema1(e)
                                    && asked(e).filter(digest -> isKnown(e, digest))
                                            .isPresent(),
                            (answer, t, findings) ->
                                    requireContent(answer, asked(answer).orElseThrow(), findings))),
            check("encoding/coding-has-its-name", QUIRK, REGISTRY, "HT-35")
                    .title("A coding is named by the name that is registered for it")
                    .impact("Docker did not know x-gzip, and refused layers that came with it.")
                    .drive(BLOB)
                    .judge(each(
                            "content with a coding",
                            (e, t) -> isContent(e, t) && !Codings.of(e).isEmpty(),
                            (answer, t, findings) -> findings.require(
                                    Codings.of(answer).stream().noneMatch(coding -> coding.startsWith("x-")),
                                    answer,
                                    "Content-Encoding",
                                    "such as gzip",
                                    String.join(", ", Codings.of(answer))))),
            check("encoding/coded-answer-varies", SHOULD, REGISTRY, "HT-23")
                    .title("Where Accept-Encoding decides how a manifest comes, Vary says so")
                    .impact("A cache hands a coded manifest to a client that cannot read it.")
                    .drive(MANIFEST)
                    .judge(each(
                            "manifests with a coding",
                            (e, t) -> Traffic.isManifestAnswer(e)
                                    && !Codings.of(e).isEmpty(),
                            (answer, t, findings) -> findings.require(
                                    answer.response().stream()
                                            .flatMap(response -> response.fields().listMembers("Vary").stream())
                                            .anyMatch(name ->
                                                    name.equalsIgnoreCase("Accept-Encoding") || name.equals("*")),
                                    answer,
                                    "Vary",
                                    "Accept-Encoding",
                                    Traffic.field(answer, "Vary").orElse("absent")))));

    private EncodingChecks() {}

    private static Stimulus manifest(String coding) {
        return probe -> probe.get(
                probe.sample().manifestPath(probe.sample().manifest().raw()),
                MODERN_LINES.and("Accept-Encoding", coding));
    }

    private static Stimulus blob(String coding) {
        var fields = HeaderFields.of("Accept", "*/*", "Accept-Encoding", coding);
        return probe -> {
            var answer =
                    probe.get(probe.sample().blobPath(probe.sample().config().digest()), fields);
            answer.redirectTarget().ifPresent(target -> probe.get(target.raw(), fields));
        };
    }

    private static Judgement onlyWhatIsTaken(BiPredicate<Exchange, Transcript> isMeant) {
        return each(
                "content for requests with Accept-Encoding",
                (e, t) -> isMeant.test(e, t) && Codings.areOffered(e),
                (answer, t, findings) -> Codings.of(answer).stream()
                        .filter(coding -> !Codings.isTaken(answer, coding))
                        .forEach(coding -> findings.add(
                                answer,
                                "Content-Encoding",
                                "absent, or one of " + answer.request().fields().listMembers("Accept-Encoding"),
                                coding)));
    }

    private static boolean isContent(Exchange exchange, Transcript transcript) {
        return Traffic.isManifestAnswer(exchange) || Traffic.isBlobAnswer(exchange, transcript);
    }

    private static boolean isSchema1(Exchange answer) {
        return Traffic.contentType(answer).filter(type -> type.isSchema1()).isPresent();
    }

    private static Optional<String> asked(Exchange exchange) {
        return Traffic.manifestRequest(exchange)
                .map(Endpoint.Manifest::reference)
                .filter(reference -> reference.startsWith("sha256:"));
    }

    /** Whether the body shows one or the other: it has the digest as it is, or all of it can be unpacked. */
    private static boolean isKnown(Exchange answer, String digest) {
        return !Codings.of(answer).isEmpty()
                && (hasItAsItIs(answer, digest)
                        || Codings.digestOfContent(answer).isPresent());
    }

    private static boolean hasItAsItIs(Exchange answer, String digest) {
        return Codings.digestOfBytes(answer)
                .filter(real -> real.raw().equals(digest))
                .isPresent();
    }

    private static void requireContent(Exchange answer, String digest, Findings findings) {
        var content = Codings.digestOfContent(answer);
        findings.require(
                !hasItAsItIs(answer, digest)
                        && content.filter(real -> real.raw().equals(digest)).isPresent(),
                answer,
                "digest of what Content-Encoding says is packed",
                digest,
                hasItAsItIs(answer, digest)
                        ? "that of the bytes as they came"
                        : content.orElseThrow().raw());
    }
}
