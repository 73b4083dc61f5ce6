package dev.plimsoll.recorder.browserup;

import dev.plimsoll.model.http.HeaderField;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.recorder.proxy.HopByHop;
import dev.plimsoll.wire.MessageHead;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;

/** Header fields between Netty's form and ours: in the order, case and number in which they came. */
final class Heads {
    /** The longest head that passes, and the longest first line of one, in bytes; signed URLs of several KiB occur. */
    static final int BYTES = 64 << 10;

    private Heads() {}

    /** How heads are read: what others get wrong without harm is passed on and recorded, not refused. */
    static HttpDecoderConfig limits() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(BYTES)
                .setMaxHeaderSize(BYTES)
                .setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(false));
    }

    static HeaderFields fields(HttpHeaders headers) {
        return new HeaderFields(headers.entries().stream()
                .map(entry -> new HeaderField(entry.getKey(), entry.getValue()))
                .toList());
    }

    static HttpHeaders copy(HttpHeaders headers) {
        return unchecked().add(headers);
    }

    /** Puts other fields in the place of those of a message. */
    static void replace(HttpHeaders headers, HttpHeaders by) {
        headers.clear();
        headers.add(by);
    }

    /** What the server is not sent of a client's request (RFC 9110 §7.6.1), by name as written. */
    static List<String> hopByHop(HttpHeaders received) {
        return HopByHop.names(head(received));
    }

    /** The fields of a client's request without them. */
    static HttpHeaders forTheServer(HttpHeaders received) {
        var names = HopByHop.in(head(received));
        var kept = unchecked();
        for (var entry : received) {
            if (!names.contains(entry.getKey().toLowerCase(Locale.ROOT))) {
                kept.add(entry.getKey(), entry.getValue());
            }
        }
        return kept;
    }

    /** Whether the sender of a message ends its connection after it. */
    static boolean closes(HttpVersion version, HttpHeaders headers) {
        boolean kept = headers.containsValue(HttpHeaderNames.CONNECTION, "keep-alive", true);
        return headers.containsValue(HttpHeaderNames.CONNECTION, "close", true)
                || (version.equals(HttpVersion.HTTP_1_0) && !kept);
    }

    private static HttpHeaders unchecked() {
        return DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
    }

    private static MessageHead head(HttpHeaders headers) {
        return new MessageHead(
                "",
                headers.entries().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .toList());
    }
}
