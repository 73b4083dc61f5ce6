package dev.plimsoll.suites.verification;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Course;
import dev.plimsoll.suites.check.Traffic;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/** What a client did after an answer that it should have objected to. */
final class Aftermath {
    /** Whoever verifies at the end of a body may have sent the next request already; nobody needs longer than this. */
    private static final Duration TIME_TO_VERIFY = Duration.ofSeconds(1);

    private Aftermath() {}

    static boolean isByTag(Exchange answer) {
        return Traffic.manifestRequest(answer)
                .filter(request -> !request.byDigest())
                .isPresent();
    }

    /** Whether the client then asked for something that this manifest names, and that it knew from nowhere else. */
    static boolean goesOn(Exchange answer, Transcript transcript) {
        var own = Traffic.manifest(answer).stream().flatMap(Traffic::names).toList();
        var others = transcript.stream()
                .filter(other -> other.id() != answer.id())
                .flatMap(other -> Traffic.manifest(other).stream())
                .flatMap(Traffic::names)
                .toList();
        return laterReferences(answer, transcript).anyMatch(digest -> own.contains(digest) && !others.contains(digest));
    }

    /** The digests of blobs and manifests that were asked for when the answer had come. */
    static Stream<String> laterReferences(Exchange answer, Transcript transcript) {
        return Course.after(answer, transcript)
                .filter(later -> later.request().isGet() || later.request().isHead())
                .flatMap(later -> digest(later));
    }

    /** Whether the traffic tells what the client made of a blob: it asked again, or went on long after. */
    static boolean isTold(Exchange answer, Transcript transcript) {
        return asksAgain(answer, transcript) || goesOnLater(answer, transcript);
    }

    /** Whether the client asked for the same blob once more. */
    static boolean asksAgain(Exchange answer, Transcript transcript) {
        var blob = Traffic.requestedBlob(answer, transcript);
        return Course.after(answer, transcript)
                .anyMatch(later -> later.request().isGet()
                        && Traffic.requestedBlob(later, transcript).equals(blob));
    }

    private static boolean goesOnLater(Exchange answer, Transcript transcript) {
        var blob = Traffic.requestedBlob(answer, transcript).orElse("");
        return Course.after(answer, transcript)
                .filter(later -> Course.pause(answer, later)
                        .filter(pause -> pause.compareTo(TIME_TO_VERIFY) >= 0)
                        .isPresent())
                .filter(later -> isSameClient(answer, later))
                .anyMatch(later -> isNext(later, blob, transcript));
    }

    /** Another blob of an image that has this one, or the image's manifest on its way to somewhere else. */
    private static boolean isNext(Exchange later, String blob, Transcript transcript) {
        if (later.request().method().equals("PUT")) {
            return later.request().endpoint() instanceof Endpoint.Manifest
                    && later.request()
                            .body()
                            .bytes()
                            .filter(body -> body.asText().contains(blob))
                            .isPresent();
        }
        return later.request().isGet()
                && later.request().endpoint() instanceof Endpoint.Blob other
                && transcript.stream()
                        .flatMap(exchange -> Traffic.manifest(exchange).stream())
                        .map(manifest -> Traffic.names(manifest).toList())
                        .anyMatch(names -> names.contains(blob) && names.contains(other.digest()));
    }

    private static boolean isSameClient(Exchange first, Exchange second) {
        return Objects.equals(
                first.request().fields().first("User-Agent"),
                second.request().fields().first("User-Agent"));
    }

    private static Stream<String> digest(Exchange exchange) {
        var endpoint = exchange.request().endpoint();
        if (endpoint instanceof Endpoint.Blob blob) {
            return Stream.of(blob.digest());
        }
        return endpoint instanceof Endpoint.Manifest manifest && manifest.byDigest()
                ? Stream.of(manifest.reference())
                : Stream.empty();
    }
}
