package dev.plimsoll.recorder.tap;

import java.util.Optional;

/**
 * The connection on which a request came.
 *
 * @param client the client's address and port, which no other connection has while this one is open
 * @param tls the protocol that was negotiated with the client, such as {@code TLSv1.3}; nothing without TLS
 */
public record ClientConnection(String client, Optional<String> tls) {}
