package dev.plimsoll.suites.pulling;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Judgements.observe;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;

import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.ImageIndex;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Course;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How clients get from a tag to an image. */
public final class PullingChecks {
    public static final List<Check> ALL = List.of(
            check("pulling/client-way-to-the-manifest", QUIRK, CLIENT, "DS-011")
                    .title("How the client comes to the manifest of a tag: by GET, or by HEAD and GET of the digest")
                    .impact("HEAD costs a round trip more, and is not counted as a pull by some registries.")
                    .judge(observe(
                            "requests for manifests by tag",
                            (e, t) -> isRead(e) && isByTag(e) && Traffic.answered(e),
                            requests -> requests.stream()
                                    .map(request -> request.request().method())
                                    .distinct()
                                    .collect(Collectors.joining(" and ", "the tag by ", "")))),
            check("pulling/client-blobs-at-once", QUIRK, CLIENT, "DS-016")
                    .title("How many blobs the client fetches at once")
                    .impact("One after the other, the slowest part of a pull takes the sum of all of them.")
                    .judge(observe(
                            "timed answers with blobs",
                            PullingChecks::isTimedBlob,
                            blobs -> "up to " + atOnce(blobs) + " of " + blobs.size() + " at once")),
            check("pulling/client-fetches-once", QUIRK, CLIENT, "DS-016")
                    .title("The client does not fetch again what it has got by digest")
                    .impact("Traffic and time are spent twice, and quotas count it.")
                    .judge(each(
                            "complete answers with content by digest",
                            (e, t) -> isWhole(e) && content(e, t).isPresent(),
                            (answer, t, findings) -> Course.after(answer, t)
                                    .filter(later ->
                                            isWhole(later) && content(later, t).equals(content(answer, t)))
                                    .filter(later -> isSameClient(answer, later))
                                    .findFirst()
                                    .ifPresent(again -> findings.add(
                                            again,
                                            "GET of " + content(answer, t).orElseThrow(),
                                            "once: it came whole in exchange " + answer.id(),
                                            "again")))),
            check("pulling/client-revalidates", QUIRK, CLIENT, "HT-06")
                    .title("The client that asks for a tag again sends If-None-Match with the ETag that it has")
                    .impact("A manifest that did not change is sent again, and may count as a pull.")
                    .judge(each(
                            "repeated GETs of a manifest by tag that came with an ETag",
                            (e, t) -> e.request().isGet()
                                    && isByTag(e)
                                    && Course.before(e, t).anyMatch(earlier -> isTagged(earlier, e)),
                            (request, t, findings) -> findings.require(
                                    request.request().fields().contains("If-None-Match"),
                                    request,
                                    "If-None-Match",
                                    "the ETag of the earlier answer",
                                    "absent"))),
            check("pulling/client-takes-the-first-match", SHOULD, CLIENT, "IS-10")
                    .title("Of the entries of an index for the same platform the client takes the first")
                    .impact("Two clients that ask for the same tag on the same machine get different images.")
                    .judge(each(
                            "manifests of which an index lists several for their platform",
                            (e, t) -> e.request().isGet()
                                    && alternatives(e, t).findAny().isPresent(),
                            (request, t, findings) -> {
                                var first = alternatives(request, t).findFirst().orElseThrow();
                                findings.require(
                                        first.digest().raw().equals(reference(request))
                                                || t.stream()
                                                        .anyMatch(other -> reference(other)
                                                                .equals(first.digest()
                                                                        .raw())),
                                        request,
                                        "manifest taken for " + first.platform().orElseThrow(),
                                        first.digest().raw() + ", the first in the index",
                                        reference(request));
                            })),
            check("pulling/client-falls-back-from-head", MUST, CLIENT, "DS-086")
                    .title("The client asks by GET where a registry does not know HEAD of manifests")
                    .impact("Nothing can be pulled from registries with a part of the API.")
                    .judge(each(
                            "HEAD requests for manifests answered 405 or 501",
                            (e, t) -> e.request().isHead()
                                    && Traffic.manifestRequest(e).isPresent()
                                    && (e.status() == 405 || e.status() == 501),
                            (head, t, findings) -> findings.require(
                                    Course.after(head, t)
                                            .anyMatch(later -> later.request().isGet()
                                                    && later.request()
                                                            .url()
                                                            .path()
                                                            .equals(head.request()
                                                                    .url()
                                                                    .path())),
                                    head,
                                    "next request for the manifest",
                                    "GET",
                                    "none"))),
            check("pulling/client-turns-to-foreign-urls", SHOULD, CLIENT, "RV-12")
                    .title("The client asks the URLs of a foreign layer where the registry does not have it")
                    .impact("Images with layers that may not be redistributed cannot be pulled.")
                    .judge(each(
                            "layers with URLs that the registry answered 404 for",
                            (e, t) -> Traffic.isBlobRequest(e)
                                    && e.status() == 404
                                    && !foreign(e, t).isEmpty(),
                            (missing, t, findings) -> findings.require(
                                    t.stream()
                                            .anyMatch(other -> foreign(missing, t)
                                                    .contains(other.request()
                                                            .url()
                                                            .raw())),
                                    missing,
                                    "requests for the layer",
                                    "one to a URL of its descriptor",
                                    "to the registry alone"))));

