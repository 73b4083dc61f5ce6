package dev.plimsoll.suites.pushing;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Course;
import java.util.List;
import java.util.Optional;

/** How clients send blobs. */
public final class UploadChecks {
    private static final String CONTINUED = "requests that go on with an upload whose beginning was seen";
    private static final String CHUNKS = "chunks with a Content-Range";

    public static final List<Check> ALL = List.of(
            check("pushing/client-takes-the-location-as-it-is", SHOULD, CLIENT, "DS-031")
                    .title("The client goes on with an upload at the Location that it was given, and makes up none")
                    .impact("Uploads fail at registries whose sessions are elsewhere.")
                    .judge(each(
                            "requests for an upload session that an answer had named",
                            (e, t) -> isContinued(e) && named(e, t).isPresent(),
                            (request, t, findings) -> {
                                var place = named(request, t).orElseThrow();
                                findings.require(
                                        Sessions.isAt(request, place),
                                        request,
                                        "path of the upload",
                                        place.path() + ", as Location said",
                                        request.request().url().path());
                            })),
            check("pushing/client-keeps-the-query-of-the-location", SHOULD, CLIENT, "DS-031")
                    .title("The client keeps the parameters of an upload's Location when it adds its own")
                    .impact("The registry does not find the state of the session, which is in them.")
                    .judge(each(
                            CONTINUED + ", at a Location with a query",
                            (e, t) -> isContinued(e)
                                    && Sessions.previous(e, t)
                                            .flatMap(Sessions::place)
                                            .filter(place -> place.query().isPresent())
                                            .isPresent(),
                            (request, t, findings) -> findings.require(
                                    places(request, t).stream().anyMatch(place -> Sessions.hasQuery(request, place)),
                                    request,
                                    "query of the upload",
                                    "all parameters of a Location",
                                    "not all of them"))),
            check("pushing/client-takes-the-newest-location", SHOULD, CLIENT, "DS-041")
                    .title("The client goes on at the newest Location of an upload")
                    .impact("The registry takes the request for one that came late.")
                    .judge(each(
                            CONTINUED + ", and whose place had changed",
                            (e, t) -> superseding(e, t).isPresent() || isAtNewest(e, t),
                            (request, t, findings) -> superseding(request, t)
                                    .ifPresent(newer -> findings.add(
                                            request,
                                            "place of the upload",
                                            "the Location of exchange " + newer.id(),
                                            "the one before it")))),
            check("pushing/client-begins-chunks-with-an-empty-post", MUST, CLIENT, "DS-036")
                    .title("The POST that begins an upload in chunks has Content-Length: 0")
                    .impact("Proxies and registries wait for a body, or answer 411.")
                    .judge(each(
                            "POST requests over HTTP/1.1 whose upload went on in chunks",
                            (e, t) -> Sessions.isMethod(e, "POST")
                                    && Sessions.isUpload(e)
                                    && e.request().version().equals("HTTP/1.1")
                                    && Sessions.of(e, t).stream().anyMatch(UploadChecks::isChunk),
                            (post, t, findings) -> findings.require(
                                    post.request().fields().contentLength().orElse(-1) == 0,
                                    post,
                                    "Content-Length",
                                    "0",
                                    post.request()
                                            .fields()
                                            .first("Content-Length")
                                            .orElse("absent")))),
            check("pushing/client-states-chunks-by-first-and-last-byte", MUST, CLIENT, "DS-039")
                    .title("The Content-Range of a chunk is its first and its last byte, and nothing besides")
                    .impact("Registries answer 416, or put the chunk in the wrong place.")
                    .judge(each(CHUNKS, (e, t) -> isChunk(e), (chunk, t, findings) -> {
                        var stated =
                                chunk.request().fields().first("Content-Range").orElse("");
                        var range = Sessions.range(chunk);
                        var size = Sessions.size(chunk);
                        findings.require(
                                range.isPresent()
                                        && (size.isEmpty() || range.get()[1] - range.get()[0] + 1 == size.getAsLong()),
                                chunk,
                                "Content-Range",
                                "first-last, both inclusive"
                                        + (size.isPresent() ? ", of " + size.getAsLong() + " bytes" : ""),
                                stated);
                    })),
            check("pushing/client-sends-chunks-in-order", MUST, CLIENT, "DS-039")
                    .title("Chunks come in order, the first of them from byte 0")
                    .impact("The registry answers 416 and the upload begins anew, or the blob is wrong.")
                    .judge(each(
                            CHUNKS + " of an upload whose beginning was seen",
                            (e, t) -> isChunk(e)
                                    && Sessions.range(e).isPresent()
                                    && expectedStart(e, t).isPresent(),
                            (chunk, t, findings) -> {
                                long expected = expectedStart(chunk, t).orElseThrow();
                                long first = Sessions.range(chunk).orElseThrow()[0];
                                findings.require(
                                        first == expected,
                                        chunk,
                                        "first byte of the chunk",
                                        Long.toString(expected),
                                        Long.toString(first));
                            })),
            check("pushing/client-closes-with-the-digest", MUST, CLIENT, "DS-043")
                    .title("The PUT that closes an upload has the digest of the whole blob")
                    .impact("The registry cannot verify what it got, and refuses it.")
                    .judge(each(
                            "PUT requests that close an upload",
                            (e, t) -> Sessions.isMethod(e, "PUT") && Sessions.isUpload(e),
                            (put, t, findings) -> findings.require(
                                    Sessions.digest(put)
                                            .flatMap(Digest::parseLeniently)
                                            .isPresent(),
                                    put,
                                    "digest",
                                    "the blob's, in the query",
                                    Sessions.digest(put).orElse("absent")))),
            check("pushing/client-digest-is-the-bodys", MUST, CLIENT, "DS-033")
                    .title("A blob that is sent in one request has the digest and the length that the request states")
                    .impact("The registry refuses it after all of it was sent.")
                    .judge(each(
                            "blobs sent in one request whose body was measured",
                            (e, t) ->
                                    isWhole(e, t) && e.request().body().sha256().isPresent(),
                            (request, t, findings) -> {
                                var digest = Sessions.digest(request).orElseThrow();
                                var real = request.request().body().sha256().orElseThrow();
                                findings.require(
                                        !digest.startsWith("sha256:")
                                                || real.raw().equals(digest),
                                        request,
                                        "digest",
                                        real.raw() + ", the body's",
                                        digest);
                                findings.require(
                                        request.request()
                                                        .fields()
                                                        .contentLength()
                                                        .isPresent()
                                                || request.request().version().startsWith("HTTP/2"),
                                        request,
                                        "Content-Length",
                                        Long.toString(
                                                request.request().body().size().orElse(0)),
                                        "absent");
                            })),
            check("pushing/client-goes-on-with-put", SHOULD, CLIENT, "DS-034")
                    .title("Where a registry does not take a blob with the POST, the client sends it by PUT")
                    .impact("Nothing can be pushed to registries that know two steps only.")
                    .judge(each(
                            "POST requests with a digest answered 202",
                            (e, t) -> Sessions.isMethod(e, "POST")
                                    && Sessions.digest(e).isPresent()
                                    && Sessions.place(e).isPresent(),
                            (post, t, findings) -> findings.require(
                                    !Sessions.of(post, t).isEmpty(),
                                    post,
                                    "next request of the upload",
                                    "PUT at the Location",
                                    "none"))),
            check("pushing/client-sends-what-was-not-mounted", MUST, CLIENT, "DS-086")
                    .title("Where a registry does not mount a blob, the client uploads it")
                    .impact("The manifest names a blob that is not there.")
                    .judge(each(
                            "mounts answered 202, after which the client put a manifest with the blob",
                            (e, t) -> mounted(e).isPresent()
                                    && e.status() == 202
                                    && Sessions.manifestsAfter(e, t)
                                            .anyMatch(
                                                    put -> names(put, mounted(e).orElseThrow())),
                            (post, t, findings) -> findings.require(
                                    Sessions.uploaded(Sessions.repository(post), t)
                                                    .contains(mounted(post).orElseThrow())
                                            || !Sessions.of(post, t).isEmpty(),
                                    post,
                                    "upload of " + mounted(post).orElseThrow(),
                                    "in the session that the registry opened",
                                    "none"))),
            check("pushing/client-cancels-what-it-gives-up", SHOULD, CLIENT, "DS-048")
                    .title("The client cancels an upload that it gives up")
                    .impact("The storage fills with halves of layers.")
                    .judge(each(
                            "uploads with content that were not closed when the client put its manifest",
                            (e, t) -> isGivenUp(e, t),
                            (post, t, findings) -> findings.require(
                                    Sessions.of(post, t).stream()
                                            .anyMatch(request -> Sessions.isMethod(request, "DELETE")),
                                    post,
                                    "end of the upload",
                                    "DELETE of the session",
                                    "none"))),
            check("pushing/client-announces-the-algorithm", SHOULD, CLIENT, "DS-037")
                    .title("The client says at the beginning of an upload that its digest is not sha256")
                    .impact("The registry hashes all of the blob once more at the end, or refuses it.")
                    .judge(each(
                            "uploads in chunks that were closed with another digest than sha256",
                            (e, t) -> Sessions.isMethod(e, "PUT")
                                    && otherAlgorithm(e).isPresent()
                                    && Sessions.beginning(e, t)
                                            .filter(post -> Sessions.of(post, t).stream()
                                                    .anyMatch(request -> Sessions.isMethod(request, "PATCH")))
                                            .isPresent(),
                            (put, t, findings) -> {
                                var post = Sessions.beginning(put, t).orElseThrow();
                                var algorithm = otherAlgorithm(put).orElseThrow();
                                findings.require(
                                        post.request()
                                                .url()
                                                .parameter("digest-algorithm")
                                                .equals(Optional.of(algorithm)),
                                        post,
                                        "digest-algorithm",
                                        algorithm,
                                        post.request()
                                                .url()
                                                .parameter("digest-algorithm")
                                                .orElse("absent"));
                            })),
            check("pushing/client-asks-before-it-sends", QUIRK, CLIENT, "DS-022")
                    .title("The client asks by HEAD whether a blob is there before it sends it")
                    .impact("Layers that the registry has are sent again.")
                    .judge(each(
                            "blobs that were uploaded",
                            (e, t) -> Sessions.isUpload(e)
                                    && e.status() == 201
                                    && mounted(e).isEmpty()
                                    && Sessions.digest(e).isPresent(),
                            (upload, t, findings) -> {
                                var digest = Sessions.digest(upload).orElseThrow();
                                findings.require(
                                        Course.before(upload, t).anyMatch(earlier -> isQuestion(earlier, digest)),
                                        upload,
                                        "what came before the upload",
                                        "HEAD of the blob, or a mount",
                                        "neither");
                            })));

