package dev.plimsoll.suites.requests;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Judgements.observe;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.suites.check.Accept;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Course;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What clients write into their requests. */
public final class RequestsChecks {
    private static final String MANIFESTS = "requests for manifests that name manifest types";

    public static final List<Check> ALL = List.of(
            check("requests/client-names-a-valid-repository", MUST, CLIENT, "DS-004")
                    .title("The name in a request follows the grammar of repository names")
                    .impact("Registries refuse the name, or two of them read it differently.")
                    .judge(each(
                            "requests that name a repository",
                            (e, t) -> repository(e).isPresent(),
                            (request, t, findings) -> {
                                var name = repository(request).orElseThrow();
                                findings.require(
                                        Reference.isRepositoryName(name),
                                        request,
                                        "repository",
                                        "lower-case letters, digits and separators, in parts between slashes",
                                        name);
                            })),
            check("requests/client-names-a-valid-digest", MUST, CLIENT, "DS-005")
                    .title("What is asked for by digest is asked for by a digest that follows the grammar")
                    .impact("A digest that is none cannot be verified, and may be a path.")
                    .judge(each(
                            "requests for content by digest",
                            (e, t) -> digest(e).isPresent(),
                            (request, t, findings) -> {
                                var digest = digest(request).orElseThrow();
                                findings.require(
                                        Digest.parseLeniently(digest).isPresent(),
                                        request,
                                        "digest",
                                        "algorithm:encoded, as in sha256 with 64 lower-case hexadecimal digits",
                                        digest);
                            })),
            check("requests/client-names-a-valid-tag", MUST, CLIENT, "DS-006")
                    .title("What is asked for by tag is asked for by a tag of up to 128 characters of the grammar")
                    .impact("The registry answers with an error that hides the mistyped reference.")
                    .judge(each(
                            "requests for manifests by tag", (e, t) -> tag(e).isPresent(), (request, t, findings) -> {
                                var tag = tag(request).orElseThrow();
                                findings.require(
                                        Reference.isTag(tag),
                                        request,
                                        "tag",
                                        "up to 128 letters, digits, underscores, points and hyphens",
                                        tag);
                            })),
            check("requests/client-accepts-docker-and-oci", QUIRK, CLIENT, "DS-007")
                    .title("The client accepts manifests and lists of Docker's and of OCI's types")
                    .impact("Strict registries answer 404 for an image of the other family.")
                    .judge(each(
                            "requests for manifests by tag that name manifest types",
                            (e, t) -> isRead(e) && tag(e).isPresent() && Accept.namesManifestTypes(e),
                            (request, t, findings) -> findings.require(
                                    missing(request).isEmpty(),
                                    request,
                                    "Accept",
                                    "Docker's and OCI's manifest, list and index",
                                    "not " + String.join(", ", missing(request))))),
            check("requests/client-accept-shape", QUIRK, CLIENT, "DS-007")
                    .title("The shape of Accept: one line or several, with weights or without")
                    .impact("Some registries read the first line alone, or trip over weights.")
                    .judge(observe(
                            MANIFESTS,
                            (e, t) ->
                                    isRead(e) && Traffic.manifestRequest(e).isPresent() && Accept.namesManifestTypes(e),
                            requests -> requests.stream()
                                    .map(RequestsChecks::shape)
                                    .distinct()
                                    .collect(Collectors.joining("; ")))),
            check("requests/client-states-its-host", MUST, CLIENT, "HT-01")
                    .title("An HTTP/1.1 request has one Host, and it is that of the URL")
                    .impact("Virtual hosts and proxies answer 400, or send the request to somebody else.")
                    .judge(each(
                            "HTTP/1.1 requests",
                            (e, t) -> e.request().version().equals("HTTP/1.1")
                                    && Course.isOfARegistry(e, t)
                                    && t.stream().anyMatch(other -> isSeenOnTheWire(other, e)),
                            (request, t, findings) -> {
                                var hosts = request.request().fields().all("Host");
                                var origin = request.request().url().origin();
                                findings.require(
                                        hosts.size() == 1 && isHost(hosts.get(0), origin),
                                        request,
                                        "Host",
                                        origin.authority(),
                                        hosts.isEmpty() ? "absent" : String.join(" and ", hosts));
                            })),
            check("requests/client-names-itself", SHOULD, CLIENT, "HT-02")
                    .title("The client says in User-Agent what it is")
                    .impact("Operators cannot tell who floods them; some registries refuse requests without it.")
                    .judge(each(
                            "requests to registries and their token services",
                            (e, t) -> Course.isOfARegistry(e, t)
                                    && !e.request().fields().lines().isEmpty(),
                            (request, t, findings) -> findings.require(
                                    request.request()
                                            .fields()
                                            .first("User-Agent")
                                            .filter(agent -> !agent.isBlank())
                                            .isPresent(),
                                    request,
                                    "User-Agent",
                                    "the client's name and version",
                                    "absent"))),
            check("requests/client-asks-for-blobs-as-they-are", QUIRK, CLIENT, "HT-03")
                    .title("The client does not offer to take blobs with a content coding")
                    .impact("Where a proxy compresses, length and digest of the answer are not the blob's.")
                    .judge(each("requests for blobs", (e, t) -> Traffic.isBlobRequest(e), (request, t, findings) -> {
                        var codings = request.request().fields().listMembers("Accept-Encoding");
                        findings.require(
                                codings.stream().allMatch(RequestsChecks::isIdentity),
                                request,
                                "Accept-Encoding",
                                "identity, or absent",
                                String.join(", ", codings));
                    })),
            check("requests/client-keeps-connections", QUIRK, CLIENT, "HT-04")
                    .title("The client does not close its connection to a server that it asks again")
                    .impact("Every request pays for TCP and TLS anew: two or three round trips.")
                    .judge(each(
                            "requests to a server that was asked something else later",
                            (e, t) -> !e.request().version().startsWith("HTTP/2")
                                    && Course.isOfARegistry(e, t)
                                    && Course.after(e, t)
                                            .anyMatch(
                                                    later -> origin(later).equals(origin(e)) && isSameClient(later, e)),
                            (request, t, findings) -> findings.require(
                                    request.request().fields().listMembers("Connection").stream()
                                            .noneMatch("close"::equalsIgnoreCase),
                                    request,
                                    "Connection",
                                    "kept open for the next request",
                                    "close"))),
            check("requests/client-sends-no-body-with-get", SHOULD, CLIENT, "HT-05")
                    .title("GET and HEAD have no body")
                    .impact("Proxies close the connection or answer 400.")
                    .judge(each(
                            "GET and HEAD requests to registries",
                            (e, t) -> isRead(e) && Course.isOfARegistry(e, t),
                            (request, t, findings) -> {
                                var fields = request.request().fields();
                                findings.require(
                                        fields.contentLength().orElse(0) == 0 && !fields.contains("Transfer-Encoding"),
                                        request,
                                        "body of the request",
                                        "none",
                                        fields.first("Content-Length")
                                                .map(length -> length + " bytes")
                                                .orElse("one in chunks"));
                            })),
            check("requests/client-needs-no-docker-header", SHOULD, CLIENT, "DS-002")
                    .title("The client does not need Docker-Distribution-API-Version to go on with the API")
                    .impact("Registries that follow OCI alone are taken for registries of 2013.")
                    .judge(each(
                            "answers to /v2/ without the header, after which the client went on",
                            (e, t) -> Traffic.isPing(e)
                                    && (e.status() == 200 || e.status() == 401)
                                    && Traffic.field(e, "Docker-Distribution-API-Version")
                                            .isEmpty()
                                    && Course.after(e, t).anyMatch(later -> isContent(later, e) || isFirst(later, e)),
                            (answer, t, findings) -> findings.require(
                                    Course.after(answer, t).noneMatch(later -> isFirst(later, answer)),
                                    answer,
                                    "what the client asked for next",
                                    "something of /v2/",
                                    "/v1/"))),
            check("requests/client-pings-once", QUIRK, CLIENT, "DS-091")
                    .title("The client asks for /v2/ once")
                    .impact("Each ping is a round trip, and counts where requests are limited.")
                    .judge(each(
                            "answers to /v2/",
                            (e, t) -> Traffic.isPing(e) && (e.status() == 200 || e.status() == 401),
                            (answer, t, findings) -> Course.after(answer, t)
                                    .filter(later -> Traffic.isPing(later)
                                            && isSameClient(later, answer)
                                            && origin(later).equals(origin(answer))
                                            && later.request().credentials()
                                                    == answer.request().credentials())
                                    .findFirst()
                                    .ifPresent(again -> findings.add(
                                            again,
                                            "GET /v2/",
                                            "once, as its answer was known from exchange " + answer.id(),
                                            "again")))),
            check("requests/client-sends-ranges-only-for-a-part", QUIRK, CLIENT, "DS-021")
                    .title("The client asks for a range only where it wants a part")
                    .impact("Registries without ranges refuse a request that they could answer in full.")
                    .judge(each(
                            "requests for blobs with a range",
                            (e, t) -> e.request().isGet()
                                    && e.request().fields().contains("Range")
                                    && Traffic.requestedBlob(e, t).isPresent(),
                            (request, t, findings) -> {
                                var range = request.request()
                                        .fields()
                                        .first("Range")
                                        .orElse("");
                                findings.require(
                                        !range.replace(" ", "").equalsIgnoreCase("bytes=0-"),
                                        request,
                                        "Range",
                                        "absent, or a part of the blob",
                                        range);
                            })));

