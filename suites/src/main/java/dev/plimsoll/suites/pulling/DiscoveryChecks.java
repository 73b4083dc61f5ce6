package dev.plimsoll.suites.pulling;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.CLIENT;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Link;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.TagList;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Course;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How clients look around a repository and follow where they are sent. */
public final class DiscoveryChecks {
    private static final int MAX_ENCODED = 64;
    private static final int MAX_ALGORITHM = 32;
    private static final String PAGES = "pages of tags that name a next page";
    private static final String FOLLOWED = "requests that a 307 or 308 led to";

    public static final List<Check> ALL = List.of(
            check("pulling/client-asks-for-the-next-page", QUIRK, CLIENT, "RV-10")
                    .title("The client that wants all tags follows the link to the next page")
                    .impact("Tags beyond the first page do not exist for the client.")
                    .judge(each(
                            "answers to requests for all tags that name a next page",
                            (e, t) -> next(e).isPresent()
                                    && e.request().url().parameter("n").isEmpty(),
                            (page, t, findings) -> findings.require(
                                    Course.after(page, t).anyMatch(later -> isTagsOf(later, page)),
                                    page,
                                    "next request for tags",
                                    "the next page",
                                    "none"))),
            check("pulling/client-follows-the-link", QUIRK, CLIENT, "DS-070")
                    .title("The client takes the next page from the link, and does not make its URL up")
                    .impact(
                            "With registries whose pages go by something else than the last tag it repeats or skips tags.")
                    .judge(each(
                            PAGES + ", after which the client asked for more",
                            (e, t) -> next(e).isPresent() && nextTags(e, t).isPresent(),
                            (page, t, findings) -> {
                                var asked = nextTags(page, t).orElseThrow();
                                findings.require(
                                        asked.request().url().equals(next(page).orElseThrow()),
                                        asked,
                                        "URL of the next page",
                                        "the one that Link names",
                                        "another");
                            })),
            check("pulling/client-goes-on-after-a-tag", MUST, CLIENT, "DS-069")
                    .title("The parameter last is a tag, and not a number of tags")
                    .impact("The page begins anywhere, and tags are missed or come twice.")
                    .judge(each(
                            "requests for tags with last, after a page of them",
                            (e, t) -> last(e).isPresent() && !tagsBefore(e, t).isEmpty(),
                            (request, t, findings) -> {
                                var last = last(request).orElseThrow();
                                findings.require(
                                        tagsBefore(request, t).contains(last) || !last.matches("[0-9]+"),
                                        request,
                                        "last",
                                        "a tag, such as " + newest(request, t),
                                        last);
                            })),
            check("pulling/client-falls-back-to-the-referrers-tag", MUST, CLIENT, "DS-079")
                    .title("Where a registry has no referrers API the client asks for the referrers tag")
                    .impact("Signatures and attestations that are there are not found.")
                    .judge(each(
                            "requests for referrers answered 404",
                            (e, t) -> e.request().endpoint() instanceof Endpoint.Referrers && e.status() == 404,
                            (missing, t, findings) -> {
                                var tag = fallback(missing);
                                findings.require(
                                        t.stream().anyMatch(other -> isManifest(other, missing, tag)),
                                        missing,
                                        "next request for referrers",
                                        "the manifest of the tag " + tag,
                                        "none");
                            })),
            check("pulling/client-names-the-referrers-tag", MUST, CLIENT, "DS-087")
                    .title("The referrers tag is the algorithm, a hyphen and up to 64 characters of the digest")
                    .impact("One client does not find what the other has attached.")
                    .judge(each(
                            "requests for tags made of a digest",
                            (e, t) -> digestTag(e).isPresent(),
                            (request, t, findings) -> {
                                var tag = digestTag(request).orElseThrow();
                                findings.require(
                                        tag.substring(tag.indexOf('-') + 1).length() == MAX_ENCODED,
                                        request,
                                        "referrers tag",
                                        "64 hexadecimal digits after the algorithm",
                                        (tag.length() - tag.indexOf('-') - 1) + " of them: " + tag);
                            })),
            check("pulling/client-follows-redirects-of-manifests", SHOULD, CLIENT, "DS-090")
                    .title("The client follows redirects of manifests and tag lists")
                    .impact("Registries that moved, or answer from elsewhere, cannot be used.")
                    .judge(each(
                            "redirects of manifests and tag lists that can be followed safely",
                            (e, t) -> isDocument(e)
                                    && e.redirectTarget()
                                            .filter(target -> target.origin().isTls()
                                                    || !e.request()
                                                            .url()
                                                            .origin()
                                                            .isTls())
                                            .isPresent(),
                            (redirect, t, findings) -> findings.require(
                                    t.followUpOf(redirect).isPresent(),
                                    redirect,
                                    "next request",
                                    redirect.request().method() + " "
                                            + redirect.redirectTarget()
                                                    .orElseThrow()
                                                    .withoutQuery(),
                                    "none"))),
            check("pulling/client-keeps-the-method", MUST, CLIENT, "RV-03")
                    .title("The client repeats a request that was redirected with 307 or 308 by the same method")
                    .impact("An upload becomes a download, or a look a pull.")
                    .judge(each(
                            FOLLOWED, (e, t) -> follows(e, t, 307) || follows(e, t, 308), (request, t, findings) -> {
                                var redirect = t.redirectTo(request).orElseThrow();
                                findings.require(
                                        request.request()
                                                .method()
                                                .equals(redirect.request().method()),
                                        request,
                                        "method after a " + redirect.status(),
                                        redirect.request().method(),
                                        request.request().method());
                            })),
            check("pulling/client-keeps-the-range", SHOULD, CLIENT, "HT-07")
                    .title("The client that is redirected sends the range that it wants to the new place as well")
                    .impact("All of the blob comes instead of its rest, and may be added to what is there.")
                    .judge(each(
                            "requests that redirects of a request with a range led to",
                            (e, t) -> t.redirectTo(e)
                                    .filter(redirect -> redirect.request().isGet()
                                            && redirect.request().fields().contains("Range"))
                                    .isPresent(),
                            (request, t, findings) -> {
                                var wanted = t.redirectTo(request)
                                        .orElseThrow()
                                        .request()
                                        .fields();
                                findings.require(
                                        request.request().fields().all("Range").equals(wanted.all("Range")),
                                        request,
                                        "Range",
                                        wanted.first("Range").orElse(""),
                                        request.request()
                                                .fields()
                                                .first("Range")
                                                .orElse("absent"));
                            })));

