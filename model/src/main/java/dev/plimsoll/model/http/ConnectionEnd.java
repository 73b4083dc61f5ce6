package dev.plimsoll.model.http;

/** How a peer ended a connection. */
public enum ConnectionEnd {
    /** It did not. */
    OPEN,
    /** TCP's FIN, of a connection without TLS. */
    FIN,
    /** TLS's close_notify: the peer says that nothing was cut off (RFC 8446 §6.1). */
    CLOSE_NOTIFY,
    /** FIN within TLS and without close_notify: what came before it may have been cut off. */
    FIN_WITHOUT_CLOSE_NOTIFY,
    /** TCP's RST. */
    RESET
}
