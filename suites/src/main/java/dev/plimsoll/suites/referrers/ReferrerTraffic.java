package dev.plimsoll.suites.referrers;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Listed;
import dev.plimsoll.suites.check.ManifestDraft;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import dev.plimsoll.suites.check.Workspace;
import dev.plimsoll.suites.check.Writes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What checks of referrers ask of traffic, and the traffic that they bring about. */
final class ReferrerTraffic {
    static final String TYPE = "application/vnd.plimsoll.sbom.v1";
    static final String OTHER_TYPE = "application/vnd.plimsoll.signature.v1";

    /** The sha256 digest of nothing that anybody stores: 64 zeros. */
    static final String UNKNOWN = "sha256:" + "0".repeat(64);

    /** An image and three things that refer to it, of all the kinds that lists treat differently. */
    static final Stimulus LIST = probe -> list(Workspace.of(probe), "");

    static final Stimulus FILTER = probe -> list(Workspace.of(probe), "?artifactType=" + TYPE);
    static final Stimulus NONE = probe -> {
        var workspace = Workspace.of(probe);
        workspace.tagged("alone");
        workspace.get(workspace.referrersPath(UNKNOWN));
    };

    private ReferrerTraffic() {}

    static void list(Workspace workspace, String query) {
        var image = workspace.tagged("image");
        var subject = image.descriptor();
        var config = image.config();
        for (var referrer : List.of(
                ManifestDraft.image(config)
                        .subject(subject)
                        .artifactType(TYPE)
                        .annotated(Map.of("org.example.kind", "sbom", "org.example.order", "1")),
                ManifestDraft.image(Descriptor.of(new MediaType(OTHER_TYPE), config.digest(), config.size()))
                        .subject(subject),
                ManifestDraft.index().subject(subject).annotated(Map.of("org.example.kind", "index")))) {
            workspace.put(referrer.digest().raw(), referrer);
        }
        workspace.get(workspace.referrersPath(image.digest().raw()) + query);
    }

    static boolean isRequest(Exchange exchange) {
        return exchange.request().isGet()
                && exchange.request().endpoint() instanceof Endpoint.Referrers
                && Traffic.answered(exchange);
    }

    static boolean isAnswer(Exchange exchange) {
        return isRequest(exchange) && exchange.status() == 200;
    }

    static boolean isReadable(Exchange exchange) {
        return isAnswer(exchange) && ReferrerList.of(exchange).isPresent();
    }

    static String subject(Exchange request) {
        return ((Endpoint.Referrers) request.request().endpoint()).digest();
    }

    static boolean isDigest(Exchange request) {
        return Digest.parseLeniently(subject(request)).isPresent();
    }

    /** Whether the registry listed referrers at least once, in whichever repository. */
    static boolean isListed(Exchange exchange, Transcript transcript) {
        return transcript.stream()
                .anyMatch(e -> isReadable(e)
                        && e.request()
                                .url()
                                .origin()
                                .equals(exchange.request().url().origin()));
    }

    static Optional<String> filter(Exchange request) {
        return request.request().url().parameter("artifactType");
    }

    static boolean isApplied(Exchange answer) {
        return answer.response().stream()
                .flatMap(response -> response.fields().listMembers(ReferrersChecks.APPLIED).stream())
                .anyMatch("artifactType"::equals);
    }

    static boolean isWhole(Exchange answer) {
        return answer.request().url().query().isEmpty() && Listed.links(answer).isEmpty();
    }

    /** The pushes, taken and still valid, of manifests at hand that refer to what is asked for. */
    static List<Exchange> pushed(Exchange request, Transcript transcript) {
        return Writes.present(request, transcript)
                .filter(push -> Writes.subject(push)
                        .filter(subject -> subject.digest().raw().equals(subject(request)))
                        .isPresent())
                .toList();
    }

    static long listedPushes(Exchange answer, Transcript transcript) {
        var listed = ReferrerList.of(answer).orElseThrow();
        return pushed(answer, transcript).stream()
                .filter(push -> listed.entry(Writes.digest(push).orElseThrow()).isPresent())
                .count();
    }

    /** Whether something was pushed to the repository of {@code request} that may refer to what is asked for. */
    static boolean mayRefer(Exchange push, Exchange request) {
        return push.request().method().equals("PUT")
                && push.request().endpoint() instanceof Endpoint.Manifest
                && Writes.sameRepository(push, request)
                && (Writes.manifest(push).isEmpty()
                        || Writes.subject(push)
                                .filter(subject -> subject.digest().raw().equals(subject(request)))
                                .isPresent());
    }

    /** Any answer may be a redirect, but one that leads to a page for people is no list. */
    static boolean leadsToAList(Exchange answer, Transcript transcript) {
        return answer.redirectTarget().isPresent()
                && transcript
                        .followUpOf(answer)
                        .map(page -> Traffic.contentType(page)
                                .filter(type -> type.essence().raw().equals("text/html"))
                                .isEmpty())
                        .orElse(true);
    }
}
