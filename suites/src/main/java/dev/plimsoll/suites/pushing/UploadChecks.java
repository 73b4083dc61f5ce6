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

/** How clients send blobs, in one request or in several. */
public final class UploadChecks {
    private static final String CONTINUED = "requests that go on with an upload whose beginning was seen";

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
            check("pushing/client-tries-to-mount", QUIRK, CLIENT, "DS-050")
                    .title("The client tries to mount a blob that it met in another repository of the registry")
                    .impact("A base image's layers are sent with every image that is built on it.")
                    .judge(each(
                            "blobs that were uploaded and had been met in another repository",
                            (e, t) -> Sessions.isUpload(e)
                                    && e.status() == 201
                                    && mounted(e).isEmpty()
                                    && isMetElsewhere(e, t),
                            (upload, t, findings) -> findings.require(
                                    Course.before(upload, t)
                                            .anyMatch(
                                                    earlier -> mounted(earlier).equals(Sessions.digest(upload))),
                                    upload,
                                    "what came before the upload",
                                    "an attempt to mount "
                                            + Sessions.digest(upload).orElseThrow(),
                                    "none"))),
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

    /** Whether the registry showed that it has the blob in another repository. */
    private static boolean isMetElsewhere(Exchange upload, Transcript transcript) {
        var digest = Sessions.digest(upload).orElse("");
        return Course.before(upload, transcript)
                .filter(earlier -> earlier.request()
                        .url()
                        .origin()
                        .equals(upload.request().url().origin()))
                .anyMatch(earlier -> earlier.request().endpoint() instanceof Endpoint.Blob blob
                        ? blob.digest().equals(digest)
                                && !blob.name().equals(Sessions.repository(upload))
                                && (earlier.status() == 200
                                        || earlier.redirectTarget().isPresent())
                        : Sessions.isUpload(earlier)
                                && earlier.status() == 201
                                && !Sessions.repository(earlier).equals(Sessions.repository(upload))
                                && Sessions.digest(earlier).orElse("").equals(digest));
    }

    private static boolean isQuestion(Exchange earlier, String digest) {
        return (earlier.request().isHead()
                        && earlier.request().endpoint() instanceof Endpoint.Blob blob
                        && blob.digest().equals(digest))
                || mounted(earlier).filter(digest::equals).isPresent();
    }
}
