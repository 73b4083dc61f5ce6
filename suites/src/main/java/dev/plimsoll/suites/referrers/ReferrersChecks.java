package dev.plimsoll.suites.referrers;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;
import static dev.plimsoll.suites.check.Writes.orRefusal;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.FILTER;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.LIST;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.NONE;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.UNKNOWN;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.filter;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.isAnswer;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.isApplied;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.isDigest;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.isListed;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.isReadable;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.isRequest;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.isWhole;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.listedPushes;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.mayRefer;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.pushed;

import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Listed;
import dev.plimsoll.suites.check.Traffic;
import dev.plimsoll.suites.check.Workspace;
import dev.plimsoll.suites.check.Writes;
import java.util.List;
import java.util.stream.Stream;

/** Lists of what refers to a manifest. */
public final class ReferrersChecks {
    static final String APPLIED = "OCI-Filters-Applied";

    static final List<Check> ALL_OF_LISTS = List.of(
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
                                    isApplied(answer), answer, APPLIED, "artifactType", "absent or another")))));

    /** All checks of the topic. */
    public static final List<Check> ALL =
            Stream.of(ALL_OF_LISTS, SubjectsChecks.ALL).flatMap(List::stream).toList();

    private ReferrersChecks() {}
}
