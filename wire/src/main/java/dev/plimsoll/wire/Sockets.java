package dev.plimsoll.wire;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;

/** What lies below Jetty's end points. */
public final class Sockets {
    private Sockets() {}

    /**
     * Ends the socket below TLS: the peer gets all that was written, FIN and no close_notify. FIN goes first, as closing
     * a socket with something unread in it would be a reset.
     */
    public static void endBelowTls(EndPoint connection) {
        var socket = belowTls(connection);
        socket.shutdownOutput();
        socket.close();
    }

    /** Resets the socket below TLS. */
    public static void reset(EndPoint connection) {
        resetOnClose(connection);
        belowTls(connection).close();
    }

    private static EndPoint belowTls(EndPoint connection) {
        var below = connection;
        while (below instanceof EndPoint.Wrapper wrapper) {
            below = wrapper.unwrap();
        }
        return below;
    }

    /** Makes the coming close of a connection a reset. */
    public static void resetOnClose(EndPoint connection) {
        Object below = connection;
        while (below instanceof EndPoint endPoint) {
            below = endPoint.getTransport();
        }
        if (below instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                // Closed already: nobody is there to be told.
                return;
            }
        }
    }
}
