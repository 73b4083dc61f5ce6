package dev.plimsoll.model.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A connection of a recorder, with a client or with a server.
 *
 * @param id counts from 1 within a capture, over both kinds
 * @param party who is at the other end
 * @param forClient of a server's connection: the client's connection on whose behalf it was made
 * @param origin what was asked for: the origin that a request or a tunnel named
 * @param address the other end, as {@code 192.0.2.1:443}
 * @param tls nothing if there was none, or no handshake was completed
 * @param opened when it was there: accepted, or connected
 * @param setup how long it took to get it
 * @param exchanges how many began on it so far
 * @param bytes how many crossed it so far, TLS included
 * @param close nothing while it is open
 */
public record Connection(
        int id,
        Party party,
        OptionalInt forClient,
        Origin origin,
        String address,
        Optional<Tls> tls,
        Instant opened,
        Setup setup,
        int exchanges,
        Traffic bytes,
        Optional<Close> close) {
    /** Who is at the other end. */
    public enum Party {
        CLIENT,
        SERVER
    }

    /**
     * What TLS came to.
     *
     * @param version such as {@code TLSv1.3}
     * @param cipher the cipher suite's name in the IANA registry
     * @param alpn the protocol that was agreed on (RFC 7301), such as {@code h2}
     * @param serverName what the client asked for (SNI, RFC 6066 §3)
     * @param certificate the server's, as a client sees it; nothing for those that the recorder shows
     */
    public record Tls(
            String version,
            String cipher,
            Optional<String> alpn,
            Optional<String> serverName,
            Optional<Certificate> certificate) {}

    /**
     * A server's certificate.
     *
     * @param names its subject alternative names, or none
     * @param issuer the distinguished name of who signed it
     * @param notAfter until when it is valid
     */
    public record Certificate(List<String> names, String issuer, Instant notAfter) {
        public Certificate {
            names = List.copyOf(names);
        }
    }

    /**
     * How long it took to get a connection; each part only if somebody measured it.
     *
     * @param resolved to learn an address
     * @param connected from then until TCP was there
     * @param secured from then until TLS was there
     */
    public record Setup(Optional<Duration> resolved, Optional<Duration> connected, Optional<Duration> secured) {
        public static final Setup UNKNOWN = new Setup(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Numbers of bytes, as seen by the recorder. */
    public record Traffic(long received, long sent) {}

    /**
     * How a connection ended.
     *
     * @param after its opening
     * @param byPeer what the other end did first; OPEN if the recorder closed the connection
     */
    public record Close(Duration after, ConnectionEnd byPeer) {}
}
