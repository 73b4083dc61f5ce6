package dev.plimsoll.recorder.text;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An origin on 127.0.0.1 with a few answers. */
final class CannedOrigin implements AutoCloseable {
    private final HttpServer server;

    private CannedOrigin(HttpServer server) {
        this.server = server;
    }

    static CannedOrigin start() throws IOException {
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        server.createContext("/v2/", exchange -> answer(exchange, 401, "{\"errors\":[]}", false));
        server.createContext("/chunked", exchange -> answer(exchange, 200, "hello", true));
        server.createContext("/line", exchange -> answer(exchange, 200, "a line\n", false));
        server.createContext("/redirect", exchange -> {
            exchange.getResponseHeaders().set("Location", "/v2/");
            answer(exchange, 307, "over there", false);
        });
        server.start();
        return new CannedOrigin(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String body, boolean chunked) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
                exchange.sendResponseHeaders(status, -1);
            } else {
                exchange.sendResponseHeaders(status, chunked ? 0 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
