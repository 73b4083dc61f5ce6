package dev.plimsoll.suites.tags;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Party.REGISTRY;
import static dev.plimsoll.suites.check.Writes.orRefusal;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Findings;
import dev.plimsoll.suites.check.Listed;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import dev.plimsoll.suites.check.Workspace;
import dev.plimsoll.suites.check.Writes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists of tags: what is in them, in which order, and in which pages. */
public final class TagsChecks {
    /** In an order in which nobody lists them, and with capitals, which the two allowed orders sort differently. */
    private static final List<String> TAGS = List.of("b", "v10", "Zulu", "a", "v2", "_x", "1.0");

    private static final Comparator<String> LEXICAL = String.CASE_INSENSITIVE_ORDER;
    private static final Comparator<String> ASCII = Comparator.naturalOrder();

    private static final Stimulus ALL_TAGS = list("");
    private static final Stimulus NO_TAG_AT_ALL = probe -> {
        var workspace = Workspace.of(probe);
        var image = workspace.image("image");
        workspace.put(image.digest().raw(), image);
        workspace.get(workspace.tagsPath());
    };
    private static final Stimulus NO_TAGS = list("?n=0");
    private static final Stimulus AFTER_A = list("?n=3&last=a");

    static final List<Check> ALL_OF_LISTS = List.of(
            check("tags/list-answers-200", MUST, REGISTRY, "DS-064")
                    .title("The tags of a repository that exists are listed with 200")
                    .impact("Tools that look for the newest version of an image find none.")
                    .writes(ALL_TAGS)
                    .judge(orRefusal(each(
                            "requests for the tags of a repository that has some",
                            (e, t) -> Listed.isRequest(e)
                                    && Writes.isVerdict(e)
                                    && e.request().url().query().isEmpty()
                                    && !pushedTags(e, t).isEmpty(),
                            (answer, t, findings) -> findings.requireStatus(200, answer)))),
            check("tags/list-without-tags-answers-200", MUST, REGISTRY, "DS-064")
                    .title("A repository that has manifests and no tags is listed with 200")
                    .impact("Tools that go through all repositories take it for one that is not there.")
                    .writes(NO_TAG_AT_ALL)
                    .judge(orRefusal(each(
                            "requests for the tags of a repository that has manifests and none",
                            (e, t) -> Listed.isRequest(e)
                                    && Writes.isVerdict(e)
                                    && e.request().url().query().isEmpty()
                                    && Writes.present(e, t).findAny().isPresent()
                                    && pushedTags(e, t).isEmpty(),
                            (answer, t, findings) -> findings.requireStatus(200, answer)))),
            check("tags/list-is-json", MUST, REGISTRY, "DS-064")
                    .title("A list of tags is a JSON object with a name and an array of tags")
                    .impact("Clients cannot read the list.")
                    .writes(ALL_TAGS)
                    .judge(orRefusal(each(
                            "lists of tags whose body is at hand",
                            (e, t) -> isList(e),
                            (answer, t, findings) -> findings.require(
                                    Listed.list(answer).isPresent()
                                            && Traffic.body(answer)
                                                    .orElseThrow()
                                                    .asText()
                                                    .contains("\"tags\""),
                                    answer,
                                    "body",
                                    "{\"name\": …, \"tags\": […]}",
                                    Traffic.excerpt(answer))))),
            check("tags/name-is-the-repositorys", MUST, REGISTRY, "DS-064")
                    .title("A list of tags has the name of the repository that was asked for")
                    .impact("Clients that read several lists mix them up.")
                    .writes(ALL_TAGS)
                    .judge(orRefusal(each(
                            "lists of tags that can be read", (e, t) -> Listed.isAnswer(e), (answer, t, findings) -> {
                                var asked = ((Endpoint.Tags) answer.request().endpoint()).name();
                                var stated = Listed.list(answer).orElseThrow().name();
                                findings.require(
                                        stated.equals(asked)
                                                || answer.request()
                                                        .url()
                                                        .parameter("ns")
                                                        .isPresent(),
                                        answer,
                                        "name",
                                        asked,
                                        stated);
                            }))),
            check("tags/list-is-not-null", QUIRK, REGISTRY, "DS-064")
                    .title("A list without tags is an empty array, not null")
                    .impact("Clients that go through the list without looking fail.")
                    .writes(NO_TAG_AT_ALL)
                    .judge(orRefusal(each(
                            "lists of tags without any",
                            (e, t) -> isList(e)
                                    && Listed.list(e)
                                            .filter(list -> list.tags().isEmpty())
                                            .isPresent(),
                            (answer, t, findings) -> findings.require(
                                    !Traffic.body(answer)
                                            .orElseThrow()
                                            .asText()
                                            .matches("(?s).*\"tags\"\\s*:\\s*null.*"),
                                    answer,
                                    "tags",
                                    "[]",
                                    "null")))),
            check("tags/pushed-tag-is-listed", MUST, REGISTRY, "DS-064")
                    .title("A tag that was pushed is in the list")
                    .impact("Tools that look for the newest version of an image find an older one.")
                    .writes(ALL_TAGS)
                    .judge(orRefusal(each(
                            "whole lists of repositories to which tags were pushed before",
                            (e, t) -> Listed.isAnswer(e)
                                    && isWhole(e)
                                    && !pushedTags(e, t).isEmpty(),
                            (answer, t, findings) -> requireAll(
                                    pushedTags(answer, t), Set.copyOf(Listed.tags(answer)), answer, findings)))),
            check("tags/list-is-in-order", MUST, REGISTRY, "DS-065")
                    .title("Tags are listed in lexical or in ASCII order")
                    .impact("Clients that go on after the last tag leave some out.")
                    .writes(ALL_TAGS)
                    .judge(orRefusal(each(
                            "lists of at least two tags",
                            (e, t) -> Listed.isAnswer(e) && Listed.tags(e).size() > 1,
                            (answer, t, findings) -> {
                                var tags = Listed.tags(answer);
                                findings.require(
                                        isSorted(tags, LEXICAL) || isSorted(tags, ASCII),
                                        answer,
                                        "order of tags",
                                        "lexical or ASCII",
                                        tags.size() > 20 ? tags.subList(0, 20) + "…" : tags + "");
                            }))),
            check("tags/no-tag-twice", QUIRK, REGISTRY, "DS-064")
                    .title("No tag is listed twice on one page")
                    .impact("Tools that copy what is listed do their work twice.")
                    .writes(ALL_TAGS)
                    .judge(orRefusal(each(
                            "lists of at least two tags",
                            (e, t) -> Listed.isAnswer(e) && Listed.tags(e).size() > 1,
                            (answer, t, findings) -> {
                                long different =
                                        Listed.tags(answer).stream().distinct().count();
                                findings.require(
                                        different == Listed.tags(answer).size(),
                                        answer,
                                        "tags",
                                        different + " different ones",
                                        Listed.tags(answer).size() + " in all");
                            }))),
            check("tags/entries-are-tags", QUIRK, REGISTRY, "DS-006")
                    .title("Everything in a list of tags is a tag")
                    .impact("Tools that ask for what is listed, such as digests as Artifactory lists them, fail.")
                    .writes(ALL_TAGS)
                    .judge(orRefusal(each(
                            "lists with at least one tag",
                            (e, t) -> Listed.isAnswer(e) && !Listed.tags(e).isEmpty(),
                            (answer, t, findings) -> Listed.tags(answer).stream()
                                    .filter(tag -> !Reference.isTag(tag))
                                    .limit(3)
                                    .forEach(tag -> findings.add(answer, "entry", "a tag", '"' + tag + '"'))))),
            check("tags/n-is-the-most", MUST, REGISTRY, "DS-066")
                    .title("A page of tags has at most as many as were asked for")
                    .impact("Clients with little room for an answer are sent more than they can take.")
                    .writes(list("?n=3"))
                    .judge(orRefusal(each(
                            "pages of a stated number of tags",
                            (e, t) -> Listed.isAnswer(e)
                                    && n(e).filter(n -> n > 0).isPresent(),
                            (answer, t, findings) -> findings.require(
                                    Listed.tags(answer).size() <= n(answer).orElseThrow(),
                                    answer,
                                    "number of tags",
                                    "at most " + n(answer).orElseThrow(),
                                    Listed.tags(answer).size() + "")))),
            check("tags/short-page-has-a-link", MUST, REGISTRY, "DS-066")
                    .title("A page with fewer tags than were asked for, where there are more, has a Link")
                    .impact("Clients take the short page for the last one, and leave tags out.")
                    .writes(list("?n=5"))
                    .judge(orRefusal(each(
                            "first pages that could be full",
                            (e, t) -> Listed.isAnswer(e)
                                    && Listed.parameter(e, "last").isEmpty()
                                    && n(e).filter(n ->
                                                    n > 0 && pushedTags(e, t).size() >= n)
                                            .isPresent(),
                            (answer, t, findings) -> findings.require(
                                    Listed.tags(answer).size() >= n(answer).orElseThrow()
                                            || Listed.next(answer).isPresent(),
                                    answer,
                                    "page",
                                    n(answer).orElseThrow() + " tags, or a Link",
                                    Listed.tags(answer).size() + " tags and no Link")))),
            check("tags/n-zero-is-empty", MUST, REGISTRY, "DS-068")
                    .title("Of no tags at all, n=0, an empty list is sent")
                    .impact("Clients that only ask whether the repository is there get all of its tags.")
                    .writes(NO_TAGS)
                    .judge(orRefusal(each(
                            "lists of no tags at all, n=0",
                            (e, t) -> Listed.isRequest(e)
                                    && Writes.isVerdict(e)
                                    && n(e).filter(n -> n == 0).isPresent()
                                    && Writes.present(e, t).findAny().isPresent(),
                            (answer, t, findings) -> findings.require(
                                    answer.status() == 200
                                            && Listed.tags(answer).isEmpty(),
                                    answer,
                                    "answer",
                                    "200 and an empty list",
                                    answer.status() + " and "
                                            + Listed.tags(answer).size() + " tags")))),
            check("tags/n-zero-has-no-link", MUST, REGISTRY, "DS-068")
                    .title("Of no tags at all, n=0, there is no next page")
                    .impact("Clients that follow the Link go round and round.")
                    .writes(NO_TAGS)
                    .judge(orRefusal(each(
                            "lists of no tags at all, n=0, with success",
                            (e, t) -> Listed.isRequest(e)
                                    && e.status() == 200
                                    && n(e).filter(n -> n == 0).isPresent(),
                            (answer, t, findings) -> findings.require(
                                    Listed.links(answer).isEmpty(), answer, "Link", "absent", "present")))),
            check("tags/last-is-left-out", MUST, REGISTRY, "DS-069")
                    .title("A page after a tag does not have that tag")
                    .impact("Clients get it twice, or go round and round.")
                    .writes(AFTER_A)
                    .judge(orRefusal(each(
                            "pages after a tag",
                            (e, t) -> Listed.isAnswer(e)
                                    && Listed.parameter(e, "last").isPresent(),
                            (answer, t, findings) -> {
                                var last = Listed.parameter(answer, "last").orElseThrow();
                                findings.require(
                                        !Listed.tags(answer).contains(last),
                                        answer,
                                        "tags",
                                        "without " + last,
                                        "with it");
                            }))),
            check("tags/page-begins-after-last", MUST, REGISTRY, "DS-069")
                    .title("A page after a tag has only tags that come after it")
                    .impact("Clients that go through the pages never come to an end, or leave tags out.")
                    .writes(AFTER_A)
                    .judge(orRefusal(each(
                            "pages with tags, after a tag",
                            (e, t) -> Listed.isAnswer(e)
                                    && !Listed.tags(e).isEmpty()
                                    && Listed.parameter(e, "last")
                                            .filter(Reference::isTag)
                                            .isPresent(),
                            (answer, t, findings) -> {
                                var last = Listed.parameter(answer, "last").orElseThrow();
                                var tags = Listed.tags(answer);
                                findings.require(
                                        tags.stream().allMatch(tag -> LEXICAL.compare(tag, last) >= 0)
                                                || tags.stream().allMatch(tag -> ASCII.compare(tag, last) >= 0),
                                        answer,
                                        "tags",
                                        "after " + last,
                                        tags.size() > 20 ? tags.subList(0, 20) + "…" : tags + "");
                            }))),
            check("tags/last-without-n", MUST, REGISTRY, "DS-069")
                    .title("A list after a tag needs no number")
                    .impact("Clients that ask for all the rest are refused.")
                    .writes(list("?last=a"))
                    .judge(orRefusal(each(
                            "lists after a tag, without a number, of a repository that is there",
                            (e, t) -> Listed.isRequest(e)
                                    && Writes.isVerdict(e)
                                    && n(e).isEmpty()
                                    && Listed.parameter(e, "n").isEmpty()
                                    && Listed.parameter(e, "last")
                                            .filter(last -> pushedTags(e, t).contains(last))
                                            .isPresent(),
                            (answer, t, findings) -> findings.requireStatus(200, answer)))));

