package dev.plimsoll.suites.referrers;

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
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Listed;
import dev.plimsoll.suites.check.ManifestDraft;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import dev.plimsoll.suites.check.Workspace;
import dev.plimsoll.suites.check.Writes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists of what refers to a manifest, and what the push of a referrer is answered with. */
public final class ReferrersChecks {
    private static final String SUBJECT = "OCI-Subject";
    private static final String APPLIED = "OCI-Filters-Applied";
    private static final String TYPE = "application/vnd.plimsoll.sbom.v1";
    private static final String OTHER_TYPE = "application/vnd.plimsoll.signature.v1";

    /** The sha256 digest of nothing that anybody stores: 64 zeros. */
    private static final String UNKNOWN = "sha256:" + "0".repeat(64);

    /** An image and three things that refer to it, of all the kinds that lists treat differently. */
    private static final Stimulus LIST = probe -> list(Workspace.of(probe), "");

    private static final Stimulus FILTER = probe -> list(Workspace.of(probe), "?artifactType=" + TYPE);
    private static final Stimulus NONE = probe -> {
        var workspace = Workspace.of(probe);
        workspace.tagged("alone");
        workspace.get(workspace.referrersPath(UNKNOWN));
    };

    public static final List<Check> ALL = List.of(
            check("referrers/answers-200", MUST, REGISTRY, "DS-071")
                    .title("A registry that lists referrers does so for every manifest, and never with 404")
                    .impact("Clients fall back to the tag schema, and miss what the registry knows.")
                    .writes(probe -> {
                        LIST.drive(probe);
                        var workspace = Workspace.of(probe);
                        workspace.get(workspace.referrersPath(UNKNOWN));
                    })
                    .judge(orRefusal(each(
                            "requests for referrers to a registry that lists them",
                            (e, t) -> isRequest(e)
                                    && Writes.isVerdict(e)
                                    && isDigest(e)
                                    && isListed(e, t)
                                    && Writes.present(e, t).findAny().isPresent(),
                            (answer, t, findings) -> findings.requireStatus(200, answer)))),
            check("referrers/malformed-digest-is-400", MUST, REGISTRY, "DS-072")
                    .title("A request for the referrers of something that is no digest is answered with 400")
                    .impact("Clients take their own mistake for a registry without the feature.")
                    .writes(probe -> {
                        NONE.drive(probe);
                        var workspace = Workspace.of(probe);
                        workspace.get(workspace.referrersPath("sha256:bad"));
                    })
                    .judge(orRefusal(each(
                            "requests for the referrers of something that is no digest, to a registry that lists them",
                            (e, t) -> isRequest(e) && Writes.isVerdict(e) && !isDigest(e) && isListed(e, t),
                            (answer, t, findings) -> findings.requireStatus(400, answer)))),
            check("referrers/answer-is-an-index", MUST, REGISTRY, "DS-073")
                    .title("A list of referrers is an image index")
                    .impact("Clients cannot read the list.")
                    .writes(LIST)
                    .judge(orRefusal(each(
                            "lists of referrers whose body is at hand",
                            (e, t) -> isAnswer(e) && Traffic.body(e).isPresent(),
                            (answer, t, findings) -> findings.require(
                                    ReferrerList.of(answer).isPresent(),
                                    answer,
                                    "body",
                                    "an image index",
                                    Traffic.excerpt(answer))))),
            check("referrers/content-type-is-index", MUST, REGISTRY, "DS-073")
                    .title("A list of referrers has the Content-Type of an image index")
                    .impact("Clients that read by the type do not know what it is.")
                    .writes(LIST)
                    .judge(orRefusal(each(
                            "lists of referrers",
                            (e, t) -> isAnswer(e),
                            (answer, t, findings) -> findings.require(
                                    Traffic.contentType(answer)
                                            .filter(MediaType.OCI_INDEX::sameAs)
                                            .isPresent(),
                                    answer,
                                    "Content-Type",
                                    MediaType.OCI_INDEX.raw(),
                                    Traffic.field(answer, "Content-Type").orElse("absent"))))),
            check("referrers/pushed-referrer-is-listed", MUST, REGISTRY, "DS-088")
                    .title("A manifest with a subject is listed once it has been pushed")
                    .impact("Signatures and attestations are not found: images count as unsigned.")
                    .writes(LIST)
                    .judge(orRefusal(each(
                            "whole lists of referrers after referrers were pushed",
                            (e, t) ->
                                    isReadable(e) && isWhole(e) && !pushed(e, t).isEmpty(),
                            (answer, t, findings) -> {
                                var listed = ReferrerList.of(answer).orElseThrow();
                                pushed(answer, t).stream()
                                        .map(push -> Writes.digest(push).orElseThrow())
                                        .filter(digest -> listed.entry(digest).isEmpty())
                                        .distinct()
                                        .forEach(digest ->
                                                findings.add(answer, "manifests", "with " + digest, "without it"));
                            }))),
            check("referrers/artifact-type-is-the-manifests", MUST, REGISTRY, "DS-074")
                    .title("An entry's artifactType is the manifest's, or else its config's type, or else absent")
                    .impact("Clients that look for signatures by their type find none.")
                    .writes(LIST)
                    .judge(orRefusal(each(
                            "lists of referrers that were pushed before",
                            (e, t) -> isReadable(e) && listedPushes(e, t) > 0,
                            (answer, t, findings) -> {
                                var listed = ReferrerList.of(answer).orElseThrow();
                                for (var push : pushed(answer, t)) {
                                    var digest = Writes.digest(push).orElseThrow();
                                    var expected = ReferrerList.artifactType(
                                            Writes.manifest(push).orElseThrow());
                                    listed.entry(digest)
                                            .filter(entry ->
                                                    !entry.artifactType().equals(expected))
                                            .ifPresent(entry -> findings.add(
                                                    answer,
                                                    "artifactType of " + digest,
                                                    expected.orElse("absent"),
                                                    entry.artifactType().orElse("absent")));
                                }
                            }))),
            check("referrers/annotations-are-the-manifests", MUST, REGISTRY, "DS-075")
                    .title("An entry has the annotations of the manifest")
                    .impact("Clients must fetch every referrer to find the one that they look for.")
                    .writes(LIST)
                    .judge(orRefusal(each(
                            "lists of referrers that were pushed before",
                            (e, t) -> isReadable(e) && listedPushes(e, t) > 0,
                            (answer, t, findings) -> {
                                var listed = ReferrerList.of(answer).orElseThrow();
                                for (var push : pushed(answer, t)) {
                                    var digest = Writes.digest(push).orElseThrow();
                                    var expected = ReferrerList.annotations(
                                            Writes.manifest(push).orElseThrow());
                                    listed.entry(digest)
                                            .filter(entry -> !entry.annotations()
                                                    .entrySet()
                                                    .containsAll(expected.entrySet()))
                                            .ifPresent(entry -> findings.add(
                                                    answer,
                                                    "annotations of " + digest,
                                                    expected + "",
                                                    entry.annotations() + ""));
                                }
                            }))),
            check("referrers/size-is-the-manifests", MUST, REGISTRY, "IS-12")
                    .title("An entry has the size and the type of the manifest")
                    .impact("Clients that check the size before the digest refuse the referrer.")
                    .writes(LIST)
                    .judge(orRefusal(each(
                            "lists of referrers that were pushed before",
                            (e, t) -> isReadable(e) && listedPushes(e, t) > 0,
                            (answer, t, findings) -> {
                                var listed = ReferrerList.of(answer).orElseThrow();
                                for (var push : pushed(answer, t)) {
                                    var manifest = Writes.manifest(push).orElseThrow();
                                    var expected = manifest.raw().size() + " bytes of "
                                            + manifest.mediaType().essence();
                                    listed.entry(Writes.digest(push).orElseThrow())
                                            .map(entry -> entry.size() + " bytes of " + entry.mediaType())
                                            .filter(actual -> !actual.equals(expected))
                                            .ifPresent(actual -> findings.add(answer, "entry", expected, actual));
                                }
                            }))),
            check("referrers/nothing-is-an-empty-list", MUST, REGISTRY, "DS-076")
                    .title("What nothing refers to has an empty list of referrers")
                    .impact("Clients take an image without signatures for a failure.")
                    .writes(NONE)
                    .judge(orRefusal(each(
                            "lists of the referrers of what nothing refers to",
                            (e, t) -> isAnswer(e)
                                    && Traffic.body(e).isPresent()
                                    && Writes.isWorkspace(e)
                                    && t.before(e).noneMatch(push -> mayRefer(push, e)),
                            (answer, t, findings) -> findings.require(
                                    ReferrerList.of(answer)
                                            .filter(list -> list.entries().isEmpty())
                                            .isPresent(),
                                    answer,
                                    "body",
                                    "an index with an empty array of manifests",
                                    Traffic.excerpt(answer))))),
            check("referrers/link-is-to-the-next", MUST, REGISTRY, "DS-077")
                    .title("The Link of a list of referrers follows RFC 5988 and has the relation next")
                    .impact("Clients cannot read where the rest of the list is, and miss signatures.")
                    .writes(LIST)
                    .judge(orRefusal(each(
                            "lists of referrers with a Link",
                            (e, t) -> isAnswer(e) && !Listed.links(e).isEmpty(),
                            (answer, t, findings) -> findings.require(
                                    Listed.nextUrl(answer).isPresent(),
                                    answer,
                                    "Link",
                                    "<URL>; rel=\"next\"",
                                    String.join(", ", Listed.links(answer)))))),
            check("referrers/filter-is-applied", SHOULD, REGISTRY, "DS-078")
                    .title("Referrers can be asked for by their artifactType")
                    .impact("Clients must go through all referrers of an image with many.")
                    .writes(FILTER)
                    .judge(orRefusal(each(
                            "lists of referrers of one artifactType",
                            (e, t) -> isAnswer(e) && filter(e).isPresent(),
                            (answer, t, findings) -> findings.require(
                                    isApplied(answer), answer, APPLIED, "artifactType", "absent or another")))),
            check("referrers/applied-filter-filters", MUST, REGISTRY, "DS-078")
                    .title("Where the filter is said to be applied, everything listed has that artifactType")
                    .impact("Clients take something else for the signature that they looked for.")
                    .writes(FILTER)
                    .judge(orRefusal(each(
                            "filtered lists of referrers",
                            (e, t) -> isReadable(e) && filter(e).isPresent() && isApplied(e),
                            (answer, t, findings) -> ReferrerList.of(answer).orElseThrow().entries().stream()
                                    .filter(entry -> !entry.artifactType().equals(filter(answer)))
                                    .forEach(entry -> findings.add(
                                            answer,
                                            "artifactType of " + entry.digest(),
                                            filter(answer).orElseThrow(),
                                            entry.artifactType().orElse("absent")))))),
            check("referrers/filtered-list-says-so", MUST, REGISTRY, "DS-078")
                    .title("A list of referrers from which others were left out says so in OCI-Filters-Applied")
                    .impact("Clients take the list for the whole one.")
                    .writes(FILTER)
                    .judge(orRefusal(each(
                            "lists of one artifactType from which others that were pushed are missing",
                            (e, t) -> isReadable(e)
                                    && filter(e).isPresent()
                                    && Listed.links(e).isEmpty()
                                    && listedPushes(e, t) > 0
                                    && listedPushes(e, t) < pushed(e, t).size(),
                            (answer, t, findings) -> findings.require(
                                    isApplied(answer), answer, APPLIED, "artifactType", "absent or another")))),
            check("referrers/subject-is-confirmed", MUST, REGISTRY, "DS-061")
                    .title("A registry that lists referrers confirms the subject of a push in OCI-Subject")
                    .impact("Clients maintain the list by themselves as well, and fail where they may not.")
                    .writes(LIST)
                    .judge(orRefusal(each(
                            "manifests with a subject, pushed to a registry that lists referrers",
                            (e, t) -> Writes.isTaken(e) && Writes.subject(e).isPresent() && isListed(e, t),
                            (answer, t, findings) -> {
                                var expected = Writes.subject(answer)
                                        .orElseThrow()
                                        .digest()
                                        .raw();
                                var stated = Traffic.field(answer, SUBJECT).orElse("absent");
                                findings.require(stated.equals(expected), answer, SUBJECT, expected, stated);
                            }))),
            check("referrers/subject-only-where-listed", QUIRK, REGISTRY, "DS-061")
                    .title("OCI-Subject is sent only by a registry that lists referrers")
                    .impact("Clients do not maintain the list themselves, and nobody finds the signature again.")
                    .writes(LIST)
                    .judge(orRefusal(each(
                            "manifests with a subject, pushed to a registry that was asked for referrers",
                            (e, t) -> Writes.isTaken(e)
                                    && Writes.subject(e).isPresent()
                                    && t.after(e)
                                            .anyMatch(later -> isRequest(later)
                                                    && Writes.isVerdict(later)
                                                    && isDigest(later)
                                                    && Writes.sameRepository(later, e)),
                            (answer, t, findings) -> findings.require(
                                    Traffic.field(answer, SUBJECT).isEmpty() || isListed(answer, t),
                                    answer,
                                    SUBJECT,
                                    "absent, since referrers are not listed",
                                    "present")))),
            check("referrers/absence-is-404", QUIRK, REGISTRY, "DS-071")
                    .title("A registry that lists no referrers answers with 404")
                    .impact("Clients do not fall back to the tag schema, and fail.")
                    .drive(probe -> probe.get(
                            "/v2/" + probe.sample().repository() + "/referrers/"
                                    + probe.sample().manifest(),
                            HeaderFields.of("Accept", MediaType.OCI_INDEX.raw())))
                    .judge(each(
                            "requests for the referrers of a manifest",
                            (e, t) -> isRequest(e)
                                    && isDigest(e)
                                    && e.status() < 500
                                    && e.status() != 401
                                    && e.status() != 403
                                    && e.status() != 429
                                    && e.status() != 304
                                    && !leadsToAList(e, t),
                            (answer, t, findings) -> findings.require(
                                    answer.status() == 404 || answer.status() == 200,
                                    answer,
                                    "status",
                                    "200 or 404",
                                    Integer.toString(answer.status())))));

