package dev.plimsoll.model.http;

import dev.plimsoll.model.oci.MalformedException;
import java.util.List;
import java.util.Optional;

/**
 * One request and what came back.
 *
 * @param id counts from 1 within its transcript, in the order of the requests
 * @param response nothing if the connection failed before a response head
 * @param failure why there is no response, or why its body did not complete
 * @param carriers the connections that it went over
 * @param notes what was changed or left out when this was written down: {@code redacted: request Authorization}
 */
public record Exchange(
        int id,
        HttpRequest request,
        Optional<HttpResponse> response,
        Optional<String> failure,
        Timing timing,
        Carriers carriers,
        List<String> notes) {
    public Exchange {
        notes = List.copyOf(notes);
    }

    /** One whose connections nobody noted. */
    public Exchange(
            int id,
            HttpRequest request,
            Optional<HttpResponse> response,
            Optional<String> failure,
            Timing timing,
            List<String> notes) {
        this(id, request, response, failure, timing, Carriers.UNKNOWN, notes);
    }

    public static Exchange of(int id, HttpRequest request, HttpResponse response) {
        return new Exchange(id, request, Optional.of(response), Optional.empty(), Timing.UNKNOWN, List.of());
    }

    /** The response's status, 0 if there is none. */
    public int status() {
        return response.map(HttpResponse::status).orElse(0);
    }

    /** Where a redirect leads, if this is one and its {@code Location} can be read. */
    public Optional<HttpUrl> redirectTarget() {
        return response.filter(HttpResponse::isRedirect)
                .flatMap(redirect -> redirect.fields().first("Location"))
                .flatMap(location -> {
                    try {
                        return Optional.of(request.url().resolve(location));
                    } catch (MalformedException e) {
                        return Optional.empty();
                    }
                });
    }

    public Exchange withId(int newId) {
        return new Exchange(newId, request, response, failure, timing, carriers, notes);
    }

    /** {@code #3 GET https://… → 200}. */
    @Override
    public String toString() {
        return "#" + id + " " + request + " → " + (status() == 0 ? "no response" : status());
    }
}