    /** All checks of the topic. */
    public static final List<Check> ALL = Stream.of(ALL_OF_LISTS, PagesChecks.ALL, GrammarChecks.ALL)
            .flatMap(List::stream)
            .toList();

    private TagsChecks() {}

    /** Pushes one image under several tags and asks for the list of them. */
    static Stimulus list(String query) {
        return probe -> {
            var workspace = Workspace.of(probe);
            pushTags(workspace);
            workspace.get(workspace.tagsPath() + query);
        };
    }

    static void pushTags(Workspace workspace) {
        var image = workspace.image("image");
        TAGS.forEach(tag -> workspace.put(tag, image));
    }

    /** The tags that were pushed to the repository that is listed and not deleted since. */
    static Set<String> pushedTags(Exchange list, Transcript transcript) {
        return Writes.present(list, transcript)
                .flatMap(push -> Traffic.manifestRequest(push).stream())
                .filter(request -> !request.byDigest())
                .map(Endpoint.Manifest::reference)
                .collect(Collectors.toSet());
    }

    static void requireAll(Set<String> expected, Set<String> listed, Exchange answer, Findings findings) {
        var missing =
                expected.stream().filter(tag -> !listed.contains(tag)).sorted().toList();
        findings.require(missing.isEmpty(), answer, "tags", "all that were pushed", "without " + missing);
    }

    /** The number that was asked for, if it is one. */
    static Optional<Long> n(Exchange exchange) {
        return Listed.parameter(exchange, "n")
                .filter(n -> n.matches("[0-9]{1,9}"))
                .map(Long::parseLong);
    }

    private static boolean isList(Exchange exchange) {
        return Listed.isRequest(exchange)
                && exchange.status() == 200
                && Traffic.body(exchange).isPresent();
    }

    private static boolean isWhole(Exchange answer) {
        return n(answer).isEmpty()
                && Listed.parameter(answer, "last").isEmpty()
                && Listed.parameter(answer, "next_page").isEmpty()
                && Listed.links(answer).isEmpty();
    }

    private static boolean isSorted(List<String> tags, Comparator<String> order) {
        for (int i = 1; i < tags.size(); i++) {
            if (order.compare(tags.get(i - 1), tags.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }
}