    private DiscoveryChecks() {}

    private static boolean isTags(Exchange exchange) {
        return exchange.request().endpoint() instanceof Endpoint.Tags
                && exchange.request().isGet();
    }

    private static boolean isTagsOf(Exchange later, Exchange page) {
        return isTags(later)
                && later.request().endpoint().equals(page.request().endpoint())
                && !later.request().url().equals(page.request().url());
    }

    private static Optional<Exchange> nextTags(Exchange page, Transcript transcript) {
        return Course.after(page, transcript)
                .filter(later ->
                        isTagsOf(later, page) && later.request().url().query().isPresent())
                .findFirst();
    }

    /** The URL of the page that a page names as the next. */
    private static Optional<HttpUrl> next(Exchange page) {
        if (!isTags(page) || page.status() != 200) {
            return Optional.empty();
        }
        return page.response()
                .map(HttpResponse::fields)
                .flatMap(fields -> Link.next(fields.all("Link")))
                .flatMap(link -> {
                    try {
                        return Optional.of(page.request().url().resolve(link.target()));
                    } catch (MalformedException e) {
                        return Optional.empty();
                    }
                });
    }

    private static Optional<String> last(Exchange exchange) {
        return isTags(exchange) ? exchange.request().url().parameter("last") : Optional.empty();
    }

    /** The tags of the pages that the client got before; nothing if one of them cannot be read. */
    private static List<String> tagsBefore(Exchange request, Transcript transcript) {
        var pages = Course.before(request, transcript)
                .filter(earlier -> isTags(earlier)
                        && earlier.status() == 200
                        && earlier.request().endpoint().equals(request.request().endpoint()))
                .toList();
        return pages.stream().allMatch(page -> tags(page).isPresent())
                ? pages.stream()
                        .flatMap(page -> tags(page).stream().flatMap(List::stream))
                        .toList()
                : List.of();
    }

    private static String newest(Exchange request, Transcript transcript) {
        var tags = tagsBefore(request, transcript);
        return tags.get(tags.size() - 1);
    }

    private static Optional<List<String>> tags(Exchange page) {
        try {
            return Traffic.body(page).map(body -> TagList.parse(body).tags());
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static String fallback(Exchange referrers) {
        var digest = ((Endpoint.Referrers) referrers.request().endpoint()).digest();
        int colon = digest.indexOf(':');
        return cut(digest.substring(0, Math.max(colon, 0)), MAX_ALGORITHM)
                + "-"
                + cut(digest.substring(colon + 1), MAX_ENCODED);
    }

    private static String cut(String text, int length) {
        return (text.length() > length ? text.substring(0, length) : text).replaceAll("[^A-Za-z0-9._-]", "-");
    }

    private static boolean isManifest(Exchange exchange, Exchange referrers, String tag) {
        var name = ((Endpoint.Referrers) referrers.request().endpoint()).name();
        return Traffic.manifestRequest(exchange)
                .filter(manifest ->
                        manifest.name().equals(name) && manifest.reference().equals(tag))
                .isPresent();
    }

    /** A tag that is a digest of one of the two registered algorithms, with another separator. */
    private static Optional<String> digestTag(Exchange exchange) {
        return Traffic.manifestRequest(exchange)
                .map(Endpoint.Manifest::reference)
                .filter(reference -> reference.matches("sha(256|512)-[0-9a-f]{32,}"));
    }

    private static boolean isDocument(Exchange exchange) {
        return exchange.request().isGet() && (Traffic.manifestRequest(exchange).isPresent() || isTags(exchange));
    }

    private static boolean follows(Exchange exchange, Transcript transcript, int status) {
        return Stream.of(exchange)
                .flatMap(request -> transcript.redirectTo(request).stream())
                .filter(redirect -> redirect.status() == status)
                .anyMatch(redirect -> transcript
                        .followUpOf(redirect)
                        .filter(followUp -> followUp.id() == exchange.id())
                        .isPresent());
    }
}
