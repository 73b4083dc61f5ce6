package dev.plimsoll.reports.pull;

import dev.plimsoll.model.http.Challenge;
import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.HttpUrl;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells what each request is for: by its URL, its answer, and what the manifests of the traffic say of digests. */
final class Roles {
    private final Described described = new Described();
    private final Chains chains;
    private final Set<String> realms = new HashSet<>();

    /** @param hops in the order of their ids */
    Roles(List<Hop> hops, Chains chains) {
        this.chains = chains;
        hops.stream()
                .filter(hop -> hop.isAnswered() && chains.origin(hop).endpoint() instanceof Endpoint.Manifest)
                .forEach(hop -> hop.exchange().bodyText().ifPresent(described::read));
        hops.stream()
                .flatMap(hop -> hop.received("WWW-Authenticate"))
                .flatMap(Roles::realm)
                .forEach(realm -> realms.add(place(realm)));
    }

    Role of(Hop hop) {
        if (isToken(hop)) {
            return Role.TOKEN;
        } else if (hop.status() == 401) {
            return Role.CHALLENGE;
        } else if (hop.leadsTo().isPresent()) {
            return Role.REDIRECT;
        } else if (hop.endpoint() instanceof Endpoint.Other) {
            return chains.redirectTo(hop).isPresent() ? Role.CDN : Role.OTHER;
        }
        return asked(hop);
    }

    /** What a redirect or a CDN stands for. */
    Optional<Role> content(Hop hop) {
        var role = of(hop);
        return role == Role.REDIRECT || role == Role.CDN
                ? Optional.of(asked(chains.origin(hop))).filter(what -> what != Role.OTHER)
                : Optional.empty();
    }

    private boolean isToken(Hop hop) {
        return hop.endpoint() instanceof Endpoint.Other
                && hop.url()
                        .filter(url -> realms.contains(place(url))
                                || (url.parameter("service").isPresent()
                                        && url.parameter("scope").isPresent()))
                        .isPresent();
    }

    private Role asked(Hop hop) {
        var endpoint = hop.endpoint();
        if (endpoint instanceof Endpoint.Ping) {
            return Role.PING;
        } else if (endpoint instanceof Endpoint.Manifest manifest) {
            return manifest(hop, manifest);
        } else if (endpoint instanceof Endpoint.Blob blob) {
            return blob(hop, blob);
        } else if (endpoint instanceof Endpoint.Upload) {
            return Role.UPLOAD;
        } else if (endpoint instanceof Endpoint.Tags) {
            return Role.TAGS;
        } else if (endpoint instanceof Endpoint.Referrers) {
            return Role.REFERRERS;
        }
        return Role.OTHER;
    }

    private Role manifest(Hop hop, Endpoint.Manifest manifest) {
        var type = mediaType(hop);
        if (Described.isIndex(type)) {
            return Role.INDEX;
        }
        return described
                .of(manifest.reference())
                .filter(role -> role == Role.INDEX)
                .orElse(Role.MANIFEST);
    }

    private Role blob(Hop hop, Endpoint.Blob blob) {
        var known = described.of(blob.digest()).filter(role -> role == Role.CONFIG || role == Role.LAYER);
        if (known.isPresent()) {
            return known.get();
        }
        var type = mediaType(hop);
        if (type.contains("image.config") || type.contains("container.image.v1")) {
            return Role.CONFIG;
        }
        return described.isCut() || type.contains("layer") || type.contains("rootfs") ? Role.LAYER : Role.BLOB;
    }

    private static String mediaType(Hop hop) {
        return hop.received("Content-Type").findFirst().orElse("").toLowerCase(Locale.ROOT);
    }

    private static Stream<HttpUrl> realm(String field) {
        return Challenge.parseLeniently(List.of(field)).challenges().stream()
                .flatMap(challenge -> challenge.parameter("realm").stream())
                .flatMap(realm -> Hop.parse(realm).stream());
    }

    private static String place(HttpUrl url) {
        return url.origin() + url.path();
    }
}
