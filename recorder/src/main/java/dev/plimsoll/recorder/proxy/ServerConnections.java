package dev.plimsoll.recorder.proxy;

import dev.plimsoll.recorder.tap.ExchangeTap;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/**
 * The connections to servers. Jetty tells of each in pieces: that TCP connects, that a connection of TLS or HTTP is opened on
 * top, that the handshake is done, that all are closed. The local address is what these have in common.
 */
final class ServerConnections implements Connection.Listener, ClientConnector.ConnectListener {
    private final ExchangeTap tap;
    private final Clock clock;
    private final Map<SocketChannel, Long> connecting = new ConcurrentHashMap<>();
    private final Map<SocketAddress, ServerConnection> byAddress = new ConcurrentHashMap<>();
    private final Map<Connection, ServerConnection> byConnection = new ConcurrentHashMap<>();

    ServerConnections(ExchangeTap tap, Clock clock) {
        this.tap = tap;
        this.clock = clock;
    }

    /** The connection with that local address. */
    Optional<ServerConnection> at(SocketAddress local) {
        return Optional.ofNullable(byAddress.get(local));
    }

    @Override
    public void onConnectBegin(SocketChannel channel, SocketAddress server) {
        connecting.put(channel, System.nanoTime());
    }

    @Override
    public void onConnectSuccess(SocketChannel channel) {
        var began = connecting.remove(channel);
        try {
            var connected = Optional.ofNullable(began).map(nanos -> Duration.ofNanos(System.nanoTime() - nanos));
            var made =
                    new ServerConnection(tap, clock.instant(), connected, String.valueOf(channel.getRemoteAddress()));
            byAddress.put(channel.getLocalAddress(), made);
        } catch (IOException e) {
            // Closed already: no request will go over it.
            return;
        }
    }

    @Override
    public void onConnectFailure(SocketChannel channel, SocketAddress server, Throwable failure) {
        connecting.remove(channel);
    }

    @Override
    public void onOpened(Connection connection) {
        var local = connection.getEndPoint().getLocalSocketAddress();
        var known = local == null ? null : byAddress.get(local);
        boolean lowest = connection.getEndPoint().getTransport() instanceof SocketChannel;
        if (known != null && lowest) {
            known.isCarriedBy(connection);
            byConnection.put(connection, known);
        }
        if (known != null && connection instanceof SslConnection tls) {
            tls.addHandshakeListener(new SslHandshakeListener() {
                @Override
                public void handshakeSucceeded(Event event) {
                    known.secured(event.getSSLEngine());
                }
            });
        }
    }

    @Override
    public void onClosed(Connection connection) {
        var known = byConnection.remove(connection);
        if (known != null) {
            known.closed();
            byAddress.values().remove(known);
        }
    }
}
