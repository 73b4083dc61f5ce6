package dev.plimsoll.recorder.proxy;

import dev.plimsoll.wire.MessageHead;
import dev.plimsoll.wire.VerbatimRequest;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * A request of an HTTP/2 client on its way, in HTTP/2 if the server speaks it; Jetty makes {@code Host} of
 * {@code :authority} if it does not.
 */
final class OutgoingHttp2 {
    private static final int UNSAID = -1;

    private OutgoingHttp2() {}

    /**
     * Fills in what goes out.
     *
     * @return what is to be done when the exchange is over
     */
    static Runnable prepare(VerbatimRequest outgoing, MessageHead sent, Request request, boolean hasBody) {
        for (var field : Http2Head.opaque(sent)) {
            // HTTP/1.1 frames the body by it.
            boolean length = field.getName().equals("content-length");
            outgoing.addHeader(length ? new HttpField(HttpHeader.CONTENT_LENGTH, field.getValue()) : field);
        }
        if (request.getHttpURI().getPort() < 0) {
            outgoing.port(UNSAID);
        }
        boolean sized = sent.fields().contentLength().isPresent();
        if (hasBody && (!sized || sent.fields().contains("Trailer"))) {
            outgoing.trailersSupplier(request::getTrailers);
        }
        return () -> {};
    }
}
