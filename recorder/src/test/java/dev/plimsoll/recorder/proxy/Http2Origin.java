package dev.plimsoll.recorder.proxy;

import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.model.http.Origin;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A server on 127.0.0.1 that speaks HTTP/2 and HTTP/1.1, and answers as its script says, right or wrong. */
final class Http2Origin implements Closeable {
    /** Answers one request. */
    interface Script {
        void answer(Request request, Response response, Callback callback) throws Exception;
    }

    private final Server server = new Server();
    private final ServerConnector connector;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Set<Object> connections = ConcurrentHashMap.newKeySet();

    private Http2Origin(CertificateAuthority authority, Script script) throws Exception {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setRequestHeaderSize(200_000);
        configuration.setResponseHeaderSize(300_000);
        configuration.setMaxResponseHeaderSize(300_000);
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setHttpCompliance(HttpCompliance.RFC9110);
        var context = new SslContextFactory.Server();
        context.setSslContext(authority.serverContext());
        connector = new ServerConnector(
                server,
                new SslConnectionFactory(context, "alpn"),
                new ALPNServerConnectionFactory("h2", "http/1.1"),
                new HTTP2ServerConnectionFactory(configuration),
                new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                connections.add(request.getConnectionMetaData().getConnection());
                heads.add(headOf(request));
                script.answer(request, response, callback);
                return true;
            }
        });
        server.start();
    }

    static Http2Origin start(CertificateAuthority authority, Script script) throws Exception {
        return new Http2Origin(authority, script);
    }

    Origin origin() {
        return new Origin("https", "127.0.0.1", connector.getLocalPort());
    }

    /** Of each request so far: method, authority, target, version, and the fields line by line. */
    List<String> heads() {
        return heads;
    }

    /** How many connections had requests so far. */
    int connections() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the server did not stop", e);
        }
    }

    private static String headOf(Request request) {
        var uri = request.getHttpURI();
        var head = new StringBuilder(request.getMethod() + " " + uri.getAuthority() + " " + uri.getPathQuery() + " "
                + request.getConnectionMetaData().getHttpVersion());
        request.getHeaders()
                .forEach(field -> head.append("\n")
                        .append(field.getLowerCaseName())
                        .append(": ")
                        .append(field.getValue()));
        return head.toString();
    }
}
