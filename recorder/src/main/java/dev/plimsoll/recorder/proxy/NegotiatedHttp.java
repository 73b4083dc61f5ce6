package dev.plimsoll.recorder.proxy;

import dev.plimsoll.wire.TappedHttp;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.MultiplexConnectionPool;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.ConcurrentPool;

/**
 * HTTP/1.1 for clients that speak it, to the byte and without ALPN; HTTP/2 or HTTP/1.1, as the server chooses by ALPN, for
 * clients that speak HTTP/2.
 */
final class NegotiatedHttp extends TappedHttp {
    private static final String HTTP2 = "h2";
    private static final Origin.Protocol EITHER = new Origin.Protocol(List.of(HTTP2, "http/1.1"), true);

    private final int maxStreams;

    NegotiatedHttp(ClientConnector connector, int maxHeaderBytes, int maxStreams) {
        super(connector, maxHeaderBytes);
        this.maxStreams = maxStreams;
        setConnectionPoolFactory(destination -> {
            int connections = destination.getHttpClient().getMaxConnectionsPerDestination();
            return isNegotiated(destination)
                    ? new Multiplexing(destination, connections, maxStreams)
                    : new DuplexConnectionPool(destination, connections);
        });
    }

    @Override
    public Origin newOrigin(Request request) {
        var http1 = super.newOrigin(request);
        boolean either = request.getTag() instanceof ClientLeg.Tag tag
                && tag.speaksHttp2()
                && http1.getScheme().equals("https");
        return either ? getHttpClient().createOrigin(request, EITHER) : http1;
    }

    /** Jetty has negotiated by now, where it was to; a server without ALPN speaks HTTP/1.1. */
    @Override
    public Connection newConnection(EndPoint endPoint, Map<String, Object> context) throws IOException {
        return HTTP2.equals(context.get(ClientConnector.APPLICATION_PROTOCOL_CONTEXT_KEY))
                ? new Http2Servers(getHttpClient(), maxStreams).newConnection(endPoint, context)
                : super.newConnection(endPoint, context);
    }

    private static boolean isNegotiated(Destination destination) {
        return EITHER.equals(destination.getOrigin().getProtocol());
    }

    /** Opens one connection for all that wait; once open, HTTP/1.1 carries one exchange, and HTTP/2 what the server lets it. */
    private static final class Multiplexing extends MultiplexConnectionPool {
        Multiplexing(Destination destination, int connections, int expectedStreams) {
            super(
                    destination,
                    () -> new ConcurrentPool<>(ConcurrentPool.StrategyType.FIRST, connections, newMaxMultiplexer(1)),
                    expectedStreams);
        }
    }
}
