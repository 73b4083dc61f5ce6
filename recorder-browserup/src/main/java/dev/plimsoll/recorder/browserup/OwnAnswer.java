package dev.plimsoll.recorder.browserup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/**
 * An answer of the recorder's own, as JSON that says so.
 *
 * @param kind what it is about, in a few words
 * @param reason for people, with the remedy
 */
record OwnAnswer(HttpResponseStatus status, String kind, String reason) {
    /** The message, without a body if it answers a HEAD. */
    FullHttpResponse response(boolean isHead) {
        var document =
                JsonNodeFactory.instance.objectNode().put("plimsoll", kind).put("reason", reason);
        var body = (document.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }

    /** For the capture. */
    String failure() {
        return kind + ": " + reason;
    }
}
