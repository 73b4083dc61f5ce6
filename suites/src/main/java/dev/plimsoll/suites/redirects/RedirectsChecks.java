package dev.plimsoll.suites.redirects;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Blobs that come from another place than the registry. */
public final class RedirectsChecks {
    private static final String REDIRECTS = "redirects of blobs";
    private static final String FOLLOWED = "requests that a redirect of a blob led to";
    private static final String CROSSED = "requests to another origin that a redirect led to";

    public static final List<Check> ALL = List.of(
            check("redirects/location-can-be-followed", MUST, REGISTRY, "RV-03")
                    .title("A redirect of a blob has a Location that leads to an http(s) URL")
                    .impact("The client knows that the blob is elsewhere, but not where.")
                    .judge(each(
                            REDIRECTS,
                            (e, t) -> Traffic.isBlobRedirect(e),
                            (redirect, t, findings) -> findings.require(
                                    redirect.redirectTarget().isPresent(),
                                    redirect,
                                    "Location",
                                    "a URL, absolute or relative, with status 301, 302, 303, 307 or 308",
                                    redirect.status() + " with "
                                            + Traffic.field(redirect, "Location")
                                                    .map(RedirectsChecks::withoutQuery)
                                                    .orElse("no Location")))),
            check("redirects/keeps-tls", SHOULD, REGISTRY, "DS-090")
                    .title("A redirect of a blob does not lead from TLS to clear text")
                    .impact("Careful clients refuse it; for the others anybody on the way sees what is pulled.")
                    .judge(each(
                            REDIRECTS,
                            (e, t) -> Traffic.isBlobRedirect(e)
                                    && e.redirectTarget().isPresent()
                                    && e.request().url().origin().isTls(),
                            (redirect, t, findings) -> findings.require(
                                    redirect.redirectTarget()
                                            .orElseThrow()
                                            .origin()
                                            .isTls(),
                                    redirect,
                                    "Location",
                                    "https",
                                    redirect.redirectTarget()
                                            .orElseThrow()
                                            .origin()
                                            .toString()))),
            check("redirects/status-is-307", QUIRK, REGISTRY, "RV-03")
                    .title("Blobs are redirected with 307, which keeps the method")
                    .impact("With 302 a few clients turn other methods into GET; for pulls it makes no difference.")
                    .judge(each(
                            REDIRECTS,
                            (e, t) -> Traffic.isBlobRedirect(e),
                            (redirect, t, findings) -> findings.require(
                                    redirect.status() == 307 || redirect.status() == 308,
                                    redirect,
                                    "status of the redirect",
                                    "307",
                                    Integer.toString(redirect.status())))),
            check("redirects/target-serves-the-blob", MUST, REGISTRY, "DS-016")
                    .title("The place that a blob is redirected to answers 200 or 206")
                    .impact("The signed URL is wrong or stale, and the pull fails at the CDN.")
                    .judge(each(
                            FOLLOWED,
                            (e, t) -> Traffic.answered(e) && Traffic.isRedirectedBlobRequest(e, t) && !isRedirect(e),
                            (answer, t, findings) -> findings.require(
                                    answer.status() == 200 || answer.status() == 206 || isConditional(answer),
                                    answer,
                                    "status at the redirect's target",
                                    "200 or 206",
                                    Integer.toString(answer.status())))),
            check("redirects/target-has-the-size", MUST, REGISTRY, "DS-016")
                    .title("The place that a blob is redirected to states the size that the manifest says")
                    .impact("Clients that compare the length with the descriptor refuse the blob.")
                    .judge(each(
                            "complete answers from a redirect's target for blobs of a known manifest",
                            (e, t) -> Traffic.isBlobAnswer(e, t)
                                    && Traffic.isRedirectedBlobRequest(e, t)
                                    && !Traffic.isCoded(e)
                                    && Traffic.field(e, "Content-Length").isPresent()
                                    && size(e, t).isPresent(),
                            (answer, t, findings) -> {
                                long size = size(answer, t).orElseThrow();
                                var stated =
                                        Traffic.field(answer, "Content-Length").orElseThrow();
                                findings.require(
                                        stated.equals(Long.toString(size)),
                                        answer,
                                        "Content-Length",
                                        size + ", as the manifest's descriptor says",
                                        stated);
                            })),
            check("redirects/target-offers-ranges", SHOULD, REGISTRY, "DS-021")
                    .title("The place that a blob is redirected to does not refuse ranges")
                    .impact("A download that breaks off must begin anew.")
                    .judge(each(
                            "complete answers from a redirect's target",
                            (e, t) -> Traffic.isBlobAnswer(e, t) && Traffic.isRedirectedBlobRequest(e, t),
                            (answer, t, findings) -> findings.require(
                                    !Traffic.field(answer, "Accept-Ranges")
                                            .orElse("")
                                            .equalsIgnoreCase("none"),
                                    answer,
                                    "Accept-Ranges",
                                    "bytes, or absent",
                                    "none"))),
            check("redirects/client-follows", SHOULD, CLIENT, "DS-090")
                    .title("The client follows the redirect of a blob to the place that it names")
                    .impact("Images of registries with a CDN cannot be pulled.")
                    .judge(each(
                            "redirects of blobs that can be followed safely",
                            (e, t) -> Traffic.isBlobRedirect(e) && isSafe(e),
                            (redirect, t, findings) -> findings.require(
                                    t.followUpOf(redirect).isPresent(),
                                    redirect,
                                    "next request for the blob",
                                    "GET "
                                            + redirect.redirectTarget()
                                                    .orElseThrow()
                                                    .withoutQuery(),
                                    "none"))),
            check("redirects/client-keeps-authorization-at-home", MUST, CLIENT, "DS-090")
                    .title("The client does not send Authorization to another host that a redirect names")
                    .impact("The registry's token leaks to the CDN, and S3 or Azure refuse the request besides.")
                    .judge(each(
                            CROSSED,
                            RedirectsChecks::crossedOrigin,
                            (request, t, findings) -> findings.require(
                                    !request.request().fields().contains("Authorization") || isChallenged(request, t),
                                    request,
                                    "Authorization",
                                    "absent: " + request.request().url().origin() + " is not the registry",
                                    request.request().credentials() + " credentials"))),
            check("redirects/client-keeps-cookies-at-home", QUIRK, CLIENT, "DS-090")
                    .title("The client does not send cookies to another host that a redirect names")
                    .impact("A session leaks to the CDN.")
                    .judge(each(
                            CROSSED,
                            RedirectsChecks::crossedOrigin,
                            (request, t, findings) -> findings.require(
                                    namesOf(request.request().fields().all("Cookie"), ";")
                                            .allMatch(ownCookies(request, t)::contains),
                                    request,
                                    "Cookie",
                                    "absent, or set by "
                                            + request.request().url().origin() + " itself",
                                    "a cookie from elsewhere"))),
            check("redirects/client-sends-no-referer", QUIRK, CLIENT, "DS-090")
                    .title("The client does not tell the CDN by Referer which repository it pulls from")
                    .impact("Names of private repositories end up in a third party's logs.")
                    .judge(each(
                            CROSSED,
                            RedirectsChecks::crossedOrigin,
                            (request, t, findings) -> findings.require(
                                    !request.request().fields().contains("Referer"),
                                    request,
                                    "Referer",
                                    "absent",
                                    request.request()
                                            .fields()
                                            .first("Referer")
                                            .map(RedirectsChecks::withoutQuery)
                                            .orElse("")))));

