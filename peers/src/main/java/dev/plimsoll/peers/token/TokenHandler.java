package dev.plimsoll.peers.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;

/** The desk's window on HTTP. */
final class TokenHandler extends Handler.Abstract {
    static final String PATH = "/token";

    private static final int MOST_FORM_BYTES = 64 << 10;

    private final String realm;
    private final TokenDesk desk;

    TokenHandler(String realm, TokenDesk desk) {
        this.realm = realm;
        this.desk = desk;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        if (!request.getHttpURI().getPath().equals(PATH)) {
            return false;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        ObjectNode answer;
        try {
            answer = answer(request);
        } catch (Refusal refusal) {
            answer = refuse(refusal, request, response);
        }
        Content.Sink.write(response, true, answer.toString(), callback);
        return true;
    }

    private ObjectNode answer(Request request) throws IOException, Refusal {
        return switch (request.getMethod()) {
            case "GET" ->
                desk.byQuery(
                        new TokenParameters(
                                decoded(Optional.ofNullable(request.getHttpURI().getQuery())
                                        .orElse(""))),
                        Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)));
            case "POST" -> desk.byForm(new TokenParameters(form(request)));
            default -> throw new Refusal(Refusal.Reason.METHOD, "GET and POST are taken here");
        };
    }

    private static Fields form(Request request) throws IOException, Refusal {
        byte[] body;
        try (var stream = Content.Source.asInputStream(request)) {
            body = stream.readNBytes(MOST_FORM_BYTES + 1);
        }
        if (body.length > MOST_FORM_BYTES) {
            throw new Refusal(Refusal.Reason.TOO_LARGE, "a form has " + MOST_FORM_BYTES + " bytes at most here");
        }
        return decoded(new String(body, StandardCharsets.UTF_8));
    }

    private static Fields decoded(String encoded) throws Refusal {
        var fields = new Fields(true);
        try {
            UrlEncoded.decodeTo(encoded, fields::add, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Refusal.Reason.BAD_REQUEST, "the parameters are not URL-encoded");
        }
        return fields;
    }

    /** To a {@code GET} as a registry words its errors, to a {@code POST} as OAuth 2.0 does (RFC 6749 §5.2). */
    private ObjectNode refuse(Refusal refusal, Request request, Response response) {
        var reason = refusal.reason();
        response.setStatus(reason.status());
        if (reason == Refusal.Reason.CREDENTIALS) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"" + realm + "\"");
        } else if (reason == Refusal.Reason.METHOD) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, POST");
        }
        var answer = JsonNodeFactory.instance.objectNode();
        if (request.getMethod().equals("POST")) {
            return answer.put("error", reason.oauthError()).put("error_description", refusal.explanation());
        }
        answer.putArray("errors").addObject().put("code", reason.registryCode()).put("message", refusal.explanation());
        return answer;
    }
}
