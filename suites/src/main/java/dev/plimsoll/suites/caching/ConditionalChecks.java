package dev.plimsoll.suites.caching;

import static dev.plimsoll.suites.check.Accept.MODERN_LINES;
import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Judgement;
import dev.plimsoll.suites.check.Probe;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.function.BiPredicate;

/** Questions on the condition that something has changed. */
public final class ConditionalChecks {
    private static final HeaderFields ANY = HeaderFields.of("Accept", "*/*");
    private static final String UNCHANGED = "304 answers about content";

    private static final Stimulus KNOWN_MANIFEST = probe -> {
        var path = probe.sample().manifestPath(probe.sample().manifest().raw());
        Validators.entityTag(probe.get(path, MODERN_LINES))
                .ifPresent(tag -> probe.get(path, MODERN_LINES.and("If-None-Match", tag)));
    };
    private static final Stimulus KNOWN_BLOB = probe -> {
        var path = probe.sample().blobPath(probe.sample().config().digest());
        Validators.entityTag(ask(probe, path, ANY)).ifPresent(tag -> ask(probe, path, ANY.and("If-None-Match", tag)));
    };

    public static final List<Check> ALL = List.of(
            check("caching/known-manifest-is-304", SHOULD, REGISTRY, "RV-04")
                    .title("A manifest that the client has is answered with 304")
                    .impact("Clients and mirrors that look for changes fetch everything again.")
                    .drive(KNOWN_MANIFEST)
                    .judge(known((e, t) -> Traffic.manifestRequest(e).isPresent())),
            check("caching/known-blob-is-304", SHOULD, REGISTRY, "RV-04")
                    .title("A blob that the client has is answered with 304")
                    .impact("Caches that revalidate fetch whole layers again.")
                    .drive(KNOWN_BLOB)
                    .judge(known((e, t) -> Traffic.requestedBlob(e, t).isPresent())),
            check("caching/anything-known-is-304", SHOULD, REGISTRY, "HT-27")
                    .title("If-None-Match: * is answered with 304 for what is there")
                    .impact("Who only wants to know whether something is there gets all of it.")
                    .drive(probe -> {
                        var path = probe.sample()
                                .manifestPath(probe.sample().manifest().raw());
                        probe.get(path, MODERN_LINES);
                        probe.get(path, MODERN_LINES.and("If-None-Match", "*"));
                    })
                    .judge(each(
                            "answers to If-None-Match: * about what came before with an entity tag",
                            (e, t) -> Validators.known(e).equals(List.of("*"))
                                    && isAnswer(e, t)
                                    && Validators.earlierTagged(e, t).isPresent(),
                            (answer, t, findings) -> findings.requireStatus(304, answer))),
            check("caching/unchanged-only-when-asked", MUST, REGISTRY, "HT-28")
                    .title("304 answers only a request that has a condition")
                    .impact("The client has nothing, and gets nothing.")
                    .drive(KNOWN_MANIFEST)
                    .judge(each(
                            UNCHANGED,
                            ConditionalChecks::isUnchanged,
                            (answer, t, findings) -> findings.require(
                                    Validators.isConditional(answer)
                                            || answer.request().fields().contains("If-Range"),
                                    answer,
                                    "status for a request without a condition",
                                    "200",
                                    "304"))),
            check("caching/unchanged-has-the-etag", MUST, REGISTRY, "HT-28")
                    .title("A 304 has the ETag that the content came with")
                    .impact("Caches cannot tell which of the things they have is still good.")
                    .drive(KNOWN_MANIFEST)
                    .judge(each(
                            "304 answers about what came before with an entity tag",
                            (e, t) -> isUnchanged(e, t)
                                    && Validators.earlierTagged(e, t).isPresent(),
                            (answer, t, findings) -> findings.require(
                                    Validators.entityTag(answer).isPresent(),
                                    answer,
                                    "ETag",
                                    Validators.earlierTagged(answer, t)
                                            .flatMap(Validators::entityTag)
                                            .orElseThrow(),
                                    "absent"))),
            check("caching/unchanged-is-what-is-known", MUST, REGISTRY, "HT-27")
                    .title("A 304 comes only for an entity tag that the client named")
                    .impact("The client goes on with an image that the tag no longer names.")
                    .drive(probe -> {
                        KNOWN_MANIFEST.drive(probe);
                        probe.get(
                                probe.sample().manifestPath(), MODERN_LINES.and("If-None-Match", "\"plimsoll-other\""));
                    })
                    .judge(each(
                            "304 answers with an ETag to If-None-Match",
                            (e, t) -> isUnchanged(e, t)
                                    && Validators.entityTag(e).isPresent()
                                    && !Validators.known(e).isEmpty()
                                    && !Validators.known(e).contains("*"),
                            (answer, t, findings) -> {
                                var tag = Validators.entityTag(answer).orElseThrow();
                                findings.require(
                                        Validators.known(answer).stream()
                                                .anyMatch(
                                                        known -> Validators.sameWeakly(unquoted(known), unquoted(tag))),
                                        answer,
                                        "ETag of what is unchanged",
                                        "one of " + Validators.known(answer),
                                        tag);
                            })),
            check("caching/other-content-is-sent", MUST, REGISTRY, "HT-27")
                    .title("Content is sent if the client names no entity tag that it has")
                    .impact("The client keeps an image that is outdated.")
                    .drive(probe -> probe.get(
                            probe.sample().manifestPath(), MODERN_LINES.and("If-None-Match", "\"plimsoll-other\"")))
                    .judge(each(
                            "answers to If-None-Match with an entity tag of our own",
                            (e, t) -> Validators.known(e).equals(List.of("\"plimsoll-other\"")) && isAnswer(e, t),
                            (answer, t, findings) -> findings.requireStatus(200, answer))));

    private ConditionalChecks() {}

    private static Exchange ask(Probe probe, String path, HeaderFields fields) {
        var answer = probe.get(path, fields);
        return answer.redirectTarget()
                .map(target -> probe.get(target.raw(), fields))
                .orElse(answer);
    }

    /** Content, or that it has not changed. */
    private static boolean isAnswer(Exchange exchange, Transcript transcript) {
        return (exchange.status() == 200 || exchange.status() == 304)
                && Validators.isRead(exchange)
                && Validators.isContent(exchange, transcript);
    }

    private static boolean isUnchanged(Exchange exchange, Transcript transcript) {
        return exchange.status() == 304 && isAnswer(exchange, transcript);
    }

    /** A 200 is right if the content has another entity tag by now. */
    private static Judgement known(BiPredicate<Exchange, Transcript> isMeant) {
        return each(
                "answers to If-None-Match with the entity tag that came before",
                (e, t) -> isMeant.test(e, t)
                        && isAnswer(e, t)
                        && Validators.earlierTagged(e, t)
                                .flatMap(Validators::entityTag)
                                .filter(tag -> Validators.known(e).contains(tag)
                                        && Validators.sameWeakly(
                                                Validators.entityTag(e).orElse(tag), tag))
                                .isPresent(),
                (answer, t, findings) -> findings.requireStatus(304, answer));
    }

    /** Some clients send the bare digest, and registries are kind to them. */
    private static String unquoted(String tag) {
        return tag.replace("\"", "");
    }
}
