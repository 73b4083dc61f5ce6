package dev.plimsoll.recorder.testing;

import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.model.http.Origin;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A server on 127.0.0.1 that answers each request with what its script writes, right or wrong. */
public final class ScriptedOrigin implements Closeable {
    /** Answers one request; what it throws ends the connection. */
    public interface Script {
        /**
         * Writes to the socket itself.
         *
         * @param head the request's head as received, with its line ends but without the empty line
         * @param in where the request's body follows
         */
        void answer(String head, InputStream in, Socket socket) throws IOException;
    }

    /** The sockets below those of TLS, which alone can be reset. */
    private static final Map<Socket, Socket> BELOW = new ConcurrentHashMap<>();

    private final ServerSocket listening;
    private final Optional<SSLSocketFactory> tls;
    private final Script script;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "scripted-origin");
        thread.setDaemon(true);
        return thread;
    });

    private ScriptedOrigin(ServerSocket listening, Optional<SSLSocketFactory> tls, Script script) {
        this.listening = listening;
        this.tls = tls;
        this.script = script;
    }

    public static ScriptedOrigin plain(Script script) throws IOException {
        return start(Optional.empty(), script);
    }

    public static ScriptedOrigin tls(CertificateAuthority authority, Script script) throws IOException {
        return start(Optional.of(authority.serverContext().getSocketFactory()), script);
    }

    public Origin origin() {
        return new Origin(tls.isPresent() ? "https" : "http", "127.0.0.1", listening.getLocalPort());
    }

    /** The socket itself, without TLS. */
    public static Socket below(Socket socket) {
        return BELOW.getOrDefault(socket, socket);
    }

    /** Resets a connection. */
    public static void reset(Socket socket) throws IOException {
        var below = below(socket);
        below.setSoLinger(true, 0);
        below.close();
    }

    /** The heads of all requests so far. */
    public List<String> heads() {
        return heads;
    }

    /** How many connections were accepted so far. */
    public int connections() {
        return open.size();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (var socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private static ScriptedOrigin start(Optional<SSLSocketFactory> tls, Script script) throws IOException {
        var listening = new ServerSocket(0, 1_000, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        var origin = new ScriptedOrigin(listening, tls, script);
        origin.threads.execute(origin::accept);
        return origin;
    }

    private void accept() {
        try {
            while (true) {
                var socket = listening.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
            return;
        }
    }

    private void serve(Socket accepted) {
        try (var socket = secured(accepted)) {
            var in = new BufferedInputStream(socket.getInputStream());
            for (var head = read(in); head.isPresent(); head = read(in)) {
                heads.add(head.get());
                script.answer(head.get(), in, socket);
            }
        } catch (IOException e) {
            // The client went away, or the script cut the connection.
            return;
        }
    }

    private Socket secured(Socket accepted) throws IOException {
        if (tls.isEmpty()) {
            return accepted;
        }
        var socket = (SSLSocket) tls.get().createSocket(accepted, "127.0.0.1", accepted.getPort(), true);
        socket.setUseClientMode(false);
        BELOW.put(socket, accepted);
        return socket;
    }

    private static Optional<String> read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            head.write(octet);
            var text = octet == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : "";
            if (text.endsWith("\r\n\r\n")) {
                return Optional.of(text.substring(0, text.length() - 2));
            }
        }
        return Optional.empty();
    }
}