    private RedirectsChecks() {}

    private static boolean isRedirect(Exchange exchange) {
        return exchange.redirectTarget().isPresent();
    }

    /** Whoever refuses to go on in clear text is careful. */
    private static boolean isSafe(Exchange redirect) {
        return redirect.redirectTarget()
                .filter(target -> target.origin().isTls()
                        || !redirect.request().url().origin().isTls())
                .isPresent();
    }

    /** An answer that is right because of what the client already has: nothing changed, or nothing left. */
    private static boolean isConditional(Exchange answer) {
        return answer.status() == 304
                || (answer.status() == 416 && answer.request().fields().contains("Range"));
    }

    /** Whether the place itself asked for credentials: another registry, which has tokens of its own. */
    private static boolean isChallenged(Exchange request, Transcript transcript) {
        return sameOrigin(request, transcript).anyMatch(earlier -> earlier.status() == 401);
    }

    /** The names of the cookies that the place itself has set before. */
    private static Set<String> ownCookies(Exchange request, Transcript transcript) {
        return sameOrigin(request, transcript)
                .flatMap(earlier -> earlier.response().stream())
                .flatMap(
                        response -> response.fields().all("Set-Cookie").stream().map(line -> nameOf(line)))
                .collect(Collectors.toSet());
    }

    private static Stream<Exchange> sameOrigin(Exchange request, Transcript transcript) {
        return transcript
                .before(request)
                .filter(earlier -> earlier.request()
                        .url()
                        .origin()
                        .equals(request.request().url().origin()));
    }

    private static Stream<String> namesOf(List<String> lines, String separator) {
        return lines.stream()
                .flatMap(line -> Stream.of(line.split(separator, -1)))
                .map(RedirectsChecks::nameOf)
                .filter(name -> !name.isEmpty());
    }

    private static String nameOf(String cookie) {
        return cookie.split("=", 2)[0].strip();
    }

    /** A query may be a signature, which findings must not carry on. */
    private static String withoutQuery(String url) {
        return url.isBlank() ? "empty" : url.split("\\?", 2)[0];
    }

    private static Optional<Long> size(Exchange answer, Transcript transcript) {
        return Traffic.requestedBlob(answer, transcript)
                .flatMap(digest -> Traffic.describedBefore(answer, transcript, digest))
                .map(descriptor -> descriptor.size());
    }

    private static boolean crossedOrigin(Exchange exchange, Transcript transcript) {
        return transcript
                .redirectTo(exchange)
                .filter(redirect -> !redirect.request()
                        .url()
                        .origin()
                        .equals(exchange.request().url().origin()))
                .isPresent();
    }
}
