package dev.plimsoll.recorder.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * An answer of the recorder's own, as JSON that says so.
 *
 * @param status 400, 403, 421 or 502
 * @param kind what it is about, in a few words
 * @param reason for people, with the remedy
 */
record Refusal(int status, String kind, String reason) {
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int MISDIRECTED = 421;
    static final int BAD_GATEWAY = 502;

    void send(Response response, Callback callback) {
        var document =
                JsonNodeFactory.instance.objectNode().put("plimsoll", kind).put("reason", reason);
        var body = (document.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