    private RequestsChecks() {}

    private static boolean isRead(Exchange exchange) {
        return exchange.request().isGet() || exchange.request().isHead();
    }

    private static boolean isSameClient(Exchange first, Exchange second) {
        return first.request()
                .fields()
                .first("User-Agent")
                .equals(second.request().fields().first("User-Agent"));
    }

    /** A client that writes down its own requests does so before Host is added; who has it nowhere did that. */
    private static boolean isSeenOnTheWire(Exchange other, Exchange request) {
        return other.request().fields().contains("Host") && isSameClient(other, request);
    }

    private static Origin origin(Exchange exchange) {
        return exchange.request().url().origin();
    }

    /** The name that a request is for; what is escaped is left to the registry. */
    private static Optional<String> repository(Exchange exchange) {
        var endpoint = exchange.request().endpoint();
        Optional<String> name = Optional.empty();
        if (endpoint instanceof Endpoint.Manifest manifest) {
            name = Optional.of(manifest.name());
        } else if (endpoint instanceof Endpoint.Blob blob) {
            name = Optional.of(blob.name());
        } else if (endpoint instanceof Endpoint.Upload upload) {
            name = Optional.of(upload.name());
        } else if (endpoint instanceof Endpoint.Tags tags) {
            name = Optional.of(tags.name());
        } else if (endpoint instanceof Endpoint.Referrers referrers) {
            name = Optional.of(referrers.name());
        }
        return name.filter(RequestsChecks::isPlain);
    }