    private UploadChecks() {}

    private static boolean isContinued(Exchange exchange) {
        return Sessions.isUpload(exchange)
                && (Sessions.isMethod(exchange, "PATCH") || Sessions.isMethod(exchange, "PUT"));
    }

    private static boolean isChunk(Exchange exchange) {
        return Sessions.isUpload(exchange)
                && Sessions.isMethod(exchange, "PATCH")
                && exchange.request().fields().contains("Content-Range");
    }

    /** The place of the session that a request is for: the same path, or one with the same name of the session. */
    private static Optional<HttpUrl> named(Exchange request, Transcript transcript) {
        var path = request.request().url().path();
        var session = path.substring(path.lastIndexOf('/') + 1);
        var places = Course.before(request, transcript)
                .flatMap(earlier -> Sessions.place(earlier).stream())
                .filter(place -> !session.isEmpty()
                        && (place.path().equals(path) || place.path().endsWith("/" + session)))
                .toList();
        return places.stream()
                .filter(place -> place.path().equals(path))
                .findFirst()
                .or(() -> places.stream().findFirst());
    }

    private static List<HttpUrl> places(Exchange request, Transcript transcript) {
        return Course.before(request, transcript)
                .flatMap(earlier -> Sessions.place(earlier).stream())
                .filter(place -> Sessions.isAt(request, place))
                .toList();
    }

