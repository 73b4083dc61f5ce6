package dev.plimsoll.suites.tags;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Party.REGISTRY;
import static dev.plimsoll.suites.check.Writes.orRefusal;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Judgement;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import dev.plimsoll.suites.check.Workspace;
import dev.plimsoll.suites.check.Writes;
import java.util.List;
import java.util.function.Predicate;

/** What is a tag, and what is none. */
final class GrammarChecks {
    private static final int LONGEST = 128;

    static final List<Check> ALL = List.of(
            check("tags/longest-tag-is-taken", MUST, REGISTRY, "DS-006")
                    .title("A tag of 128 characters is taken")
                    .impact("Tags that other registries take cannot be copied here.")
                    .writes(push("t".repeat(LONGEST)))
                    .judge(taken("pushes under a tag of 128 characters", tag -> tag.length() == LONGEST)),
            check("tags/every-character-is-taken", MUST, REGISTRY, "DS-006")
                    .title(
                            "A tag may have capitals, digits, underscores, dots and hyphens, and begin with an underscore")
                    .impact("Tags that other registries take cannot be copied here.")
                    .writes(push("_Az09_.-z"))
                    .judge(taken("pushes under a tag that begins with an underscore", tag -> tag.startsWith("_"))),
            check("tags/longer-tag-is-refused", MUST, REGISTRY, "DS-006")
                    .title("A tag of more than 128 characters is refused")
                    .impact(
                            "What is pushed under it can be neither pulled nor copied by clients that hold to the rule.")
                    .writes(push("t".repeat(LONGEST + 1)))
                    .judge(refused(
                            "pushes under a tag of more than 128 characters",
                            tag -> tag.length() > LONGEST && Reference.isTag(tag.substring(0, LONGEST)))),
            check("tags/illegal-tag-is-refused", MUST, REGISTRY, "DS-006")
                    .title("A tag that begins with a dot or a hyphen is refused")
                    .impact(
                            "What is pushed under it can be neither pulled nor copied by clients that hold to the rule.")
                    .writes(push("-hyphen", ".dot"))
                    .judge(refused(
                            "pushes under a tag that begins with a dot or a hyphen",
                            tag -> tag.startsWith("-") || tag.startsWith("."))));

    private GrammarChecks() {}

    /** Pushes an image under a tag that everybody takes, and then under others. */
    private static Stimulus push(String... tags) {
        return probe -> {
            var workspace = Workspace.of(probe);
            var image = workspace.tagged("plain");
            for (var tag : tags) {
                workspace.put(tag, image);
            }
        };
    }

    /** The registry took the same manifest under another tag, so it is the tag that it refuses. */
    private static Judgement taken(String what, Predicate<String> tag) {
        return orRefusal(each(
                what,
                (e, t) -> isPushUnder(tag.and(Reference::isTag), e) && tookIt(e, t),
                (answer, t, findings) -> findings.require(
                        Writes.isSuccess(answer),
                        answer,
                        "status",
                        "201, as under another tag",
                        answer.status() + ", " + Traffic.excerpt(answer))));
    }

    private static Judgement refused(String what, Predicate<String> tag) {
        return orRefusal(each(
                what,
                (e, t) -> isPushUnder(tag, e),
                (answer, t, findings) -> findings.require(
                        !Writes.isSuccess(answer), answer, "status", "an error", Integer.toString(answer.status()))));
    }

    private static boolean isPushUnder(Predicate<String> tag, Exchange push) {
        return Writes.isManifestPush(push)
                && Writes.isVerdict(push)
                && Traffic.manifestRequest(push)
                        .filter(request -> !request.byDigest())
                        .map(Endpoint.Manifest::reference)
                        .filter(tag)
                        .isPresent();
    }

    private static boolean tookIt(Exchange push, Transcript transcript) {
        return Writes.present(push, transcript)
                .anyMatch(other ->
                        Writes.pushed(other).isPresent() && Writes.pushed(other).equals(Writes.pushed(push)));
    }
}
