package dev.plimsoll.peers.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds ports of 127.0.0.1; another program may still take one between the look and the start. */
public final class FreePort {
    private FreePort() {}

    /**
     * A port that is free now.
     *
     * @throws PeerException if there is none
     */
    public static int find() {
        try {
            return take(0);
        } catch (IOException e) {
            throw new PeerException("no port of 127.0.0.1 is free: " + e.getMessage(), e);
        }
    }

    /**
     * Looks whether a port is free: another program there would be taken for the one that is started.
     *
     * @throws PeerException if it is in use
     */
    public static void require(int port) {
        try {
            take(port);
        } catch (IOException e) {
            throw new PeerException(
                    "port " + port + " of 127.0.0.1 is in use: choose another one, or 0 for any (" + e.getMessage()
                            + ")",
                    e);
        }
    }

    private static int take(int port) throws IOException {
        try (var socket = new ServerSocket()) {
            // Connections of an earlier start that linger are no reason to refuse.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 1);
            return socket.getLocalPort();
        }
    }
}
