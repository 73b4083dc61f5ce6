package dev.plimsoll.suites.parity;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Accept;
import dev.plimsoll.suites.check.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Exchanges that ask the same thing in two ways. */
final class Pairs {
    /** What makes an answer depend on more than what is asked for. */
    private static final List<String> CONDITIONS =
            List.of("Range", "If-None-Match", "If-Match", "If-Modified-Since", "If-Unmodified-Since");

    /** The statuses that say whether something is there. */
    private static final Set<Integer> DECIDED = Set.of(200, 404);

    private Pairs() {}

    /** A HEAD of a manifest or blob at the registry that says whether it is there. */
    static boolean isHead(Exchange exchange) {
        return exchange.request().isHead() && isPlain(exchange);
    }

    static boolean isOfManifest(Exchange exchange) {
        return exchange.request().endpoint() instanceof Endpoint.Manifest;
    }

    static boolean isOfBlob(Exchange exchange) {
        return exchange.request().endpoint() instanceof Endpoint.Blob;
    }

    /**
     * The GET right before or after a HEAD among the requests for the same URL, of the same Accept and codings, and with
     * nothing written between the two: whoever waits for an image to be pushed asks again and again.
     */
    static Optional<Exchange> get(Exchange head, Transcript transcript) {
        var asked = transcript.where(
                exchange -> exchange.request().url().equals(head.request().url()));
        int at = asked.indexOf(head);
        var neighbours = new ArrayList<Exchange>();
        if (at + 1 < asked.size()) {
            neighbours.add(asked.get(at + 1));
        }
        if (at > 0) {
            neighbours.add(asked.get(at - 1));
        }
        return neighbours.stream()
                .filter(get -> get.request().isGet() && isPlain(get) && isAskedAlike(get, head))
                .filter(get -> !isWrittenBetween(get, head, transcript))
                .findFirst();
    }

    /** The GET of the same URL right before this one, asked alike. */
    static Optional<Exchange> previousGet(Exchange get, Transcript transcript) {
        return transcript
                .before(get)
                .filter(earlier -> earlier.request().url().equals(get.request().url()))
                .reduce((first, second) -> second)
                .filter(earlier -> earlier.request().isGet() && isPlain(earlier) && isAskedAlike(earlier, get));
    }

    /**
     * An earlier answer by tag whose digest this asks for, which takes the type that came then; nothing was deleted
     * since.
     */
    static Optional<Exchange> tagOf(Exchange byDigest, Transcript transcript) {
        var asked = Traffic.manifestRequest(byDigest).filter(Endpoint.Manifest::byDigest);
        return asked.flatMap(request -> transcript
                .before(byDigest)
                .filter(earlier -> earlier.status() == 200
                        && isRead(earlier)
                        && sameOrigin(earlier, byDigest)
                        && Traffic.manifestRequest(earlier)
                                .filter(tag -> !tag.byDigest() && tag.name().equals(request.name()))
                                .isPresent()
                        && digestField(earlier).equals(Optional.of(request.reference()))
                        && Traffic.contentType(earlier)
                                .filter(type -> takes(byDigest, type))
                                .isPresent()
                        && !isWrittenBetween(earlier, byDigest, transcript))
                .reduce((first, second) -> second));
    }

    static Optional<String> digestField(Exchange exchange) {
        return Traffic.field(exchange, "Docker-Content-Digest");
    }

    /** What stands in the URL, if content is asked for by digest. */
    static Optional<String> askedDigest(Exchange exchange) {
        if (exchange.request().endpoint() instanceof Endpoint.Blob blob) {
            return Optional.of(blob.digest());
        }
        return Traffic.manifestRequest(exchange)
                .filter(Endpoint.Manifest::byDigest)
                .map(Endpoint.Manifest::reference);
    }

    /** The size of a blob as a manifest or a complete answer tells it. */
    static OptionalLong blobSize(Exchange head, Transcript transcript) {
        return askedDigest(head)
                .flatMap(digest -> Traffic.describedBefore(head, transcript, digest))
                .map(descriptor -> OptionalLong.of(descriptor.size()))
                .orElseGet(() -> transcript.stream()
                        .filter(answer -> Traffic.isBlobAnswer(answer, transcript)
                                && Traffic.requestedBlob(answer, transcript).equals(askedDigest(head)))
                        .map(Traffic::bodySize)
                        .filter(OptionalLong::isPresent)
                        .findFirst()
                        .orElse(OptionalLong.empty()));
    }

    static boolean isRead(Exchange exchange) {
        return exchange.request().isGet() || exchange.request().isHead();
    }

    /** A read of a manifest or blob without conditions, that says whether it is there. */
    static boolean isPlain(Exchange exchange) {
        return isRead(exchange)
                && (isOfManifest(exchange) || isOfBlob(exchange))
                && DECIDED.contains(exchange.status())
                && CONDITIONS.stream().noneMatch(exchange.request().fields()::contains);
    }

    private static boolean takes(Exchange exchange, MediaType type) {
        return Accept.types(exchange).isEmpty() || Accept.takes(exchange, type);
    }

    private static boolean isAskedAlike(Exchange one, Exchange other) {
        return Accept.types(one).equals(Accept.types(other))
                && codings(one).equals(codings(other))
                && Traffic.hasCredentials(one) == Traffic.hasCredentials(other);
    }

    private static List<String> codings(Exchange exchange) {
        return exchange.request().fields().listMembers("Accept-Encoding").stream()
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .toList();
    }

    private static boolean isWrittenBetween(Exchange one, Exchange other, Transcript transcript) {
        int first = Math.min(one.id(), other.id());
        int last = Math.max(one.id(), other.id());
        return transcript.stream()
                .anyMatch(exchange -> exchange.id() > first
                        && exchange.id() < last
                        && !isRead(exchange)
                        && Traffic.isRegistryApi(exchange));
    }

    private static boolean sameOrigin(Exchange one, Exchange other) {
        return one.request().url().origin().equals(other.request().url().origin());
    }
}
