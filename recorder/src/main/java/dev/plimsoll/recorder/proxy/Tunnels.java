package dev.plimsoll.recorder.proxy;

import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.wire.MessageHead;
import dev.plimsoll.wire.VerbatimConnection;
import dev.plimsoll.wire.VerbatimHead;
import java.util.List;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Answers CONNECT: the connection itself goes on as TLS, with a certificate for the host that the client names in it.
 * Nothing is connected upstream before there is a request.
 */
final class Tunnels {
    private static final MessageHead ESTABLISHED = new MessageHead("HTTP/1.1 200 Connection established", List.of());

    private final SslConnectionFactory tls;
    private final RecorderListener listener;

    Tunnels(CertificateAuthority authority, RecorderListener listener) {
        var context = new SslContextFactory.Server();
        context.setSslContext(authority.serverContext());
        tls = new SslConnectionFactory(context, HttpVersion.HTTP_1_1.asString());
        this.listener = listener;
    }

    /** What the server has to start and stop. */
    SslConnectionFactory factory() {
        return tls;
    }

    void open(Origin origin, Request request, Response response, Callback callback) {
        var outside = request.getTunnelSupport().getEndPoint();
        var connector = request.getConnectionMetaData().getConnector();
        var secured = (SslConnection) tls.newConnection(connector, outside);
        if (secured.getSslEndPoint().getConnection() instanceof VerbatimConnection inside) {
            inside.enterTunnel(origin);
            inside.addEventListener(new Connection.Listener() {
                @Override
                public void onClosed(Connection closed) {
                    if (inside.requests() == 0) {
                        listener.tunnelUnused(origin.host());
                    }
                }
            });
        }
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, secured);
        response.setStatus(200);
        response.getHeaders().add(new VerbatimHead(ESTABLISHED.bytes()));
        response.write(true, BufferUtil.EMPTY_BUFFER, callback);
    }
}
