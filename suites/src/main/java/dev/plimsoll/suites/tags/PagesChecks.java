package dev.plimsoll.suites.tags;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Party.REGISTRY;
import static dev.plimsoll.suites.check.Writes.orRefusal;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Listed;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Workspace;
import dev.plimsoll.suites.check.Writes;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Going from page to page by the field {@code Link}. */
final class PagesChecks {
    /** More pages than the tags that are pushed can fill. */
    private static final int MAX_PAGES = 10;

    private static final Stimulus WALK = probe -> {
        var workspace = Workspace.of(probe);
        TagsChecks.pushTags(workspace);
        var next = Optional.of(workspace.tagsPath() + "?n=3");
        for (int page = 0; page < MAX_PAGES && next.isPresent(); page++) {
            next = Listed.nextUrl(workspace.get(next.get()));
        }
    };

    static final List<Check> ALL = List.of(
            check("tags/link-is-to-the-next", MUST, REGISTRY, "DS-067")
                    .title("The Link of a page of tags follows RFC 5988 and has the relation next")
                    .impact("Clients cannot read where the next page is, and leave tags out.")
                    .writes(WALK)
                    .judge(orRefusal(each(
                            "lists of tags with a Link",
                            (e, t) -> Listed.isRequest(e)
                                    && e.status() == 200
                                    && !Listed.links(e).isEmpty(),
                            (answer, t, findings) -> findings.require(
                                    Listed.nextUrl(answer).isPresent(),
                                    answer,
                                    "Link",
                                    "<URL>; rel=\"next\"",
                                    String.join(", ", Listed.links(answer)))))),
            check("tags/link-can-be-followed", MUST, REGISTRY, "DS-067")
                    .title("The next page is where the Link says")
                    .impact("Clients stop in the middle of the list.")
                    .writes(WALK)
                    .judge(orRefusal(each(
                            "pages that a Link led to",
                            (e, t) -> Writes.isVerdict(e) && before(e, t).isPresent(),
                            (answer, t, findings) -> findings.requireStatus(200, answer)))),
            check("tags/next-page-is-another", MUST, REGISTRY, "DS-067")
                    .title("The next page has none of the tags of the page before it")
                    .impact("Clients that follow the Link go round and round.")
                    .writes(WALK)
                    .judge(orRefusal(each(
                            "pages with tags that a Link led to",
                            (e, t) -> Listed.isAnswer(e)
                                    && !Listed.tags(e).isEmpty()
                                    && before(e, t).isPresent(),
                            (answer, t, findings) -> {
                                var again = Listed.tags(before(answer, t).orElseThrow());
                                Listed.tags(answer).stream()
                                        .filter(again::contains)
                                        .limit(3)
                                        .forEach(tag -> findings.add(answer, "tags", "without " + tag, "with it"));
                            }))),
            check("tags/pages-have-all-tags", MUST, REGISTRY, "DS-066")
                    .title("All pages together have all tags")
                    .impact("Tools that look for the newest version of an image find an older one.")
                    .writes(WALK)
                    .judge(orRefusal(each(
                            "last pages of a list of pushed tags that was read from its first one",
                            (e, t) -> Listed.isAnswer(e)
                                    && Listed.links(e).isEmpty()
                                    && pages(e, t).size() > 1
                                    && Listed.parameter(pages(e, t).get(0), "last")
                                            .isEmpty()
                                    && !TagsChecks.pushedTags(pages(e, t).get(0), t)
                                            .isEmpty(),
                            (answer, t, findings) -> {
                                var listed = new HashSet<String>();
                                var pages = pages(answer, t);
                                pages.forEach(page -> listed.addAll(Listed.tags(page)));
                                var expected = new HashSet<>(TagsChecks.pushedTags(pages.get(0), t));
                                expected.retainAll(TagsChecks.pushedTags(answer, t));
                                TagsChecks.requireAll(expected, listed, answer, findings);
                            }))),
            check("tags/full-page-before-others-has-a-link", QUIRK, REGISTRY, "DS-066")
                    .title("A full page that is not the last has a Link")
                    .impact("Clients that only follow Links stop at the first page.")
                    .writes(WALK)
                    .judge(orRefusal(each(
                            "first pages of repositories known to have more tags",
                            (e, t) -> Listed.isAnswer(e)
                                    && Listed.parameter(e, "last").isEmpty()
                                    && TagsChecks.n(e)
                                            .filter(n -> n > 0
                                                    && TagsChecks.pushedTags(e, t)
                                                                    .size()
                                                            > n)
                                            .isPresent(),
                            (answer, t, findings) -> findings.require(
                                    Listed.next(answer).isPresent(), answer, "Link", "to the next page", "absent")))),
            check("tags/link-goes-on-after-last", QUIRK, REGISTRY, "DS-067")
                    .title("The Link of a page of tags says last, as clients that do not follow it would")
                    .impact(
                            "None for clients that follow it as it is; those that make the next URL up get the first page.")
                    .writes(WALK)
                    .judge(orRefusal(each(
                            "lists of tags with a Link to the next page",
                            (e, t) -> Listed.isAnswer(e) && Listed.next(e).isPresent(),
                            (answer, t, findings) -> {
                                var target = Listed.next(answer).orElseThrow().target();
                                findings.require(
                                        target.contains("last="), answer, "Link", "with the parameter last", target);
                            }))));

    private PagesChecks() {}

    /** The page whose Link led to this one. */
    private static Optional<Exchange> before(Exchange page, Transcript transcript) {
        var url = page.request().url().raw();
        return !Listed.isRequest(page)
                ? Optional.empty()
                : Writes.lastBefore(
                        page,
                        transcript,
                        earlier -> Listed.isAnswer(earlier)
                                && Listed.nextUrl(earlier).filter(url::equals).isPresent());
    }

    /** The pages up to this one, the first first. */
    private static List<Exchange> pages(Exchange last, Transcript transcript) {
        var pages = new ArrayDeque<Exchange>();
        var page = Optional.of(last);
        while (page.isPresent() && pages.size() < 1000) {
            pages.addFirst(page.get());
            page = before(page.get(), transcript);
        }
        return List.copyOf(pages);
    }
}
