package dev.plimsoll.wire;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;

/** What lies below Jetty's end points. */
public final class Sockets {
    private Sockets() {}

    /** Closes the socket below TLS: the peer gets FIN and no close_notify. */
    public static void closeBelowTls(EndPoint connection) {
        var below = connection;
        while (below instanceof EndPoint.Wrapper wrapper) {
            below = wrapper.unwrap();
        }
        below.close();
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
