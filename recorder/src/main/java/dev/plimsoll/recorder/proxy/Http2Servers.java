package dev.plimsoll.recorder.proxy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http2.BufferingFlowControlStrategy;
import org.eclipse.jetty.http2.FlowControlStrategy;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.client.transport.internal.HTTPSessionListenerPromise;
import org.eclipse.jetty.http2.frames.PrefaceFrame;
import org.eclipse.jetty.http2.frames.SettingsFrame;
import org.eclipse.jetty.http2.frames.WindowUpdateFrame;
import org.eclipse.jetty.http2.generator.Generator;
import org.eclipse.jetty.http2.parser.Parser;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;

/**
 * HTTP/2 connections to servers. Jetty's own factory would make sessions that drop what they have of a body when its length
 * is not the declared one, see {@link Http2ServerSession}.
 *
 * @param maxStreams how many exchanges a connection may carry at once, if the server does not say
 */
record Http2Servers(HttpClient client, int maxStreams) implements ClientConnectionFactory {
    /** What a server may send before it is read: the more, the less a long way costs. */
    static final int STREAM_WINDOW = 8 << 20;

    static final int SESSION_WINDOW = 16 << 20;

    /** Kept of a window until it is given back: half. */
    private static final float RETURNED_AT = 0.5f;

    /** Room for the pseudo-fields beside a head that came from a client. */
    private static final int PSEUDO_FIELDS = 16 << 10;

    @Override
    public Connection newConnection(EndPoint endPoint, Map<String, Object> context) {
        var pool = client.getByteBufferPool();
        var generator = new Generator(pool, client.isUseOutputDirectByteBuffers(), 0);
        generator.getHpackEncoder().setMaxHeaderListSize(Upstream.HEAD_BYTES + PSEUDO_FIELDS);
        var listener = new HTTPSessionListenerPromise(context);
        var session = new Http2ServerSession(
                client.getScheduler(),
                endPoint,
                new Parser(pool, Upstream.HEAD_BYTES),
                generator,
                listener,
                new BufferingFlowControlStrategy(RETURNED_AT));
        session.setMaxLocalStreams(maxStreams);
        session.setMaxRemoteStreams(0);
        session.setStreamIdleTimeout(client.getIdleTimeout());
        var connection =
                new Opening(pool, client.getExecutor(), endPoint, session, client.getResponseBufferSize(), listener);
        connection.setUseInputDirectByteBuffers(client.isUseInputDirectByteBuffers());
        connection.setUseOutputDirectByteBuffers(client.isUseOutputDirectByteBuffers());
        context.put(HTTP2Connection.class.getName(), connection);
        session.getParser().init(connection);
        return customize(connection, context);
    }

    /** Says what it wants as soon as it is open, and then reads. */
    private static final class Opening extends HTTP2Connection implements Callback {
        private final HTTPSessionListenerPromise promise;

        Opening(
                ByteBufferPool pool,
                Executor executor,
                EndPoint endPoint,
                HTTP2Session session,
                int bufferSize,
                HTTPSessionListenerPromise promise) {
            super(pool, executor, endPoint, session, bufferSize);
            this.promise = promise;
        }

        @Override
        public void onOpen() {
            var settings = Map.of(
                    SettingsFrame.ENABLE_PUSH,
                    0,
                    SettingsFrame.INITIAL_WINDOW_SIZE,
                    STREAM_WINDOW,
                    SettingsFrame.MAX_HEADER_LIST_SIZE,
                    Upstream.HEAD_BYTES);
            int more = SESSION_WINDOW - FlowControlStrategy.DEFAULT_WINDOW_SIZE;
            getSession().notifyLifeCycleOpen();
            getSession().updateRecvWindow(more);
            getSession()
                    .frames(
                            null,
                            List.of(
                                    new PrefaceFrame(),
                                    new SettingsFrame(settings, false),
                                    new WindowUpdateFrame(0, more)),
                            this);
        }

        @Override
        public void succeeded() {
            super.onOpen();
            promise.succeeded(getSession());
            produce();
        }

        @Override
        public void failed(Throwable failure) {
            close();
            promise.failed(failure);
        }
    }
}
