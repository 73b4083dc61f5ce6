package dev.plimsoll.suites.negotiation;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Judgements.observe;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.ImageIndex;
import dev.plimsoll.model.oci.ImageManifest;
import dev.plimsoll.model.oci.Manifest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Accept;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** List or single manifest, and who asked for which. */
public final class NegotiationChecks {
    private static final String MANIFESTS = "manifests that can be read";
    private static final Stimulus BY_TAG = probe -> probe.get(probe.sample().manifestPath(), Accept.MODERN_LINES);
    private static final Stimulus BY_TAG_AND_DIGEST = probe -> {
        probe.get(probe.sample().manifestPath(), Accept.MODERN_LINES);
        probe.get(probe.sample().manifestPath(probe.sample().manifest().raw()), Accept.MODERN_LINES);
    };

    public static final List<Check> ALL = List.of(
            check("negotiation/list-only-if-accepted", MUST, REGISTRY, "RV-08")
                    .title("A list or index by tag goes only to clients that accept one")
                    .impact("A client that knows single manifests alone cannot read the answer.")
                    .drive(probe -> probe.get(probe.sample().manifestPath(), Accept.SINGLE_LINES))
                    .judge(each(
                            "requests by tag that name manifest types but no list",
                            (e, t) -> Traffic.isReadableManifest(e)
                                    && byTag(e)
                                    && Accept.namesManifestTypes(e)
                                    && !Accept.takes(e, MediaType.DOCKER_MANIFEST_LIST)
                                    && !Accept.takes(e, MediaType.OCI_INDEX),
                            (answer, t, findings) -> findings.require(
                                    Traffic.manifest(answer)
                                            .filter(ImageIndex.class::isInstance)
                                            .isEmpty(),
                                    answer,
                                    "kind of manifest",
                                    "a single manifest, since the request accepts no list",
                                    "a list"))),
            check("negotiation/answer-is-accepted", SHOULD, REGISTRY, "RV-07")
                    .title("The Content-Type of a manifest is one that the request accepts")
                    .impact("The client meets a document that it said it cannot read.")
                    .drive(BY_TAG_AND_DIGEST)
                    .judge(each(
                            "manifest answers to requests that name manifest types",
                            (e, t) -> Traffic.isManifestAnswer(e)
                                    && Accept.namesManifestTypes(e)
                                    && Traffic.contentType(e).isPresent(),
                            (answer, t, findings) -> {
                                var type = Traffic.contentType(answer).orElseThrow();
                                findings.require(
                                        Accept.takes(answer, type),
                                        answer,
                                        "Content-Type",
                                        "one of "
                                                + Accept.types(answer).stream()
                                                        .map(MediaType::raw)
                                                        .collect(Collectors.joining(", ")),
                                        type.raw());
                            })),
            check("negotiation/content-type-is-the-documents", SHOULD, REGISTRY, "DS-009")
                    .title("The Content-Type of a manifest is the mediaType that the document states")
                    .impact("Clients that compare the two refuse the manifest.")
                    .drive(BY_TAG_AND_DIGEST)
                    .judge(each(
                            "manifests that state their mediaType",
                            (e, t) -> stated(e).isPresent(),
                            (answer, t, findings) -> findings.require(
                                    Traffic.contentType(answer)
                                            .filter(type ->
                                                    type.sameAs(stated(answer).orElseThrow()))
                                            .isPresent(),
                                    answer,
                                    "Content-Type",
                                    stated(answer).orElseThrow().raw(),
                                    Traffic.contentType(answer)
                                            .map(MediaType::raw)
                                            .orElse("absent")))),
            check("negotiation/content-type-has-no-parameters", SHOULD, REGISTRY, "DS-008")
                    .title("The Content-Type of a manifest has no parameters")
                    .impact("Clients that compare the whole value take the manifest for an unknown type.")
                    .drive(BY_TAG_AND_DIGEST)
                    .judge(each(
                            "manifest answers with a Content-Type",
                            (e, t) -> Traffic.isManifestAnswer(e)
                                    && Traffic.contentType(e).isPresent(),
                            (answer, t, findings) -> findings.require(
                                    !Traffic.contentType(answer).orElseThrow().hasParameters(),
                                    answer,
                                    "Content-Type",
                                    "no parameters",
                                    Traffic.contentType(answer).orElseThrow().raw()))),
            check("negotiation/manifest-is-well-formed", MUST, REGISTRY, "IS-01")
                    .title("A manifest is what its type says: schemaVersion, members and descriptors")
                    .impact("No client can use the image.")
                    .drive(BY_TAG_AND_DIGEST)
                    .judge(each(
                            "manifest answers whose body is at hand",
                            (e, t) -> ManifestProblem.isJudged(e),
                            (answer, t, findings) -> ManifestProblem.of(answer)
                                    .ifPresent(problem -> findings.add(
                                            answer, "manifest", "a well-formed document of its type", problem)))),
            check("negotiation/media-type-is-stated", SHOULD, REGISTRY, "IS-02")
                    .title("A manifest states its own mediaType")
                    .impact("Where the Content-Type is lost, a mirror or client must guess what the bytes are.")
                    .drive(BY_TAG_AND_DIGEST)
                    .judge(each(
                            MANIFESTS,
                            (e, t) -> Traffic.manifest(e)
                                    .filter(m -> m instanceof ImageIndex || m instanceof ImageManifest)
                                    .isPresent(),
                            (answer, t, findings) -> findings.require(
                                    stated(answer).isPresent(), answer, "mediaType", "stated", "absent"))),
            check("negotiation/index-children-have-a-platform", SHOULD, REGISTRY, "IS-11")
                    .title("Every image in a list says which platform it is for")
                    .impact("A client on that platform does not find its image, or takes a wrong one.")
                    .drive(BY_TAG)
                    .judge(each(
                            "lists and indexes",
                            (e, t) -> index(e).isPresent(),
                            (answer, t, findings) -> index(answer).orElseThrow().manifests().stream()
                                    .filter(child -> child.mediaType().isImageManifest())
                                    .forEach(child -> findings.require(
                                            child.platform().isPresent(),
                                            answer,
                                            "platform of " + child.digest().abbreviated(),
                                            "architecture and os",
                                            "absent")))),
            check("negotiation/child-is-served", SHOULD, REGISTRY, "DS-011")
                    .title("A manifest that a list names is served under its digest")
                    .impact("The tag resolves, but the image behind it is gone.")
                    .drive(BY_TAG_AND_DIGEST)
                    .judge(each(
                            "requests for a manifest that a list names",
                            (e, t) -> e.request().isGet()
                                    && Traffic.answered(e)
                                    && !Traffic.isPutOff(e)
                                    && listed(e, t).isPresent(),
                            (answer, t, findings) -> findings.require(
                                    answer.status() == 200,
                                    answer,
                                    "status",
                                    "200, since the list names the manifest",
                                    Integer.toString(answer.status())))),
            check("negotiation/answer-without-accept", QUIRK, REGISTRY, "RV-13")
                    .title("What a registry answers for a tag to a client that sends no Accept")
                    .impact("Scripts with curl and old clients get what the registry thinks best: see which.")
                    .drive(probe -> probe.get(probe.sample().manifestPath(), HeaderFields.none()))
                    .judge(observe(
                            "requests by tag without Accept",
                            (e, t) -> e.request().isGet()
                                    && byTag(e)
                                    && Traffic.answered(e)
                                    && !Traffic.isPutOff(e)
                                    && Accept.types(e).isEmpty(),
                            NegotiationChecks::kinds)),
            check("negotiation/answer-to-wildcard", QUIRK, REGISTRY, "RV-13")
                    .title("What a registry answers for a tag to a client that accepts */* alone")
                    .impact("HTTP libraries send this by default; some registries then say that the tag is unknown.")
                    .drive(probe -> probe.get(probe.sample().manifestPath(), HeaderFields.of("Accept", "*/*")))
                    .judge(observe(
                            "requests by tag that accept */* alone",
                            (e, t) -> e.request().isGet()
                                    && byTag(e)
                                    && Traffic.answered(e)
                                    && !Traffic.isPutOff(e)
                                    && Accept.types(e).equals(List.of(new MediaType("*/*"))),
                            NegotiationChecks::kinds)),
            check("negotiation/head-agrees-with-get", MUST, REGISTRY, "DS-024")
                    .title("HEAD of a manifest tells the size and type that GET then has")
                    .impact("Clients that size up the manifest first fail when the body differs.")
                    .drive(probe -> {
                        probe.head(probe.sample().manifestPath(), Accept.MODERN_LINES);
                        probe.get(probe.sample().manifestPath(), Accept.MODERN_LINES);
                    })
                    .judge(each(
                            "pairs of HEAD and GET of a manifest with the same Accept and Accept-Encoding",
                            (e, t) -> isManifestHead(e) && sameGet(e, t).isPresent(),
                            (head, t, findings) -> {
                                var get = sameGet(head, t).orElseThrow();
                                var stated = Traffic.field(head, "Content-Length");
                                int size = Traffic.body(get).orElseThrow().size();
                                findings.require(
                                        stated.equals(Optional.of(Integer.toString(size))),
                                        head,
                                        "Content-Length of HEAD",
                                        size + ", the size of the body that GET has",
                                        stated.orElse("absent"));
                                findings.require(
                                        Traffic.contentType(head).equals(Traffic.contentType(get)),
                                        head,
                                        "Content-Type of HEAD",
                                        Traffic.contentType(get)
                                                .map(MediaType::raw)
                                                .orElse("absent, as for GET"),
                                        Traffic.contentType(head)
                                                .map(MediaType::raw)
                                                .orElse("absent"));
                            })),
            check("negotiation/client-names-what-it-reads", SHOULD, CLIENT, "DS-007")
                    .title("The client names the manifest types that it can read in Accept")
                    .impact("The registry has to guess, and may answer with schema 1 or with 404.")
                    .judge(each(
                            "requests for manifests",
                            (e, t) -> Traffic.manifestRequest(e).isPresent()
                                    && (e.request().isGet() || e.request().isHead()),
                            (request, t, findings) -> findings.require(
                                    Accept.namesManifestTypes(request),
                                    request,
                                    "Accept",
                                    "at least one manifest type",
                                    Accept.types(request).isEmpty()
                                            ? "absent"
                                            : Accept.types(request).toString()))),
            check("negotiation/client-takes-lists", SHOULD, CLIENT, "IS-08")
                    .title("The client accepts lists and indexes, and takes its image from them by digest")
                    .impact("Images for several platforms cannot be pulled.")
                    .judge(each(
                            "lists that a client was sent by tag, labelled as such",
                            (e, t) -> index(e).filter(list -> !list.manifests().isEmpty())
                                            .isPresent()
                                    && Traffic.contentType(e)
                                            .filter(MediaType::isIndex)
                                            .isPresent()
                                    && byTag(e),
                            (answer, t, findings) -> findings.require(
                                    isTakenFrom(index(answer).orElseThrow(), t),
                                    answer,
                                    "what the client asks for next",
                                    "one of the manifests in the list, by digest",
                                    "none of them"))));