    private ReferrersChecks() {}

    private static void list(Workspace workspace, String query) {
        var image = workspace.tagged("image");
        var subject = image.descriptor();
        var config = image.config();
        for (var referrer : List.of(
                ManifestDraft.image(config)
                        .subject(subject)
                        .artifactType(TYPE)
                        .annotated(Map.of("org.example.kind", "sbom", "org.example.order", "1")),
                ManifestDraft.image(Descriptor.of(new MediaType(OTHER_TYPE), config.digest(), config.size()))
                        .subject(subject),
                ManifestDraft.index().subject(subject).annotated(Map.of("org.example.kind", "index")))) {
            workspace.put(referrer.digest().raw(), referrer);
        }
        workspace.get(workspace.referrersPath(image.digest().raw()) + query);
    }

    private static boolean isRequest(Exchange exchange) {
        return exchange.request().isGet()
                && exchange.request().endpoint() instanceof Endpoint.Referrers
                && Traffic.answered(exchange);
    }

    private static boolean isAnswer(Exchange exchange) {
        return isRequest(exchange) && exchange.status() == 200;
    }

    private static boolean isReadable(Exchange exchange) {
        return isAnswer(exchange) && ReferrerList.of(exchange).isPresent();
    }

    private static String subject(Exchange request) {
        return ((Endpoint.Referrers) request.request().endpoint()).digest();
    }

