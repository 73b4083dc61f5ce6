package dev.plimsoll.engine;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the base transport connects.
 *
 * @param proxy an HTTP proxy: {@code CONNECT} for https, absolute-form for http
 * @param trustedCertificates trusted besides the system's roots, never in their place
 * @param connectTimeout for the TCP connection
 * @param headerTimeout from the start of the request until the response head is there, connecting included
 * @param idleTimeout how long nothing may come in the middle of a body
 * @param maxHeaderBytes of a response's status line and header fields
 */
public record TransportOptions(
        Optional<InetSocketAddress> proxy,
        List<X509Certificate> trustedCertificates,
        Duration connectTimeout,
        Duration headerTimeout,
        Duration idleTimeout,
        int maxHeaderBytes) {
    private static final TransportOptions DEFAULTS = new TransportOptions(
            Optional.empty(),
            List.of(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            64 * 1024);

    public TransportOptions {
        trustedCertificates = List.copyOf(trustedCertificates);
    }

    /** No proxy, the system's roots, 10 s to connect, 30 s for a head, 60 s of silence, 64 KiB of header fields. */
    public static TransportOptions defaults() {
        return DEFAULTS;
    }

    public TransportOptions withProxy(InetSocketAddress address) {
        return new TransportOptions(
                Optional.of(address), trustedCertificates, connectTimeout, headerTimeout, idleTimeout, maxHeaderBytes);
    }

    public TransportOptions withTrustedCertificates(List<X509Certificate> certificates) {
        return new TransportOptions(proxy, certificates, connectTimeout, headerTimeout, idleTimeout, maxHeaderBytes);
    }

    public TransportOptions withConnectTimeout(Duration timeout) {
        return new TransportOptions(proxy, trustedCertificates, timeout, headerTimeout, idleTimeout, maxHeaderBytes);
    }

    public TransportOptions withHeaderTimeout(Duration timeout) {
        return new TransportOptions(proxy, trustedCertificates, connectTimeout, timeout, idleTimeout, maxHeaderBytes);
    }

    public TransportOptions withIdleTimeout(Duration timeout) {
        return new TransportOptions(proxy, trustedCertificates, connectTimeout, headerTimeout, timeout, maxHeaderBytes);
    }

    public TransportOptions withMaxHeaderBytes(int bytes) {
        return new TransportOptions(proxy, trustedCertificates, connectTimeout, headerTimeout, idleTimeout, bytes);
    }
}