    private NegotiationChecks() {}

    private static boolean byTag(Exchange exchange) {
        return Traffic.manifestRequest(exchange)
                .filter(request -> !request.byDigest())
                .isPresent();
    }

    private static Optional<MediaType> stated(Exchange exchange) {
        return Traffic.manifest(exchange).flatMap(Manifest::statedMediaType);
    }

    private static Optional<ImageIndex> index(Exchange exchange) {
        return Traffic.manifest(exchange).filter(ImageIndex.class::isInstance).map(ImageIndex.class::cast);
    }

    /** The descriptor in an earlier list of what is asked for by digest. */
    private static Optional<Descriptor> listed(Exchange exchange, Transcript transcript) {
        return Traffic.manifestRequest(exchange)
                .filter(Endpoint.Manifest::byDigest)
                .flatMap(request -> transcript
                        .before(exchange)
                        .flatMap(earlier -> index(earlier).stream())
                        .flatMap(index -> index.manifests().stream())
                        .filter(child -> child.digest().raw().equals(request.reference()))
                        .findFirst());
    }

    /** Whether somebody asked for one of the list's manifests; perhaps even before the list was asked for again. */
    private static boolean isTakenFrom(ImageIndex list, Transcript transcript) {
        var children = Traffic.names(list).toList();
        return transcript.stream()
                .flatMap(exchange -> Traffic.manifestRequest(exchange).stream())
                .anyMatch(request -> children.contains(request.reference()));
    }

    private static boolean isManifestHead(Exchange exchange) {
        return exchange.request().isHead()
                && exchange.status() == 200
                && Traffic.manifestRequest(exchange).isPresent();
    }

    private static Optional<Exchange> sameGet(Exchange head, Transcript transcript) {
        return transcript.stream()
                .filter(Traffic::isReadableManifest)
                .filter(get -> get.request().url().equals(head.request().url())
                        && Accept.types(get).equals(Accept.types(head))
                        && codings(get).equals(codings(head)))
                .findFirst();
    }

    /** What {@code Accept-Encoding} takes: GET with gzip is answered otherwise than HEAD without, and rightly. */
    private static List<String> codings(Exchange exchange) {
        return exchange.request().fields().listMembers("Accept-Encoding").stream()
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .toList();
    }

    private static String kinds(List<Exchange> answers) {
        return answers.stream()
                .map(answer -> answer.status() + " "
                        + Traffic.contentType(answer)
                                .map(type -> type.essence().raw())
                                .orElse("without Content-Type"))
                .distinct()
                .collect(Collectors.joining("; "));
    }
}
