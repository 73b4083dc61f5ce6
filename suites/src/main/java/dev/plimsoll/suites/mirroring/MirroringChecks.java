package dev.plimsoll.suites.mirroring;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Course;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What clients send to mirrors, which stand in for another registry: the one that the parameter ns names. */
public final class MirroringChecks {
    /** Docker Hub's names: images say docker.io, requests go to the others. */
    private static final Set<String> DOCKER_HUB = Set.of("docker.io", "index.docker.io", "registry-1.docker.io");

    public static final List<Check> ALL = List.of(
            check("mirroring/client-sends-no-ns-to-the-registry-itself", SHOULD, CLIENT, "DS-085")
                    .title("The client does not send ns to the registry that it names")
                    .impact(
                            "Registries and the signatures of CDNs do not expect the parameter, and refuse the request.")
                    .judge(each(
                            "requests with ns",
                            (e, t) -> namespace(e).isPresent(),
                            (request, t, findings) -> findings.require(
                                    !isSame(namespace(request).orElseThrow(), host(request)),
                                    request,
                                    "ns",
                                    "absent: " + host(request) + " is no mirror of itself",
                                    namespace(request).orElseThrow()))),
            check("mirroring/client-keeps-credentials-from-mirrors", SHOULD, CLIENT, "DS-085")
                    .title("The client does not send a mirror the credentials of the registry that it mirrors")
                    .impact("Whoever runs the mirror can act for the user at the registry.")
                    .judge(each(
                            "requests to a mirror with credentials",
                            (e, t) -> namespace(e).isPresent()
                                    && Traffic.hasCredentials(e)
                                    && !isSame(namespace(e).orElseThrow(), host(e)),
                            (request, t, findings) -> findings.require(
                                    t.stream().noneMatch(other -> isSentUpstream(other, request)),
                                    request,
                                    "Authorization",
                                    "the mirror's own, or absent",
                                    "that of " + namespace(request).orElseThrow()))),
            check("mirroring/client-names-the-namespace-throughout", QUIRK, CLIENT, "DS-085")
                    .title("The client that sends ns to a mirror sends it with every manifest and blob")
                    .impact("A mirror of several registries looks in the wrong one.")
                    .judge(each(
                            "requests for content to mirrors that are sent ns",
                            (e, t) -> isContent(e)
                                    && !isSent(e, t)
                                    && t.stream()
                                            .anyMatch(other -> namespace(other).isPresent()
                                                    && host(other).equals(host(e))
                                                    && isSameClient(other, e)),
                            (request, t, findings) -> findings.require(
                                    namespace(request).isPresent(),
                                    request,
                                    "ns",
                                    "the registry that the mirror is asked for",
                                    "absent"))),
            check("mirroring/client-turns-to-another-place", QUIRK, CLIENT, "DS-086")
                    .title("The client asks another place for what a mirror does not have")
                    .impact("An image cannot be pulled although its registry has it.")
                    .judge(each(
                            "requests for content that a mirror answered 404 or 5xx",
                            (e, t) -> isContent(e)
                                    && namespace(e).isPresent()
                                    && (e.status() == 404 || e.status() >= 500),
                            (missing, t, findings) -> findings.require(
                                    Course.after(missing, t)
                                            .anyMatch(later -> !host(later).equals(host(missing))
                                                    && later.request()
                                                            .endpoint()
                                                            .equals(missing.request()
                                                                    .endpoint())),
                                    missing,
                                    "next request for it",
                                    "at another place, such as "
                                            + namespace(missing).orElseThrow(),
                                    "none"))));

    private MirroringChecks() {}

    private static Optional<String> namespace(Exchange exchange) {
        return Traffic.isRegistryApi(exchange)
                ? exchange.request()
                        .url()
                        .parameter("ns")
                        .filter(name -> !name.isBlank())
                        .map(name -> name.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    private static String host(Exchange exchange) {
        return exchange.request().url().origin().authority();
    }

    private static boolean isSame(String namespace, String host) {
        return namespace.equals(host) || (DOCKER_HUB.contains(namespace) && DOCKER_HUB.contains(host));
    }

    private static boolean isContent(Exchange exchange) {
        return exchange.request().endpoint() instanceof Endpoint.Manifest
                || exchange.request().endpoint() instanceof Endpoint.Blob;
    }

    private static boolean isSent(Exchange exchange, Transcript transcript) {
        return transcript.redirectTo(exchange).isPresent();
    }

    private static boolean isSentUpstream(Exchange other, Exchange toMirror) {
        return isSame(namespace(toMirror).orElseThrow(), host(other))
                && namespace(other).isEmpty()
                && other.request()
                        .fields()
                        .all("Authorization")
                        .equals(toMirror.request().fields().all("Authorization"));
    }

    private static boolean isSameClient(Exchange first, Exchange second) {
        return first.request()
                .fields()
                .first("User-Agent")
                .equals(second.request().fields().first("User-Agent"));
    }
}
