package dev.plimsoll.peers.process;

import java.io.IOException;
import java.net.InetAddress;
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
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PeerException("no port of 127.0.0.1 is free: " + e.getMessage(), e);
        }
    }
}