    private PullingChecks() {}

    private static boolean isRead(Exchange exchange) {
        return exchange.request().isGet() || exchange.request().isHead();
    }

    private static boolean isByTag(Exchange exchange) {
        return Traffic.manifestRequest(exchange)
                .filter(request -> !request.byDigest())
                .isPresent();
    }

    private static String reference(Exchange exchange) {
        return Traffic.manifestRequest(exchange)
                .map(Endpoint.Manifest::reference)
                .orElse("");
    }

    private static boolean isTimedBlob(Exchange exchange, Transcript transcript) {
        return Traffic.isBlobAnswer(exchange, transcript)
                && Course.end(exchange).isPresent();
    }

    /** The greatest number of answers that were under way when one of them began. */
    private static long atOnce(List<Exchange> blobs) {
        return blobs.stream()
                .map(blob -> blob.timing().started().orElseThrow())
                .mapToLong(moment -> blobs.stream()
                        .filter(other -> !other.timing().started().orElseThrow().isAfter(moment)
                                && Course.end(other).orElseThrow().isAfter(moment))
                        .count())
                .max()
                .orElse(0);
    }

    /** What was asked for by digest, at whichever place: a blob, or a manifest by digest. */
    private static Optional<String> content(Exchange exchange, Transcript transcript) {
        return exchange.request().isGet()
                ? Traffic.requestedBlob(exchange, transcript)
                        .or(() -> Optional.of(reference(exchange)).filter(text -> text.indexOf(':') > 0))
                : Optional.empty();
    }

    /** Whether all of it came; a body that nobody kept is taken to have come. */
    private static boolean isWhole(Exchange exchange) {
        return exchange.status() == 200
                && exchange.response()
                        .filter(response -> response.end() == BodyEnd.COMPLETE)
                        .isPresent();
    }

    private static boolean isSameClient(Exchange first, Exchange second) {
        return first.request()
                .fields()
                .first("User-Agent")
                .equals(second.request().fields().first("User-Agent"));
    }

    private static boolean isTagged(Exchange earlier, Exchange request) {
        return Traffic.isManifestAnswer(earlier)
                && earlier.request().url().equals(request.request().url())
                && Traffic.field(earlier, "ETag").isPresent()
                && isSameClient(earlier, request);
    }

    /** The entries for the same platform, in their order, of an index that lists what is asked for; none if it is alone. */
    private static Stream<Descriptor> alternatives(Exchange request, Transcript transcript) {
        var asked = reference(request);
        for (var index : indexes(request, transcript)) {
            var entry = index.manifests().stream()
                    .filter(child -> child.digest().raw().equals(asked))
                    .findFirst();
            if (entry.isPresent() && entry.get().platform().isPresent()) {
                var same = index.manifests().stream()
                        .filter(child -> child.platform().equals(entry.get().platform()))
                        .filter(child -> child.mediaType().sameAs(entry.get().mediaType()))
                        .toList();
                return same.size() > 1 && isRunnable(entry.get()) ? same.stream() : Stream.empty();
            }
        }
        return Stream.empty();
    }

    /** Attestations are listed for a platform that is none, and belong to an image each. */
    private static boolean isRunnable(Descriptor entry) {
        return entry.platform()
                .filter(platform -> !platform.os().equals("unknown"))
                .isPresent();
    }

    private static List<ImageIndex> indexes(Exchange request, Transcript transcript) {
        return Course.before(request, transcript)
                .flatMap(earlier -> Traffic.manifest(earlier).stream())
                .filter(ImageIndex.class::isInstance)
                .map(ImageIndex.class::cast)
                .toList();
    }

    private static List<String> foreign(Exchange request, Transcript transcript) {
        return Traffic.requestedBlob(request, transcript)
                .flatMap(digest -> Traffic.describedBefore(request, transcript, digest))
                .map(Descriptor::urls)
                .orElse(List.of());
    }
}
