package dev.plimsoll.wire;

import dev.plimsoll.model.http.ConnectionEnd;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;

/** Ends a client's connection in one of the ways in which servers do. */
public final class ClientEnd {
    private ClientEnd() {}

    /** Closes the connection; what was written before has to have left. */
    public static void like(ConnectionEnd end, EndPoint connection) {
        var socket = lowest(connection);
        if (end == ConnectionEnd.RESET && socket.getTransport() instanceof SocketChannel channel) {
            resetOnClose(channel);
            socket.close();
        } else if (end == ConnectionEnd.FIN_WITHOUT_CLOSE_NOTIFY) {
            // FIN goes first, as closing a socket with something unread in it would be a reset.
            socket.shutdownOutput();
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
