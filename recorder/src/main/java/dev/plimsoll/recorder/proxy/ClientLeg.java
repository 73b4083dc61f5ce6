package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.Connection;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.recorder.tap.ExchangeRecording;
import dev.plimsoll.recorder.tap.ExchangeTap;
import dev.plimsoll.wire.NotingConnector;
import dev.plimsoll.wire.VerbatimConnection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * One client's connection with the connections to servers that are for it alone: servers see connections opened, used again
 * and closed as the client does it, and no client meets the end of a connection that was another's.
 */
final class ClientLeg implements org.eclipse.jetty.io.Connection.Listener {
    /** What keeps this client's requests to connections of its own. Equal to itself alone. */
    static final class Tag {
        private final boolean publicOnly;
        private final Map<String, Duration> resolutions = new ConcurrentHashMap<>();

        private Tag(boolean publicOnly) {
            this.publicOnly = publicOnly;
        }

        /** Whether this client may reach public addresses only. */
        boolean isPublicOnly() {
            return publicOnly;
        }

        /** It took so long to learn the address of {@code host:port}. */
        void resolved(String authority, Duration took) {
            resolutions.put(authority, took);
        }
    }

    private final VerbatimConnection connection;
    private final Upstream upstream;
    private final ExchangeTap tap;
    private final Tag tag;
    private final int id;
    private final Origin origin;
    private final EndPoint lowest;
    private final Instant opened;
    private final AtomicInteger exchanges = new AtomicInteger();
    private final Set<Destination> used = ConcurrentHashMap.newKeySet();

    /**
     * The leg of a connection, to be kept for as long as that is open.
     *
     * @param origin what the client asked for first
     * @param allowPrivate whether clients on other machines may reach private addresses
     */
    ClientLeg(VerbatimConnection connection, Upstream upstream, ExchangeTap tap, Origin origin, boolean allowPrivate) {
        this.connection = connection;
        this.upstream = upstream;
        this.tap = tap;
        this.origin = origin;
        tag = new Tag(!allowPrivate && !isLocal(connection));
        id = tap.newConnection();
        lowest = lowest(connection.getEndPoint());
        opened = Instant.ofEpochMilli(lowest.getCreatedTimeStamp());
        connection.addEventListener(this);
    }

    int id() {
        return id;
    }

    /** Has a request go over this leg. */
    void carry(Request request) {
        if (exchanges.incrementAndGet() == 1) {
            tap.connection(state(Optional.empty()));
        }
        request.tag(tag);
        used.add(upstream.client().resolveDestination(request));
    }

    /** A request begins to go over a connection to its server. */
    void goesOut(Request request, Origin asked, ExchangeRecording recording) {
        Optional.ofNullable(request.getConnection())
                .flatMap(carrier -> upstream.connections().at(carrier.getLocalSocketAddress()))
                .ifPresent(server -> {
                    var authority = asked.host() + ":" + asked.port();
                    server.carries(asked, id, Optional.ofNullable(tag.resolutions.get(authority)));
                    recording.serverConnection(server.id());
                });
    }

    @Override
    public void onClosed(org.eclipse.jetty.io.Connection closed) {
        for (var destination : used) {
            upstream.client().removeDestination(destination);
            LifeCycle.stop(destination);
        }
        var after = Duration.between(opened, Instant.now(upstream.clock()));
        tap.connection(state(Optional.of(new Connection.Close(after, NotingConnector.endOf(lowest)))));
    }

    private Connection state(Optional<Connection.Close> close) {
        Optional<SslConnection> tls = Optional.ofNullable(lowest.getConnection())
                .filter(SslConnection.class::isInstance)
                .map(SslConnection.class::cast);
        var carrier =
                tls.<org.eclipse.jetty.io.Connection>map(secured -> secured).orElse(connection);
        return new Connection(
                id,
                Connection.Party.CLIENT,
                OptionalInt.empty(),
                origin,
                withoutSlash(String.valueOf(connection.getRemoteSocketAddress())),
                tls.map(secured -> Tls.withClient(secured.getSSLEngine())),
                opened,
                Connection.Setup.UNKNOWN,
                exchanges.get(),
                new Connection.Traffic(carrier.getBytesIn(), carrier.getBytesOut()),
                close);
    }

    private static String withoutSlash(String address) {
        return address.startsWith("/") ? address.substring(1) : address;
    }

    private static EndPoint lowest(EndPoint connection) {
        var lowest = connection;
        while (lowest.getTransport() instanceof EndPoint below) {
            lowest = below;
        }
        return lowest;
    }

    private static boolean isLocal(VerbatimConnection connection) {
        return Optional.ofNullable(connection.getRemoteSocketAddress())
                .filter(address -> address instanceof InetSocketAddress inet
                        && inet.getAddress().isLoopbackAddress())
                .isPresent();
    }
}
