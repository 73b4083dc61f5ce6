package dev.plimsoll.suites.pushing;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.Manifest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Course;
import dev.plimsoll.suites.check.Traffic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Upload sessions: each answer names the place of the next request by {@code Location}. */
final class Sessions {
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    private Sessions() {}

    static boolean isMethod(Exchange exchange, String method) {
        return exchange.request().method().equals(method);
    }

    static boolean isUpload(Exchange exchange) {
        return exchange.request().endpoint() instanceof Endpoint.Upload;
    }

    /** The digest that a request says it closes an upload with, or uploads all at once. */
    static Optional<String> digest(Exchange exchange) {
        return exchange.request().url().parameter("digest");
    }

    /** Where the answer says that the session goes on, if it is an upload's and says so. */
    static Optional<HttpUrl> place(Exchange answer) {
        if (!isUpload(answer) || (answer.status() != 202 && answer.status() != 204)) {
            return Optional.empty();
        }
        return Traffic.field(answer, "Location").flatMap(location -> {
            try {
                return Optional.of(answer.request().url().resolve(location));
            } catch (MalformedException e) {
                return Optional.empty();
            }
        });
    }

    /** Whether a request goes to a place, with whatever was added to its query. */
    static boolean isAt(Exchange request, HttpUrl place) {
        return request.request().url().path().equals(place.path());
    }

    /** Whether a request has all of a place's parameters as they were written. */
    static boolean hasQuery(Exchange request, HttpUrl place) {
        var sent = request.request().url().parameters();
        return place.parameters().stream()
                .allMatch(parameter -> sent.stream()
                        .anyMatch(own -> own.name().equals(parameter.name())
                                && own.value().equals(parameter.value())));
    }

    /** The latest answer before the request that named its place. */
    static Optional<Exchange> previous(Exchange request, Transcript transcript) {
        return Course.before(request, transcript)
                .filter(earlier ->
                        place(earlier).filter(place -> isAt(request, place)).isPresent())
                .filter(earlier -> !isMethod(earlier, "DELETE"))
                .reduce((first, second) -> second);
    }

    /** The POST that a session began with. */
    static Optional<Exchange> beginning(Exchange request, Transcript transcript) {
        var seen = new LinkedHashSet<Integer>();
        var at = previous(request, transcript);
        while (at.isPresent()
                && !isMethod(at.get(), "POST")
                && seen.add(at.get().id())) {
            at = previous(at.get(), transcript);
        }
        return at.filter(first -> isMethod(first, "POST"));
    }

    /** The requests of the session that a POST began, until another session has its place. */
    static List<Exchange> of(Exchange post, Transcript transcript) {
        var paths = new HashSet<String>();
        place(post).ifPresent(place -> paths.add(place.path()));
        var requests = new ArrayList<Exchange>();
        for (var later : Course.after(post, transcript).toList()) {
            boolean here = paths.contains(later.request().url().path());
            var next = place(later).map(HttpUrl::path);
            if (isMethod(later, "POST")) {
                next.ifPresent(paths::remove);
            } else if (here) {
                requests.add(later);
                next.ifPresent(paths::add);
            }
        }
        return List.copyOf(requests);
    }

    /** The first and the last byte, both inclusive, that a chunk says it is. */
    static Optional<long[]> range(Exchange chunk) {
        return chunk.request().fields().first("Content-Range").flatMap(value -> {
            var match = RANGE.matcher(value);
            return match.matches()
                    ? Optional.of(new long[] {Long.parseLong(match.group(1)), Long.parseLong(match.group(2))})
                    : Optional.empty();
        });
    }

    /** The size of what was sent, if it was stated or kept. */
    static OptionalLong size(Exchange request) {
        var stated = request.request().fields().contentLength();
        return stated.isPresent() ? stated : request.request().body().size();
    }

    /** Whether this puts a manifest, and the registry took it. */
    static boolean isManifestPut(Exchange exchange) {
        return isMethod(exchange, "PUT")
                && exchange.request().endpoint() instanceof Endpoint.Manifest
                && exchange.status() == 201;
    }

    /** The manifest that a request puts, if it can be read. */
    static Optional<Manifest> manifest(Exchange put) {
        if (!isMethod(put, "PUT") || !(put.request().endpoint() instanceof Endpoint.Manifest)) {
            return Optional.empty();
        }
        try {
            var type = put.request().fields().first("Content-Type").map(MediaType::new);
            return put.request().body().bytes().filter(body -> body.size() > 0).map(body -> Manifest.parse(body, type));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    static String repository(Exchange exchange) {
        var endpoint = exchange.request().endpoint();
        if (endpoint instanceof Endpoint.Upload upload) {
            return upload.name();
        }
        return endpoint instanceof Endpoint.Manifest manifest ? manifest.name() : "";
    }

    /** The manifests that the client then put into the same repository. */
    static Stream<Exchange> manifestsAfter(Exchange exchange, Transcript transcript) {
        return Course.after(exchange, transcript)
                .filter(later -> isManifestPut(later) && repository(later).equals(repository(exchange)));
    }

    /** The digests of all blobs that were sent to a repository and taken. */
    static Set<String> uploaded(String repository, Transcript transcript) {
        var digests = new LinkedHashSet<String>();
        transcript.stream()
                .filter(exchange -> isUpload(exchange)
                        && exchange.status() == 201
                        && repository(exchange).equals(repository))
                .forEach(exchange -> digest(exchange).ifPresent(digests::add));
        return digests;
    }
}
