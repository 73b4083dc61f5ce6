package dev.plimsoll.engine;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The server's side of one connection. */
final class Wire {
    private final Socket socket;
    private final String method;

    Wire(Socket socket, String method) {
        this.socket = socket;
        this.method = method;
    }

    /** A whole response; header names and values in turn, {@code Content-Length} added unless given. */
    void reply(int status, byte[] body, String... fields) throws IOException {
        var head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        for (int i = 0; i < fields.length; i += 2) {
            head.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
        }
        if (!Arrays.asList(fields).contains("Content-Length")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        raw(head + "\r\n");
        if (!method.equals("HEAD")) {
            bytes(body);
        }
    }

    void reply(int status, String body, String... fields) throws IOException {
        reply(status, body.getBytes(StandardCharsets.UTF_8), fields);
    }

    void raw(String text) throws IOException {
        bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void bytes(byte[] content) throws IOException {
        socket.getOutputStream().write(content);
        socket.getOutputStream().flush();
    }

    /** An orderly close, wherever the response is. */
    void cut() throws IOException {
        socket.close();
    }

    /** A reset instead of an orderly close. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
