package dev.plimsoll.recorder.proxy;

import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.wire.MessageHead;
import dev.plimsoll.wire.VerbatimConnection;
import dev.plimsoll.wire.VerbatimConnectionFactory;
import dev.plimsoll.wire.VerbatimHead;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Answers CONNECT: the connection itself goes on as TLS, with a certificate for the host that the client names in it, and
 * as HTTP/2 or HTTP/1.1, as the client chooses by ALPN. Nothing is connected upstream before there is a request.
 */
final class Tunnels {
    private static final MessageHead ESTABLISHED = new MessageHead("HTTP/1.1 200 Connection established", List.of());

    /** As ALPN names the protocols (RFC 7301 §6, RFC 9113 §3.1). */
    private static final String HTTP1 = "http/1.1";

    private static final String HTTP2 = "h2";

    private final SslConnectionFactory tls;
    private final ConnectionFactory[] protocols;
    private final RecorderListener listener;

    /**
     * For one listening port.
     *
     * @param maxStreams how many requests an HTTP/2 connection may carry at once; 0 offers HTTP/1.1 alone
     */
    Tunnels(CertificateAuthority authority, RecorderListener listener, HttpConfiguration http, int maxStreams) {
        this.listener = listener;
        var negotiation =
                maxStreams > 0 ? new ALPNServerConnectionFactory(HTTP2, HTTP1) : new ALPNServerConnectionFactory(HTTP1);
        negotiation.setDefaultProtocol(HTTP1);
        protocols = new ConnectionFactory[] {new Http1(http), negotiation, http2(http, maxStreams)};
        var context = new SslContextFactory.Server();
        context.setSslContext(authority.serverContext());
        tls = new TunnelTls(context, negotiation.getProtocol());
    }

    /** What the server has to start and stop. */
    SslConnectionFactory factory() {
        return tls;
    }

    /** What is spoken on the listening port, first, and in tunnels. */
    ConnectionFactory[] protocols() {
        return protocols.clone();
    }

    void open(Origin origin, Request request, Response response, Callback callback) {
        var outside = request.getTunnelSupport().getEndPoint();
        var connector = request.getConnectionMetaData().getConnector();
        var secured = (TunnelConnection) tls.newConnection(connector, outside);
        secured.origin = Optional.of(origin);
        secured.addEventListener(new Connection.Listener() {
            @Override
            public void onClosed(Connection closed) {
                if (requests(secured.getSslEndPoint().getConnection()) == 0) {
                    listener.tunnelUnused(origin.host());
                }
            }
        });
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, secured);
        response.setStatus(200);
        response.getHeaders().add(new VerbatimHead(ESTABLISHED.bytes()));
        response.write(true, BufferUtil.EMPTY_BUFFER, callback);
    }

    /** The origin of the tunnel whose inside this is; nothing outside of tunnels. */
    static Optional<Origin> around(EndPoint inside) {
        return inside instanceof SslConnection.SslEndPoint secured
                        && secured.getSslConnection() instanceof TunnelConnection tunnel
                ? tunnel.origin
                : Optional.empty();
    }

    /** How many requests came, as far as their heads were read. */
    private static long requests(Connection inside) {
        if (inside instanceof VerbatimConnection http1) {
            return http1.requests();
        }
        // Otherwise the handshake has not ended.
        return inside instanceof HTTP2Connection http2 ? http2.getMessagesIn() : 0;
    }

    private static HTTP2ServerConnectionFactory http2(HttpConfiguration http, int maxStreams) {
        var factory = new HTTP2ServerConnectionFactory(http);
        factory.setInitialStreamRecvWindow(Http2Servers.STREAM_WINDOW);
        factory.setInitialSessionRecvWindow(Http2Servers.SESSION_WINDOW);
        factory.setMaxConcurrentStreams(maxStreams);
        factory.setConnectProtocolEnabled(false);
        return factory;
    }

    /** TLS in a tunnel. */
    private static final class TunnelConnection extends SslConnection {
        private volatile Optional<Origin> origin = Optional.empty();

        TunnelConnection(Connector connector, SslConnectionFactory tls, EndPoint outside, SSLEngine engine) {
            super(
                    connector.getByteBufferPool(),
                    connector.getExecutor(),
                    tls.getSslContextFactory(),
                    outside,
                    engine,
                    tls.isDirectBuffersForEncryption(),
                    tls.isDirectBuffersForDecryption());
        }
    }

    private static final class TunnelTls extends SslConnectionFactory {
        TunnelTls(SslContextFactory.Server context, String next) {
            super(context, next);
        }

        @Override
        protected SslConnection newSslConnection(Connector connector, EndPoint endPoint, SSLEngine engine) {
            return new TunnelConnection(connector, this, endPoint, engine);
        }
    }

    private static final class Http1 extends VerbatimConnectionFactory {
        Http1(HttpConfiguration configuration) {
            super(configuration);
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            var connection = super.newConnection(connector, endPoint);
            if (connection instanceof VerbatimConnection inside) {
                around(endPoint).ifPresent(inside::enterTunnel);
            }
            return connection;
        }
    }
}
