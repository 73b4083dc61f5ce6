package dev.plimsoll.recorder.testing;

import dev.plimsoll.model.http.BodyEnd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** What servers do that they should not, and some that they may do but seldom do. */
public enum BadOrigin {
    SHORT_BODY("GET", BodyEnd.SHORT) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", block(40_000));
            socket.close();
        }
    },
    SHORT_BODY_WITHOUT_CLOSE("GET", BodyEnd.TIMEOUT) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", block(40_000));
        }
    },
    RESET_IN_BODY("GET", BodyEnd.RESET) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", block(40_000));
            // What the client has not read yet would be thrown away.
            awaitRead(socket);
            ScriptedOrigin.reset(socket);
        }
    },
    FIN_WITHOUT_CLOSE_NOTIFY("GET", BodyEnd.SHORT) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", block(40_000));
            ScriptedOrigin.below(socket).shutdownOutput();
        }
    },
    CLOSE_DELIMITED_WITHOUT_CLOSE_NOTIFY("GET", BodyEnd.UNKNOWN) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.1 200 OK\r\n\r\n", block(40_000));
            ScriptedOrigin.below(socket).shutdownOutput();
        }
    },
    RESET_BEFORE_HEAD("GET", BodyEnd.UNKNOWN) {
        @Override
        public void answer(Socket socket) throws IOException {
            ScriptedOrigin.reset(socket);
        }
    },
    CLOSED_BEFORE_HEAD("GET", BodyEnd.UNKNOWN) {
        @Override
        public void answer(Socket socket) throws IOException {
            socket.close();
        }
    },
    CUT_IN_CHUNK("GET", BodyEnd.SHORT) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000\r\n", block(40_000));
            socket.close();
        }
    },
    CUT_BETWEEN_CHUNKS("GET", BodyEnd.SHORT) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9c40\r\n", block(40_000));
            write(socket, "\r\n", new byte[0]);
            socket.close();
        }
    },
    CLOSE_DELIMITED("GET", BodyEnd.COMPLETE) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\n\r\n", block(40_000));
            socket.close();
        }
    },
    OLD_SERVER("GET", BodyEnd.COMPLETE) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\n", text("hello"));
            socket.close();
        }
    },
    ODD_REASON("GET", BodyEnd.COMPLETE) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.1 404 Nicht  da: h\u00e9las!\r\nContent-Length: 2\r\n\r\n", text("no"));
        }
    },
    NO_REASON("GET", BodyEnd.COMPLETE) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n", text("ok"));
        }
    },
    ODD_STATUS("GET", BodyEnd.COMPLETE) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.1 599 What\r\nContent-Length: 2\r\n\r\n", text("ok"));
        }
    },
    ODD_FIELDS("GET", BodyEnd.COMPLETE) {
        @Override
        public void answer(Socket socket) throws IOException {
            var fields = List.of(
                    "content-LENGTH:2",
                    "set-cookie: a=1",
                    "Docker-content-digest: x",
                    "SET-Cookie: a=1",
                    "X-Empty:",
                    "date: today",
                    "X-Latin: \u00e9",
                    "via: 1.1 x");
            write(socket, "HTTP/1.1 200 OK\r\n" + String.join("\r\n", fields) + "\r\n\r\n", text("ok"));
        }
    },
    CHUNKED_WITH_TRAILERS("GET", BodyEnd.COMPLETE) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(
                    socket,
                    "HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n",
                    text(String.join("\r\n", "5", "hello", "1;ext=1", "!", "0", "X-Sum: abc", "", "")));
        }
    },
    GZIP_REPLY("GET", BodyEnd.COMPLETE) {
        @Override
        public void answer(Socket socket) throws IOException {
            var zipped = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(zipped)) {
                gzip.write(block(40_000));
            }
            write(
                    socket,
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + zipped.size()
                            + "\r\nETag: \"a\"\r\n\r\n",
                    zipped.toByteArray());
        }
    },
    HEAD_WITH_LENGTH("HEAD", BodyEnd.COMPLETE) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 123456\r\n\r\n", new byte[0]);
        }
    },
    NOT_MODIFIED("GET", BodyEnd.COMPLETE) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.1 304 Not Modified\r\nContent-Length: 77\r\nETag: \"a\"\r\n\r\n", new byte[0]);
        }
    },
    NO_CONTENT("DELETE", BodyEnd.COMPLETE) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.1 204 No Content\r\n\r\n", new byte[0]);
        }
    },
    EARLY_HINTS("GET", BodyEnd.COMPLETE) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(socket, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", new byte[0]);
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", text("ok"));
        }
    },
    LENGTH_AND_CHUNKED("GET", BodyEnd.COMPLETE) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(
                    socket,
                    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
                    text("2\r\nok\r\n0\r\n\r\n"));
            socket.close();
        }
    },
    LONG_HEAD("GET", BodyEnd.COMPLETE) {
        @Override
        public void answer(Socket socket) throws IOException {
            write(
                    socket,
                    "HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\nLocation: https://cdn.example/?Signature="
                            + "a".repeat(30_000) + "\r\n\r\n",
                    new byte[0]);
        }
    };

    private final String method;
    private final BodyEnd end;

    BadOrigin(String method, BodyEnd end) {
        this.method = method;
        this.end = end;
    }

    /** How it is asked. */
    public String method() {
        return method;
    }

    /** How the body of its answer ends, seen from behind TLS or not. */
    public BodyEnd end() {
        return end;
    }

    /** Answers one request. */
    public abstract void answer(Socket socket) throws IOException;

    private static void write(Socket socket, String head, byte[] body) throws IOException {
        OutputStream out = socket.getOutputStream();
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(text(head));
        whole.writeBytes(body);
        out.write(whole.toByteArray());
        out.flush();
    }

    /** Waits until the peer has been silent for a moment: it has read what it was sent. */
    private static void awaitRead(Socket socket) throws IOException {
        var below = ScriptedOrigin.below(socket);
        below.setSoTimeout(300);
        try {
            below.getInputStream().read();
        } catch (SocketTimeoutException e) {
            below.setSoTimeout(0);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] block(int length) {
        var block = new byte[length];
        for (int i = 0; i < length; i++) {
            block[i] = (byte) (i * 31 + i / 251);
        }
        return block;
    }
}
