package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.Connection;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.recorder.tap.ExchangeTap;
import dev.plimsoll.wire.NotingConnector;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.io.ssl.SslConnection;

/** One connection to a server, as far as it is known. It is told of when it carries its first exchange, and when it ends. */
final class ServerConnection {
    private final ExchangeTap tap;
    private final int id;
    private final Instant opened;
    private final long openedNanos = System.nanoTime();
    private final Optional<Duration> connected;
    private final String address;
    private Optional<Duration> resolved = Optional.empty();
    private Optional<Duration> secured = Optional.empty();
    private Optional<SSLEngine> engine = Optional.empty();
    private Optional<org.eclipse.jetty.io.Connection> lowest = Optional.empty();
    private Optional<Origin> origin = Optional.empty();
    private OptionalInt client = OptionalInt.empty();
    private int exchanges;

    ServerConnection(ExchangeTap tap, Instant opened, Optional<Duration> connected, String address) {
        this.tap = tap;
        this.opened = opened;
        this.connected = connected;
        this.address = address.startsWith("/") ? address.substring(1) : address;
        id = tap.newConnection();
    }

    int id() {
        return id;
    }

    synchronized void isCarriedBy(org.eclipse.jetty.io.Connection connection) {
        lowest = Optional.of(connection);
    }

    synchronized void secured(SSLEngine agreed) {
        secured = Optional.of(Duration.ofNanos(System.nanoTime() - openedNanos));
        engine = Optional.of(agreed);
    }

    /** Another exchange goes over it. */
    synchronized void carries(Origin asked, int forClient, Optional<Duration> resolution) {
        exchanges++;
        if (exchanges == 1) {
            origin = Optional.of(asked);
            client = OptionalInt.of(forClient);
            resolved = resolution;
            tap.connection(state(asked, Optional.empty()));
        }
    }

    synchronized void closed() {
        var end = lowest.map(connection -> NotingConnector.endOf(
                connection instanceof SslConnection tls ? tls.getSslEndPoint() : connection.getEndPoint()));
        var after = Duration.ofNanos(System.nanoTime() - openedNanos);
        // One that carried nothing belongs to no client.
        origin.ifPresent(asked -> tap.connection(state(asked, end.map(byPeer -> new Connection.Close(after, byPeer)))));
    }

    private Connection state(Origin asked, Optional<Connection.Close> close) {
        var traffic = lowest.map(
                        connection -> new Connection.Traffic(connection.getBytesIn(), connection.getBytesOut()))
                .orElse(new Connection.Traffic(0, 0));
        return new Connection(
                id,
                Connection.Party.SERVER,
                client,
                asked,
                address,
                engine.map(Tls::withServer),
                opened,
                new Connection.Setup(resolved, connected, secured),
                exchanges,
                traffic,
                close);
    }
}
