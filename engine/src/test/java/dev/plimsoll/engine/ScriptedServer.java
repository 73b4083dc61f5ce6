package dev.plimsoll.engine;

import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;

/** An HTTP/1.1 server on 127.0.0.1 that answers as its script says, byte by byte if need be. */
final class ScriptedServer implements AutoCloseable {
    /** What to do for a request. */
    interface Script {
        void answer(Received request, Wire wire) throws IOException;
    }

    /** A request as it came, header lines untouched. */
    record Received(String method, String target, List<String> lines, String body) {
        Optional<String> field(String name) {
            return lines.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }

        String path() {
            return target.split("\\?", 2)[0];
        }
    }

    private final ServerSocket listening;
    private final String scheme;
    private final Script script;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        return thread;
    });

    private ScriptedServer(ServerSocket listening, String scheme, Script script) {
        this.listening = listening;
        this.scheme = scheme;
        this.script = script;
    }

    static ScriptedServer start(Script script) throws IOException {
        return start(ServerSocketFactory.getDefault(), "http", script);
    }

    static ScriptedServer start(ServerSocketFactory sockets, String scheme, Script script) throws IOException {
        var listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var server = new ScriptedServer(listening, scheme, script);
        server.threads.execute(server::accept);
        return server;
    }

    Origin origin() {
        return new Origin(scheme, "127.0.0.1", listening.getLocalPort());
    }

    HttpUrl url(String target) {
        return HttpUrl.parse(origin() + target);
    }

    List<Received> received() {
        return received;
    }

    List<String> targets() {
        return received.stream().map(Received::target).toList();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (var socket : open) {
            socket.close();
        }
        threads.shutdownNow();
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

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                var request = read(in);
                if (request.isEmpty()) {
                    return;
                }
                received.add(request.get());
                script.answer(request.get(), new Wire(socket, request.get().method()));
            }
        } catch (IOException e) {
            // The client went away, or the script cut the connection.
            return;
        }
    }

    private static Optional<Received> read(InputStream in) throws IOException {
        var start = line(in);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        var parts = start.split(" ", 3);
        var lines = new ArrayList<String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        var head = new Received(parts[0], parts[1], lines, "");
        int length = head.field("Content-Length").map(Integer::parseInt).orElse(0);
        var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return Optional.of(new Received(parts[0], parts[1], lines, body));
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
