package dev.plimsoll.suites.digests;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.UnknownManifest;
import dev.plimsoll.suites.check.Traffic;
import java.util.stream.Stream;

/** What the traffic so far shows to be in a repository. */
final class Presence {
    private Presence() {}

    /** Whether an earlier answer of the same repository names the blob that is asked for, or is a GET of it. */
    static boolean isShown(Exchange request, Transcript transcript) {
        return request.request().endpoint() instanceof Endpoint.Blob blob
                && transcript
                        .before(request)
                        .filter(earlier -> earlier.request()
                                .url()
                                .origin()
                                .equals(request.request().url().origin()))
                        .anyMatch(earlier -> names(earlier, blob) || isSent(earlier, blob));
    }

    /** Whether one of the manifests names the digest, as a config, a layer or a child. */
    static boolean isNamed(String digest, Stream<Exchange> exchanges) {
        return exchanges
                .flatMap(exchange -> Traffic.manifest(exchange).stream())
                .flatMap(Traffic::names)
                .anyMatch(digest::equals);
    }

    /** Whether there were manifests before, and what each of them names is known. */
    static boolean knowsManifests(Exchange request, Transcript transcript) {
        var manifests = transcript
                .before(request)
                .filter(earlier -> Traffic.manifestRequest(earlier).isPresent()
                        && earlier.request().isGet())
                .filter(earlier -> earlier.status() == 200 || earlier.status() == 304)
                .toList();
        return !manifests.isEmpty()
                && manifests.stream()
                        .allMatch(answer -> Traffic.manifest(answer)
                                .filter(manifest -> !(manifest instanceof UnknownManifest))
                                .isPresent());
    }

    private static boolean names(Exchange earlier, Endpoint.Blob blob) {
        return Traffic.manifestRequest(earlier)
                .filter(manifest -> manifest.name().equals(blob.name()))
                .map(manifest -> isNamed(blob.digest(), Stream.of(earlier)))
                .orElse(false);
    }

    private static boolean isSent(Exchange earlier, Endpoint.Blob blob) {
        return earlier.request().endpoint().equals(blob)
                && earlier.request().isGet()
                && (earlier.status() == 200
                        || earlier.status() == 206
                        || earlier.redirectTarget().isPresent());
    }
}
