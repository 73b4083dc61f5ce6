package dev.plimsoll.suites.redirects;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Redirects of more than GETs of blobs, and what a Location must not have. */
public final class RedirectedContentChecks {
    private static final HeaderFields ANY = HeaderFields.of("Accept", "*/*");
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final Pattern WITH_USER = Pattern.compile("(?i)(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*@.*");

    public static final List<Check> ALL = List.of(
            check("redirects/manifest-location-can-be-followed", MUST, REGISTRY, "DS-090")
                    .title("A redirect of a manifest has a Location that leads to an http(s) URL")
                    .impact("The client knows that the manifest is elsewhere, but not where.")
                    .judge(each(
                            "redirects of manifests",
                            (e, t) -> isManifestRedirect(e),
                            (redirect, t, findings) -> findings.require(
                                    redirect.redirectTarget().isPresent(),
                                    redirect,
                                    "Location",
                                    "a URL, absolute or relative",
                                    Traffic.field(redirect, "Location").isPresent()
                                            ? "one that cannot be read"
                                            : "absent"))),
            check("redirects/manifest-keeps-tls", SHOULD, REGISTRY, "DS-090")
                    .title("A redirect of a manifest does not lead from TLS to clear text")
                    .impact("Anybody on the way may say which image a tag names.")
                    .judge(each(
                            "redirects of manifests over TLS",
                            (e, t) -> isManifestRedirect(e)
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
            check("redirects/location-has-no-user", SHOULD, REGISTRY, "DS-090")
                    .title("A Location has no user name and no password before the host")
                    .impact("Clients refuse the URL, or send a password where it is logged.")
                    .judge(each(
                            "redirects of manifests and blobs",
                            (e, t) -> isRedirectOfContent(e)
                                    && Traffic.field(e, "Location").isPresent(),
                            (redirect, t, findings) -> findings.require(
                                    !WITH_USER
                                            .matcher(Traffic.field(redirect, "Location")
                                                    .orElseThrow())
                                            .matches(),
                                    redirect,
                                    "Location",
                                    "a host alone",
                                    "user information before the host"))),
            check("redirects/target-answers-head", SHOULD, REGISTRY, "DS-022")
                    .title("Where HEAD of a blob is redirected to, HEAD is answered")
                    .impact("A URL signed for GET answers HEAD with 403: clients upload layers that are there.")
                    .drive(probe -> {
                        var path =
                                probe.sample().blobPath(probe.sample().config().digest());
                        probe.head(path, ANY).redirectTarget().ifPresent(target -> probe.head(target.raw(), ANY));
                    })
                    .judge(each(
                            "HEAD requests that a redirect of HEAD of a blob led to",
                            (e, t) -> e.request().isHead()
                                    && Traffic.answered(e)
                                    && e.redirectTarget().isEmpty()
                                    && e.status() < 500
                                    && e.status() != 429
                                    && t.redirectTo(e)
                                            .filter(redirect ->
                                                    redirect.request().isHead() && isRedirectOfContent(redirect))
                                            .isPresent(),
                            (answer, t, findings) -> findings.require(
                                    answer.status() == 200 || answer.status() == 206 || answer.status() == 304,
                                    answer,
                                    "status at the redirect's target",
                                    "200",
                                    Integer.toString(answer.status())))),
            check("redirects/chain-ends", SHOULD, REGISTRY, "DS-090")
                    .title("A chain of redirects does not come back to where it began")
                    .impact("Clients go round until they give up.")
                    .judge(each(
                            "redirects of manifests and blobs that can be followed",
                            (e, t) ->
                                    isRedirectOfContent(e) && e.redirectTarget().isPresent(),
                            (redirect, t, findings) -> findings.require(
                                    !comesBack(redirect, t),
                                    redirect,
                                    "end of the chain",
                                    "an answer",
                                    "the URL that it began with"))));

    private RedirectedContentChecks() {}

    private static boolean isRead(Exchange exchange) {
        return exchange.request().isGet() || exchange.request().isHead();
    }

    private static boolean isManifestRedirect(Exchange exchange) {
        return isRead(exchange)
                && STATUSES.contains(exchange.status())
                && exchange.request().endpoint() instanceof Endpoint.Manifest;
    }

    private static boolean isRedirectOfContent(Exchange exchange) {
        return isManifestRedirect(exchange)
                || (isRead(exchange)
                        && STATUSES.contains(exchange.status())
                        && exchange.request().endpoint() instanceof Endpoint.Blob);
    }

    /** Whether one of the redirects that follow, each from where the one before led, leads back. */
    private static boolean comesBack(Exchange redirect, Transcript transcript) {
        var start = redirect.request().url();
        var at = redirect;
        while (at.redirectTarget().isPresent()) {
            if (at.redirectTarget().get().equals(start)) {
                return true;
            }
            var next = transcript.followUpOf(at);
            if (next.isEmpty()) {
                return false;
            }
            at = next.get();
        }
        return false;
    }
}
