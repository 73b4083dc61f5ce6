package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.ConnectionEnd;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;

/** Ends a client's connection in the way in which the server ended its own. */
final class ClientEnd {
    private ClientEnd() {}

    /** Closes the connection; what was written before has to have left. */
    static void like(ConnectionEnd server, EndPoint connection) {
        var socket = lowest(connection);
        if (server == ConnectionEnd.RESET && socket.getTransport() instanceof SocketChannel channel) {
            resetOnClose(channel);
            socket.close();
        } else if (server == ConnectionEnd.FIN_WITHOUT_CLOSE_NOTIFY) {
            socket.close();
        } else {
            connection.close();
        }
    }

    /** What lies below TLS. */
    private static EndPoint lowest(EndPoint connection) {
        var lowest = connection;
        while (lowest.getTransport() instanceof EndPoint below) {
            lowest = below;
        }
        return lowest;
    }

    private static void resetOnClose(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // Closed already: nobody is there to be told.
            return;
        }
    }
}
