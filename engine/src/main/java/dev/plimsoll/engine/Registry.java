package dev.plimsoll.engine;

import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.ErrorResponse;
import dev.plimsoll.model.oci.MalformedException;
import java.util.stream.Collectors;

/** One repository of a registry, as the steps of a pull ask it. */
final class Registry {
    private static final int MAX_QUOTED = 300;

    private final Transport transport;
    private final Origin origin;
    private final String repository;
    private final PullOptions options;

    Registry(Transport transport, Origin origin, String repository, PullOptions options) {
        this.transport = transport;
        this.origin = origin;
        this.repository = repository;
        this.options = options;
    }

    /** The URL of a manifest by tag or digest. */
    HttpUrl manifestUrl(String reference) {
        return HttpUrl.parse(origin + "/v2/" + repository + "/manifests/" + reference);
    }

    HttpUrl blobUrl(Digest digest) {
        return HttpUrl.parse(origin + "/v2/" + repository + "/blobs/" + digest);
    }

    /** The fields that every request begins with: no content coding, so that the bytes are those of the digest. */
    HeaderFields fields(String accept) {
        return HeaderFields.of("Accept", accept, "Accept-Encoding", "identity", "User-Agent", options.userAgent());
    }

    /** Sends, and turns the failures of the transport into those of a pull. */
    Reply get(HttpUrl url, HeaderFields fields) throws PullException, InterruptedException {
        try {
            return transport.send(HttpRequest.get(url, fields));
        } catch (TransportException e) {
            stopIfInterrupted();
            throw PullException.of(e);
        }
    }

    /** A wait of the transport that was interrupted comes back as a failure with the thread's flag set. */
    static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the pull was interrupted");
        }
    }

    /** What a status that is no success means. */
    PullException failure(HttpUrl url, Reply reply) {
        var reason = switch (reply.status()) {
            case 401 -> PullException.Reason.UNAUTHORISED;
            case 403 -> PullException.Reason.DENIED;
            case 404 -> PullException.Reason.NOT_FOUND;
            case 429 -> PullException.Reason.RATE_LIMITED;
            default -> PullException.Reason.REGISTRY_ERROR;
        };
        var remedy = switch (reason) {
            case UNAUTHORISED, DENIED -> "; is a login needed, or the given one wrong, and does the repository exist?";
            case NOT_FOUND -> "; is the name right?";
            case RATE_LIMITED -> "; wait, or log in for a higher limit";
            default -> "";
        };
        return new PullException(
                reason, "GET " + url.withoutQuery() + " answered " + reply.status() + errorsIn(reply) + remedy);
    }

    private String errorsIn(Reply reply) {
        try {
            return ErrorResponse.parse(reply.readUpTo(options.limits().errorBytes())).errors().stream()
                    .map(error -> error.code()
                            + error.message().map(text -> ": " + text).orElse(""))
                    .map(Registry::quoted)
                    .collect(Collectors.joining(", ", " (", ")"));
        } catch (MalformedException | TransportException e) {
            return "";
        }
    }

    /** Text of a registry goes into messages short and without control characters. */
    static String quoted(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > MAX_QUOTED ? plain.substring(0, MAX_QUOTED) + "…" : plain;
    }
}
