package dev.plimsoll.suites.names;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.suites.check.Traffic;
import java.util.Locale;
import java.util.Optional;

/** What stands in a URL, against the grammars; what is escaped with percent signs is nobody's to guess. */
final class Names {
    private Names() {}

    /** An answer that decides: not put off, and no failure of the server. */
    static boolean isSettled(Exchange exchange) {
        return (exchange.request().isGet() || exchange.request().isHead())
                && Traffic.answered(exchange)
                && !Traffic.isPutOff(exchange)
                && exchange.status() < 500;
    }

    /** Whether the repository is none by the grammar. Proxies with a host and port in the path are let be. */
    static boolean hasInvalidName(Exchange exchange) {
        return name(exchange)
                .filter(name -> name.indexOf('%') < 0 && name.indexOf(':') < 0)
                .filter(name -> !Reference.isRepositoryName(name))
                .isPresent();
    }

    static boolean hasInvalidTag(Exchange exchange) {
        return tag(exchange).filter(tag -> !Reference.isTag(tag)).isPresent();
    }

    /** Whether a manifest is asked for by what has a colon and is no digest, in any case. */
    static boolean hasInvalidManifestDigest(Exchange exchange) {
        return Traffic.manifestRequest(exchange)
                .map(Endpoint.Manifest::reference)
                .filter(reference -> reference.indexOf(':') >= 0)
                .filter(Names::isInvalidInAnyCase)
                .isPresent();
    }

    /** Whether a blob is asked for by what is no digest, in any case. */
    static boolean hasInvalidBlobDigest(Exchange exchange) {
        return exchange.request().endpoint() instanceof Endpoint.Blob blob && isInvalidInAnyCase(blob.digest());
    }

    /** Whether what is asked for would be a digest in lower case. */
    static boolean hasUpperCaseDigest(Exchange exchange) {
        return digest(exchange)
                .filter(text -> Digest.parseLeniently(text).isEmpty())
                .flatMap(text -> Digest.parseLeniently(text.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /** What is asked for by digest, as written. */
    static Optional<String> digest(Exchange exchange) {
        if (exchange.request().endpoint() instanceof Endpoint.Blob blob) {
            return Optional.of(blob.digest());
        }
        return Traffic.manifestRequest(exchange)
                .filter(Endpoint.Manifest::byDigest)
                .map(Endpoint.Manifest::reference);
    }

    static Optional<String> tag(Exchange exchange) {
        return Traffic.manifestRequest(exchange)
                .filter(request -> !request.byDigest())
                .map(Endpoint.Manifest::reference)
                .filter(tag -> tag.indexOf('%') < 0);
    }

    static Optional<String> name(Exchange exchange) {
        if (exchange.request().endpoint() instanceof Endpoint.Blob blob) {
            return Optional.of(blob.name());
        }
        return Traffic.manifestRequest(exchange).map(Endpoint.Manifest::name);
    }

    private static boolean isInvalidInAnyCase(String text) {
        return text.indexOf('%') < 0
                && Digest.parseLeniently(text).isEmpty()
                && Digest.parseLeniently(text.toLowerCase(Locale.ROOT)).isEmpty();
    }
}
