package dev.plimsoll.peers;

import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.peers.process.FreePort;
import dev.plimsoll.peers.token.TokenService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where clients find a registry and its helpers.
 *
 * @param port the registry's
 * @param authPort the token service's, if the variant has one
 * @param cdnPort of the origin for blobs, if the variant has one
 */
record Front(
        boolean tls, Optional<PublicNames> names, int port, Optional<Integer> authPort, Optional<Integer> cdnPort) {
    static final String LOOPBACK = "127.0.0.1";

    /** Ports that are free now. @throws dev.plimsoll.peers.process.PeerException if the one asked for is not */
    static Front choose(RegistryVariant variant, RegistryOptions options) {
        if (options.port() != 0) {
            FreePort.require(options.port());
        }
        int port = options.port() == 0 ? FreePort.find() : options.port();
        return new Front(
                variant.isTls(),
                options.names(),
                port,
                variant == RegistryVariant.TOKEN ? Optional.of(FreePort.find()) : Optional.empty(),
                variant == RegistryVariant.REDIRECT ? Optional.of(FreePort.find()) : Optional.empty());
    }

    Origin origin() {
        return new Origin(scheme(), LOOPBACK, port);
    }

    Origin publicOrigin() {
        return new Origin(scheme(), names.map(PublicNames::registry).orElse(LOOPBACK), port);
    }

    Optional<HttpUrl> realm() {
        return authPort.map(auth -> HttpUrl.parse(
                new Origin(scheme(), names.map(PublicNames::auth).orElse(LOOPBACK), auth) + TokenService.path()));
    }

    Optional<Origin> cdn() {
        return cdnPort.map(
                cdn -> new Origin(scheme(), names.map(PublicNames::cdn).orElse(LOOPBACK), cdn));
    }

    /** The hosts that a certificate has to be valid for. */
    List<String> hosts() {
        var hosts = new ArrayList<>(List.of(LOOPBACK, "localhost"));
        names.ifPresent(given -> hosts.addAll(given.all()));
        return hosts;
    }

    List<String> resolutions() {
        var ports = new LinkedHashMap<String, Integer>();
        names.ifPresent(given -> {
            ports.put(given.registry(), port);
            authPort.ifPresent(auth -> ports.put(given.auth(), auth));
            cdnPort.ifPresent(cdn -> ports.put(given.cdn(), cdn));
        });
        return ports.entrySet().stream().map(Front::resolution).toList();
    }

    private static String resolution(Map.Entry<String, Integer> entry) {
        return entry.getKey() + ":" + entry.getValue() + ":" + LOOPBACK + ":" + entry.getValue();
    }

    private String scheme() {
        return tls ? "https" : "http";
    }
}
