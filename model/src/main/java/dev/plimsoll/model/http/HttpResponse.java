package dev.plimsoll.model.http;

import dev.plimsoll.model.oci.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A response as received.
 *
 * @param version such as {@code HTTP/1.1}
 * @param reason the reason phrase as sent, possibly empty
 * @param trailers the fields after the body (RFC 9110 §6.5)
 */
public record HttpResponse(
        String version, int status, String reason, HeaderFields fields, Body body, BodyEnd end, HeaderFields trailers) {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** One without trailers. */
    public HttpResponse(String version, int status, String reason, HeaderFields fields, Body body, BodyEnd end) {
        this(version, status, reason, fields, body, end, HeaderFields.none());
    }

    /** 2xx. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** One of the five statuses that name another place, with a {@code Location}. */
    public boolean isRedirect() {
        return REDIRECTS.contains(status) && fields.contains("Location");
    }

    public Optional<MediaType> contentType() {
        return fields.first("Content-Type").map(MediaType::new);
    }

    /** All challenges of all {@code WWW-Authenticate} lines, leniently read. */
    public List<Challenge> challenges() {
        return Challenge.parseLeniently(fields.all("WWW-Authenticate")).challenges();
    }

    @Override
    public String toString() {
        return status + " " + reason;
    }
}
