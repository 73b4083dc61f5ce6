package dev.plimsoll.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** Whether a port of 127.0.0.1 can be listened on, and reached; any other address is for tests. */
final class LoopbackProbe implements Probe {
    private final byte[] address;

    LoopbackProbe(byte[] address) {
        this.address = address.clone();
    }

    @Override
    public List<Diagnosis> look() {
        var purpose = "replays, recorders and registries listen there";
        var shown =
                (address[0] & 0xff) + "." + (address[1] & 0xff) + "." + (address[2] & 0xff) + "." + (address[3] & 0xff);
        try (var server = new ServerSocket(0, 1, InetAddress.getByAddress(address));
                var client = new Socket(server.getInetAddress(), server.getLocalPort())) {
            return List.of(Diagnosis.ok(
                    "IPv4 loopback", shown + " can be listened on, and reached at port " + client.getPort(), purpose));
        } catch (IOException e) {
            return List.of(Diagnosis.problem(
                    "IPv4 loopback",
                    shown + " cannot be listened on: " + e.getMessage(),
                    purpose,
                    "ip link set lo up, and ip address add 127.0.0.1/8 dev lo, as root; in a sandbox, allow it"));
        }
    }
}