    private static boolean isDigest(Exchange request) {
        return Digest.parseLeniently(subject(request)).isPresent();
    }

    /** Whether the registry listed referrers at least once, in whichever repository. */
    private static boolean isListed(Exchange exchange, Transcript transcript) {
        return transcript.stream()
                .anyMatch(e -> isReadable(e)
                        && e.request()
                                .url()
                                .origin()
                                .equals(exchange.request().url().origin()));
    }

    private static Optional<String> filter(Exchange request) {
        return request.request().url().parameter("artifactType");
    }

    private static boolean isApplied(Exchange answer) {
        return answer.response().stream()
                .flatMap(response -> response.fields().listMembers(APPLIED).stream())
                .anyMatch("artifactType"::equals);
    }

    private static boolean isWhole(Exchange answer) {
        return answer.request().url().query().isEmpty() && Listed.links(answer).isEmpty();
    }

    /** The pushes, taken and still valid, of manifests at hand that refer to what is asked for. */
    private static List<Exchange> pushed(Exchange request, Transcript transcript) {
        return Writes.present(request, transcript)
                .filter(push -> Writes.subject(push)
                        .filter(subject -> subject.digest().raw().equals(subject(request)))
                        .isPresent())
                .toList();
    }

    private static long listedPushes(Exchange answer, Transcript transcript) {
        var listed = ReferrerList.of(answer).orElseThrow();
        return pushed(answer, transcript).stream()
                .filter(push -> listed.entry(Writes.digest(push).orElseThrow()).isPresent())
                .count();
    }

    /** Whether something was pushed to the repository of {@code request} that may refer to what is asked for. */
    private static boolean mayRefer(Exchange push, Exchange request) {
        return push.request().method().equals("PUT")
                && push.request().endpoint() instanceof Endpoint.Manifest
                && Writes.sameRepository(push, request)
                && (Writes.manifest(push).isEmpty()
                        || Writes.subject(push)
                                .filter(subject -> subject.digest().raw().equals(subject(request)))
                                .isPresent());
    }

    /** Any answer may be a redirect, but one that leads to a page for people is no list. */
    private static boolean leadsToAList(Exchange answer, Transcript transcript) {
        return answer.redirectTarget().isPresent()
                && transcript
                        .followUpOf(answer)
                        .map(page -> Traffic.contentType(page)
                                .filter(type -> type.essence().raw().equals("text/html"))
                                .isEmpty())
                        .orElse(true);
    }
}