    /** The answer that had sent the session elsewhere before this request went to its old place. */
    private static Optional<Exchange> superseding(Exchange request, Transcript transcript) {
        if (!isContinued(request)) {
            return Optional.empty();
        }
        var here = places(request, transcript).stream()
                .filter(place -> Sessions.hasQuery(request, place))
                .toList();
        return Course.before(request, transcript)
                .filter(earlier -> isContinued(earlier) && earlier.status() == 202)
                .filter(earlier -> here.stream()
                        .anyMatch(place -> Sessions.isAt(earlier, place) && Sessions.hasQuery(earlier, place)))
                .filter(earlier -> Sessions.place(earlier)
                        .filter(next -> here.stream().noneMatch(place -> isSame(place, next)))
                        .isPresent())
                .filter(earlier -> Course.after(earlier, transcript)
                        .takeWhile(later -> later.id() != request.id())
                        .flatMap(later -> Sessions.place(later).stream())
                        .noneMatch(place -> here.stream().anyMatch(old -> isSame(old, place))))
                .reduce((first, second) -> second);
    }

    private static boolean isAtNewest(Exchange request, Transcript transcript) {
        return isContinued(request)
                && Sessions.previous(request, transcript)
                        .filter(earlier -> isContinued(earlier)
                                && Sessions.place(earlier)
                                        .filter(place -> !isSame(place, url(earlier)))
                                        .isPresent())
                        .isPresent();
    }

