package dev.plimsoll.recorder.text;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Timing;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.recorder.imports.BodyPromise;
import dev.plimsoll.recorder.imports.ImportedBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An exchange as it is read from a text: heads first, then what stands in the place of the bodies. */
final class ShownExchange {
    private final ShownHead request;
    private final List<String> notes = new ArrayList<>();
    private Optional<ShownHead> response = Optional.empty();
    private String requestRest = "";
    private String responseRest = "";

    ShownExchange(ShownHead request) {
        this.request = request;
    }

    ShownHead request() {
        return request;
    }

    Optional<ShownHead> response() {
        return response;
    }

    /** Takes a response's head; of several, the last one that is not interim counts (RFC 9110 §15.2). */
    void answer(ShownHead head) {
        response.ifPresent(interim -> note("left out: an interim response " + interim.status()));
        response = Optional.of(head);
    }

    /** Whether there is a response after which no other may come. */
    boolean isAnswered() {
        return response.filter(head -> head.status() >= 200 || head.status() == 101)
                .isPresent();
    }

    void note(String note) {
        notes.add("text: " + note);
    }

    void afterRequest(String text) {
        requestRest += text;
    }

    void afterResponse(String text) {
        responseRest += text;
    }

    /**
     * The exchange.
     *
     * @throws MalformedException if the URL cannot be made of target and {@code Host}; the message names
     *     the line
     */
    Exchange exchange(Schemes schemes) {
        var made = new HttpRequest(
                request.method(), url(schemes), request.requestVersion(), request.fields(), requestBody());
        var answer = response.map(head -> response(made, head));
        return new Exchange(
                1,
                made,
                answer,
                answer.isPresent() ? Optional.empty() : Optional.of("the text shows no response"),
                Timing.UNKNOWN,
                notes);
    }

    private HttpUrl url(Schemes schemes) {
        try {
            if (!request.target().startsWith("/")) {
                return HttpUrl.parse(request.target());
            }
            var host = request.fields()
                    .first("Host")
                    .orElseThrow(() -> new MalformedException(
                            "neither an absolute URL nor a Host field: add one of them to the request"));
            var scheme = schemes.of(host, request.line());
            if (scheme.isEmpty()) {
                note("the scheme is not told, https is assumed");
            }
            return HttpUrl.parse(scheme.orElse("https") + "://" + host + request.target());
        } catch (MalformedException e) {
            throw new MalformedException("line " + request.line() + ": " + e.getMessage(), e);
        }
    }

    private Body requestBody() {
        var promise = BodyPromise.ofRequest(request.fields());
        if (promise.bodiless() && !requestRest.isBlank()) {
            note("text after the request's head is left out: no Content-Length speaks of a body");
        }
        var body = ShownBody.of(requestRest, isChunked(request), promise);
        body.note().ifPresent(remark -> note("request: " + remark));
        return body.body();
    }

    private HttpResponse response(HttpRequest made, ShownHead head) {
        var promise = BodyPromise.ofResponse(made.method(), made.url(), head.status(), head.fields());
        ImportedBody body = ShownBody.of(responseRest, isChunked(head), promise);
        body.note().ifPresent(remark -> note("response: " + remark));
        BodyEnd end = body.end();
        return new HttpResponse(head.responseVersion(), head.status(), head.reason(), head.fields(), body.body(), end);
    }

    private static boolean isChunked(ShownHead head) {
        return head.fields().contains("Transfer-Encoding");
    }
}
