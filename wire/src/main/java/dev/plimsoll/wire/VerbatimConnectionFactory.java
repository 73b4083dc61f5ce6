package dev.plimsoll.wire;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

/** HTTP/1.1 of a server whose heads are to the byte: see {@link VerbatimConnection}. */
public final class VerbatimConnectionFactory extends HttpConnectionFactory {
    public VerbatimConnectionFactory(HttpConfiguration configuration) {
        super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        var watch = new ClientWatch(endPoint, connector.getExecutor());
        var connection = new VerbatimConnection(getHttpConfiguration(), connector, watch);
        return configure(connection, connector, endPoint);
    }
}