    private static HttpUrl url(Exchange exchange) {
        return exchange.request().url();
    }

    private static boolean isSame(HttpUrl one, HttpUrl other) {
        return one.target().equals(other.target());
    }

    /** Where a chunk has to begin: after the one before it, if that was taken. */
    private static Optional<Long> expectedStart(Exchange chunk, Transcript transcript) {
        return Sessions.previous(chunk, transcript)
                .flatMap(earlier -> Sessions.isMethod(earlier, "POST")
                        ? Optional.of(0L)
                        : Sessions.isMethod(earlier, "PATCH")
                                ? Sessions.range(earlier).map(range -> range[1] + 1)
                                : Optional.empty());
    }

    /** Whether all of a blob is in this request: with the POST, or with the PUT that comes next. */
    private static boolean isWhole(Exchange exchange, Transcript transcript) {
        long size = exchange.request().body().size().orElse(0);
        return Sessions.isUpload(exchange)
                && Sessions.digest(exchange).isPresent()
                && size > 0
                && (exchange.request().fields().contentLength().orElse(size) == size)
                && (Sessions.isMethod(exchange, "POST")
                        || (Sessions.isMethod(exchange, "PUT")
                                && Sessions.previous(exchange, transcript)
                                        .filter(earlier -> Sessions.isMethod(earlier, "POST"))
                                        .isPresent()));
    }

    private static Optional<String> mounted(Exchange exchange) {
        return Sessions.isUpload(exchange) && Sessions.isMethod(exchange, "POST")
                ? exchange.request().url().parameter("mount")
                : Optional.empty();
    }

    private static boolean names(Exchange put, String digest) {
        return put.request()
                .body()
                .bytes()
                .filter(body -> body.asText().contains('"' + digest + '"'))
                .isPresent();
    }

    private static boolean isGivenUp(Exchange post, Transcript transcript) {
        if (!Sessions.isMethod(post, "POST") || Sessions.place(post).isEmpty()) {
            return false;
        }
        var requests = Sessions.of(post, transcript);
        return requests.stream().anyMatch(request -> Sessions.isMethod(request, "PATCH"))
                && requests.stream().noneMatch(request -> Sessions.isMethod(request, "PUT"))
                && Sessions.manifestsAfter(post, transcript).findAny().isPresent();
    }

    private static Optional<String> otherAlgorithm(Exchange put) {
        return Sessions.digest(put)
                .flatMap(Digest::parseLeniently)
                .map(Digest::algorithm)
                .filter(algorithm -> !algorithm.equals("sha256"));
    }

    private static boolean isQuestion(Exchange earlier, String digest) {
        return (earlier.request().isHead()
                        && earlier.request().endpoint() instanceof Endpoint.Blob blob
                        && blob.digest().equals(digest))
                || mounted(earlier).filter(digest::equals).isPresent();
    }
}
