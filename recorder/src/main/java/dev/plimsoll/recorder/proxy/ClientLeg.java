package dev.plimsoll.recorder.proxy;

import dev.plimsoll.wire.VerbatimConnection;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * One client's connection with the connections to servers that are for it alone: servers see connections opened, used again
 * and closed as the client does it, and no client meets the end of a connection that was another's.
 */
final class ClientLeg implements Connection.Listener {
    /** What keeps this client's requests to connections of its own. Equal to itself alone. */
    static final class Tag {
        private final boolean publicOnly;

        private Tag(boolean publicOnly) {
            this.publicOnly = publicOnly;
        }

        /** Whether this client may reach public addresses only. */
        boolean isPublicOnly() {
            return publicOnly;
        }
    }

    private final HttpClient upstream;
    private final Tag tag;
    private final Set<Destination> used = ConcurrentHashMap.newKeySet();

    private ClientLeg(HttpClient upstream, Tag tag) {
        this.upstream = upstream;
        this.tag = tag;
    }

    /**
     * The leg of a connection, to be kept for as long as that is open.
     *
     * @param allowPrivate whether clients on other machines may reach private addresses
     */
    static ClientLeg of(VerbatimConnection connection, HttpClient upstream, boolean allowPrivate) {
        var leg = new ClientLeg(upstream, new Tag(!allowPrivate && !isLocal(connection)));
        connection.addEventListener(leg);
        return leg;
    }

    /** Has a request go over this leg. */
    void carry(Request request) {
        request.tag(tag);
        used.add(upstream.resolveDestination(request));
    }

    @Override
    public void onClosed(Connection connection) {
        for (var destination : used) {
            upstream.removeDestination(destination);
            LifeCycle.stop(destination);
        }
    }

    private static boolean isLocal(VerbatimConnection connection) {
        return Optional.ofNullable(connection.getRemoteSocketAddress())
                .filter(address -> address instanceof InetSocketAddress inet
                        && inet.getAddress().isLoopbackAddress())
                .isPresent();
    }
}
