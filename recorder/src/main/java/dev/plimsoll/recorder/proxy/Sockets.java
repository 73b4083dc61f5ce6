package dev.plimsoll.recorder.proxy;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;

/** What lies below Jetty's end points. */
final class Sockets {
    private Sockets() {}

    /** Makes the coming close of a connection a reset. */
    static void resetOnClose(EndPoint connection) {
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
