package dev.plimsoll.recorder.proxy;

import java.util.OptionalInt;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.FlowControlStrategy;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.client.internal.HTTP2ClientSession;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.generator.Generator;
import org.eclipse.jetty.http2.parser.Parser;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The frames of a connection to a server. A body whose length is not the declared one passes as it came, and the client
 * judges it: Jetty (12.1.14) resets such a stream, drops what nobody has read yet, and tells nobody.
 */
final class Http2ServerSession extends HTTP2ClientSession {
    private volatile OptionalInt goAway = OptionalInt.empty();

    Http2ServerSession(
            Scheduler scheduler,
            EndPoint endPoint,
            Parser parser,
            Generator generator,
            Session.Listener listener,
            FlowControlStrategy flowControl) {
        super(scheduler, endPoint, parser, generator, listener, flowControl);
    }

    /** The code with which the server announced that it ends the connection (RFC 9113 §6.8), if it has. */
    OptionalInt goAway() {
        return goAway;
    }

    @Override
    public void onHeaders(HeadersFrame frame) {
        super.onHeaders(
                frame.getMetaData() instanceof MetaData.Response response
                                && MetaData.Failed.getFailure(response) == null
                        ? new HeadersFrame(
                                frame.getStreamId(),
                                new MetaData.Response(
                                        response.getStatus(),
                                        response.getReason(),
                                        response.getHttpVersion(),
                                        Http2Head.withoutCounting(response.getHttpFields()),
                                        -1),
                                frame.getPriority(),
                                frame.isEndStream())
                        : frame);
    }

    @Override
    public void onGoAway(GoAwayFrame frame) {
        goAway = OptionalInt.of(frame.getError());
        super.onGoAway(frame);
    }
}