    private static Optional<String> digest(Exchange exchange) {
        var endpoint = exchange.request().endpoint();
        Optional<String> digest = Optional.empty();
        if (endpoint instanceof Endpoint.Manifest manifest && manifest.byDigest()) {
            digest = Optional.of(manifest.reference());
        } else if (endpoint instanceof Endpoint.Blob blob) {
            digest = Optional.of(blob.digest());
        } else if (endpoint instanceof Endpoint.Referrers referrers) {
            digest = Optional.of(referrers.digest());
        }
        return digest.filter(RequestsChecks::isPlain);
    }

    private static Optional<String> tag(Exchange exchange) {
        return Traffic.manifestRequest(exchange)
                .filter(request -> !request.byDigest())
                .map(Endpoint.Manifest::reference)
                .filter(RequestsChecks::isPlain);
    }

    private static boolean isPlain(String text) {
        return text.indexOf('%') < 0;
    }

    private static List<String> missing(Exchange request) {
        var missing = new TreeSet<String>();
        for (var type : List.of(
                MediaType.DOCKER_MANIFEST,
                MediaType.DOCKER_MANIFEST_LIST,
                MediaType.OCI_MANIFEST,
                MediaType.OCI_INDEX)) {
            if (!Accept.takes(request, type)) {
                missing.add(type.raw());
            }
        }
        return List.copyOf(missing);
    }

    private static String shape(Exchange request) {
        var lines = request.request().fields().all("Accept");
        boolean weighted = lines.stream().anyMatch(line -> line.matches(".*;\\s*[qQ]\\s*=.*"));
        return (lines.size() == 1 ? "one line" : lines.size() + " lines")
                + " of " + Accept.types(request).size() + " types, "
                + (weighted ? "with weights" : "without weights");
    }

    /** A recorder in front of a registry may be asked by its own name or address, which says nothing of the client. */
    private static boolean isHost(String host, Origin origin) {
        var stated = host.strip().toLowerCase(Locale.ROOT);
        return stated.equals(origin.authority())
                || stated.equals(origin.host() + ":" + origin.port())
                || stated.matches("localhost(:.*)?|\\[.*|[0-9.]+(:.*)?");
    }

    private static boolean isIdentity(String coding) {
        return coding.split(";", 2)[0].strip().equalsIgnoreCase("identity") || coding.matches(".*;\\s*q=0(\\.0*)?");
    }

    private static boolean isContent(Exchange later, Exchange ping) {
        return origin(later).equals(origin(ping)) && repository(later).isPresent();
    }

    /** Whether a request is for the API's first version, which had no digests. */
    private static boolean isFirst(Exchange later, Exchange ping) {
        return origin(later).equals(origin(ping))
                && later.request().url().path().startsWith("/v1/");
    }
}
