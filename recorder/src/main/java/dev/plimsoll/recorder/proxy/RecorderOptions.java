package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.Origin;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to record.
 *
 * @param listen where clients connect; port 0 for any free one
 * @param mirrorOf the origin whose mirror this is; nothing for a forward proxy
 * @param upstreamCertificates trusted besides the system's roots
 * @param hosts to which requests go
 * @param addresses where {@code host:port} leads, in lower case; the system is asked for others
 * @param allowPrivate whether clients on other machines may reach private and link-local addresses through here
 * @param connectTimeout for a connection to a server, TLS included
 * @param idle how long nothing may come from either side
 */
public record RecorderOptions(
        InetSocketAddress listen,
        Optional<Origin> mirrorOf,
        List<X509Certificate> upstreamCertificates,
        HostRules hosts,
        Map<String, InetSocketAddress> addresses,
        boolean allowPrivate,
        Duration connectTimeout,
        Duration idle) {
    public RecorderOptions {
        upstreamCertificates = List.copyOf(upstreamCertificates);
        addresses = Map.copyOf(addresses);
    }

    /** A forward proxy for all hosts; 15 s to connect, five minutes of silence. */
    public static RecorderOptions forward(InetSocketAddress listen) {
        return new RecorderOptions(
                listen,
                Optional.empty(),
                List.of(),
                HostRules.ANY,
                Map.of(),
                false,
                Duration.ofSeconds(15),
                Duration.ofMinutes(5));
    }

    /** A mirror of one origin; redirects and token services of that origin are followed through here. */
    public static RecorderOptions mirror(Origin origin, InetSocketAddress listen) {
        var forward = forward(listen);
        return new RecorderOptions(
                listen,
                Optional.of(origin),
                List.of(),
                HostRules.ANY,
                Map.of(),
                false,
                forward.connectTimeout(),
                forward.idle());
    }

    public RecorderOptions trusting(List<X509Certificate> certificates) {
        return new RecorderOptions(
                listen, mirrorOf, certificates, hosts, addresses, allowPrivate, connectTimeout, idle);
    }

    public RecorderOptions onlyTo(HostRules rules) {
        return new RecorderOptions(
                listen, mirrorOf, upstreamCertificates, rules, addresses, allowPrivate, connectTimeout, idle);
    }

    /** Whether clients on other machines may reach private addresses. */
    public RecorderOptions reachingPrivate(boolean allowed) {
        return new RecorderOptions(
                listen, mirrorOf, upstreamCertificates, hosts, addresses, allowed, connectTimeout, idle);
    }

    public RecorderOptions idleAfter(Duration silence) {
        return new RecorderOptions(
                listen, mirrorOf, upstreamCertificates, hosts, addresses, allowPrivate, connectTimeout, silence);
    }

    /** The same with addresses for {@code host:port} that take the place of the system's. */
    public RecorderOptions leading(Map<String, InetSocketAddress> given) {
        return new RecorderOptions(
                listen, mirrorOf, upstreamCertificates, hosts, given, allowPrivate, connectTimeout, idle);
    }
}
