package dev.plimsoll.engine;

import java.io.IOException;

/** A request got no response head, or its response broke a rule; the message names the origin, never a query. */
public class TransportException extends IOException {
    private static final long serialVersionUID = 1L;

    /** At which step it failed. */
    public enum Kind {
        /** No connection: unknown host, refused, unreachable, or the proxy would not tunnel. */
        CONNECT,
        /** The TLS handshake failed, for instance because the certificate is not trusted. */
        TLS,
        /** Nothing came within the limit. */
        TIMEOUT,
        /** The connection was closed or reset, or the calling thread was interrupted. */
        CLOSED,
        /** What came is not HTTP, or follows a rule of HTTP or of this engine that forbids going on. */
        PROTOCOL
    }

    private final Kind kind;

    public TransportException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public TransportException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
