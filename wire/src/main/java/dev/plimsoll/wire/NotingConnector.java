package dev.plimsoll.wire;

import dev.plimsoll.model.http.ConnectionEnd;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.ssl.SslClientConnectionFactory;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** Makes connections that remember how servers ended them. */
public final class NotingConnector extends ClientConnector {
    /**
     * How the peer ended a connection, as far as it was read; whether with close_notify is known only of servers, and told
     * only if {@code connection} is the end above TLS.
     */
    public static ConnectionEnd endOf(EndPoint connection) {
        boolean notified = false;
        boolean tls = false;
        Object below = connection;
        while (below instanceof EndPoint endPoint && !(endPoint instanceof EndNotingEndPoint)) {
            if (endPoint instanceof SslConnection.SslEndPoint secured) {
                tls |= secured.getSslConnection() instanceof NotingSslConnection;
                notified |= secured.getSslConnection() instanceof NotingSslConnection noting && noting.notified;
            }
            below = endPoint.getTransport();
        }
        var end = below instanceof EndNotingEndPoint noting ? noting.end() : ConnectionEnd.OPEN;
        if (notified) {
            return ConnectionEnd.CLOSE_NOTIFY;
        }
        return tls && end == ConnectionEnd.FIN ? ConnectionEnd.FIN_WITHOUT_CLOSE_NOTIFY : end;
    }

    @Override
    protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey selectionKey) {
        return new EndNotingEndPoint((SocketChannel) channel, selector, selectionKey, getScheduler());
    }

    @Override
    public ClientConnectionFactory newSslClientConnectionFactory(
            SslContextFactory.@Nullable Client context, ClientConnectionFactory inner) {
        var configured = context == null ? getSslContextFactory() : context;
        return new SslClientConnectionFactory(configured, getByteBufferPool(), getExecutor(), inner) {
            @Override
            protected SslConnection newSslConnection(EndPoint endPoint, SSLEngine engine) {
                return new NotingSslConnection(
                        getByteBufferPool(),
                        getExecutor(),
                        configured,
                        endPoint,
                        engine,
                        isDirectBuffersForEncryption(),
                        isDirectBuffersForDecryption());
            }
        };
    }

    /** TLS that remembers whether close_notify came: its engine says the same when it was closed for want of one. */
    private static final class NotingSslConnection extends SslConnection {
        private volatile boolean notified;

        NotingSslConnection(
                ByteBufferPool pool,
                Executor executor,
                SslContextFactory context,
                EndPoint endPoint,
                SSLEngine engine,
                boolean directForEncryption,
                boolean directForDecryption) {
            super(pool, executor, context, endPoint, engine, directForEncryption, directForDecryption);
        }

        @Override
        protected SSLEngineResult unwrap(SSLEngine engine, ByteBuffer input, ByteBuffer output) throws SSLException {
            boolean open = !engine.isInboundDone();
            var result = super.unwrap(engine, input, output);
            notified |= open && result.getStatus() == SSLEngineResult.Status.CLOSED;
            return result;
        }
    }
}
