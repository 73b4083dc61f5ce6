package dev.plimsoll.suites.caching;

import static dev.plimsoll.suites.check.Accept.MODERN_LINES;
import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Accept;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** What answers say about being kept and asked for again, all without a condition in the request. */
public final class CachingChecks {
    private static final HeaderFields ANY = HeaderFields.of("Accept", "*/*");

    /** RFC 9110 §5.6.7, the one form that may be sent. */
    private static final Pattern IMF_FIXDATE = Pattern.compile("(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} "
            + "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT");

    private static final Pattern MAX_AGE = Pattern.compile("max-age=\"?([0-9]{1,18})\"?");

    /** In seconds: a tag that moves is seen by everybody on the same day. */
    private static final long ONE_DAY = 24 * 60 * 60;

    /** In seconds: what Amazon S3 and Google sign for at most. */
    private static final long LONGEST_SIGNATURE = 7 * ONE_DAY;

    /** Parameters by which the signed URLs of Amazon, Google, Azure and Aliyun say until when they are valid. */
    private static final Set<String> EXPIRIES = Set.of("expires", "x-amz-expires", "x-goog-expires", "se");

    private static final Stimulus MANIFESTS = probe -> {
        probe.get(probe.sample().manifestPath(), MODERN_LINES);
        probe.get(probe.sample().manifestPath(probe.sample().manifest().raw()), MODERN_LINES);
    };
    private static final Stimulus CONFIG = probe -> {
        var answer = probe.get(probe.sample().blobPath(probe.sample().config().digest()), ANY);
        answer.redirectTarget().ifPresent(target -> probe.get(target.raw(), ANY));
    };
    private static final Stimulus ALL_CONTENT = probe -> {
        MANIFESTS.drive(probe);
        CONFIG.drive(probe);
    };

    public static final List<Check> ALL = List.of(
            check("caching/manifest-has-an-etag", SHOULD, REGISTRY, "RV-04")
                    .title("A manifest comes with an ETag")
                    .impact("Clients and mirrors cannot revalidate what they have; they fetch it again.")
                    .drive(MANIFESTS)
                    .judge(each(
                            "manifest answers",
                            (e, t) -> Traffic.isManifestAnswer(e),
                            (answer, t, findings) -> findings.require(
                                    Validators.entityTag(answer).isPresent(), answer, "ETag", "present", "absent"))),
            check("caching/blob-has-an-etag", SHOULD, REGISTRY, "RV-04")
                    .title("A blob comes with an ETag")
                    .impact("A download that breaks off cannot be resumed on condition that nothing changed.")
                    .drive(CONFIG)
                    .judge(each(
                            "complete blobs",
                            Traffic::isBlobAnswer,
                            (answer, t, findings) -> findings.require(
                                    Validators.entityTag(answer).isPresent(), answer, "ETag", "present", "absent"))),
            check("caching/etag-is-well-formed", MUST, REGISTRY, "HT-24")
                    .title("An ETag stands in quotes")
                    .impact("Caches and clients that are strict do not use it.")
                    .drive(ALL_CONTENT)
                    .judge(each(
                            "answers with content and an ETag",
                            (e, t) -> Validators.isContent(e, t)
                                    && Validators.entityTag(e).isPresent(),
                            (answer, t, findings) -> findings.require(
                                    Validators.isEntityTag(
                                            Validators.entityTag(answer).orElseThrow()),
                                    answer,
                                    "ETag",
                                    "an opaque tag in quotes, W/ before it or not",
                                    Validators.entityTag(answer).orElseThrow()))),
            check("caching/etag-tells-contents-apart", MUST, REGISTRY, "HT-25")
                    .title("Two manifests from one URL have two entity tags")
                    .impact("A cache hands a list to a client that asked for an image, or the other way round.")
                    .drive(probe -> {
                        probe.get(probe.sample().manifestPath(), MODERN_LINES);
                        probe.get(probe.sample().manifestPath(), Accept.SINGLE_LINES);
                    })
                    .judge(each(
                            "manifests that an earlier answer of the same URL differs from, both with a strong tag",
                            (e, t) -> strongTag(e).isPresent()
                                    && otherContent(e, t).isPresent(),
                            (answer, t, findings) -> {
                                var other = strongTag(otherContent(answer, t).orElseThrow());
                                findings.require(
                                        !strongTag(answer).equals(other),
                                        answer,
                                        "ETag",
                                        "another than that of the other manifest",
                                        "the same: " + other.orElseThrow());
                            })),
            check("caching/head-has-the-etag-of-get", SHOULD, REGISTRY, "HT-26")
                    .title("HEAD and GET of content have the same ETag")
                    .impact("Who revalidates by HEAD takes what it has for outdated.")
                    .drive(probe -> {
                        probe.get(probe.sample().manifestPath(), MODERN_LINES);
                        probe.head(probe.sample().manifestPath(), MODERN_LINES);
                    })
                    .judge(each(
                            "HEAD of content right after a GET that had an ETag",
                            (e, t) -> e.request().isHead()
                                    && e.status() == 200
                                    && Validators.isContent(e, t)
                                    && precedingGet(e, t).isPresent(),
                            (head, t, findings) -> {
                                var expected = precedingGet(head, t)
                                        .flatMap(Validators::entityTag)
                                        .orElseThrow();
                                var actual = Validators.entityTag(head).orElse("absent");
                                findings.require(
                                        Validators.sameWeakly(actual, expected),
                                        head,
                                        "ETag of HEAD",
                                        expected + ", as for GET",
                                        actual);
                            })),
            check("caching/content-may-be-kept", QUIRK, REGISTRY, "RV-04")
                    .title("What is asked for by digest may be stored by caches")
                    .impact("A cache in between cannot help, though the content will never change.")
                    .drive(CONFIG)
                    .judge(each(
                            "complete blobs with Cache-Control",
                            (e, t) -> Traffic.isBlobAnswer(e, t)
                                    && Traffic.field(e, "Cache-Control").isPresent(),
                            (answer, t, findings) -> findings.require(
                                    Validators.directives(answer).noneMatch("no-store"::equals),
                                    answer,
                                    "Cache-Control",
                                    "without no-store",
                                    Traffic.field(answer, "Cache-Control").orElseThrow()))),
            check("caching/tag-is-not-kept-long", QUIRK, REGISTRY, "RV-04")
                    .title("A manifest by tag may be kept for a day at most")
                    .impact("Behind a cache the tag stays what it was long after it moved.")
                    .drive(probe -> probe.get(probe.sample().manifestPath(), MODERN_LINES))
                    .judge(each(
                            "manifests by tag with Cache-Control",
                            (e, t) -> Traffic.isManifestAnswer(e)
                                    && isByTag(e)
                                    && Traffic.field(e, "Cache-Control").isPresent(),
                            (answer, t, findings) -> findings.require(
                                    Validators.directives(answer).noneMatch("immutable"::equals)
                                            && maxAge(answer).orElse(0) <= ONE_DAY,
                                    answer,
                                    "Cache-Control",
                                    "not immutable, and max-age of a day at most",
                                    Traffic.field(answer, "Cache-Control").orElseThrow()))),
            check("caching/signed-redirect-is-not-kept-long", QUIRK, REGISTRY, "RV-04")
                    .title("A redirect to a signed URL may be kept for a week at most")
                    .impact("A cache sends clients to a URL whose signature has expired.")
                    .drive(CONFIG)
                    .judge(each(
                            "redirects of blobs to URLs whose signature expires",
                            (e, t) -> Traffic.isBlobRedirect(e)
                                    && e.redirectTarget()
                                            .filter(CachingChecks::isSigned)
                                            .isPresent(),
                            (redirect, t, findings) -> findings.require(
                                    maxAge(redirect).orElse(0) <= LONGEST_SIGNATURE,
                                    redirect,
                                    "Cache-Control of the redirect",
                                    "absent, or max-age of a week at most",
                                    Traffic.field(redirect, "Cache-Control").orElse("absent")))),
            check("caching/vary-names-accept", SHOULD, REGISTRY, "HT-23")
                    .title("Where Accept decides which manifest comes, Vary says so")
                    .impact("A cache hands a list to a client that asked for an image, or the other way round.")
                    .drive(probe -> {
                        probe.get(probe.sample().manifestPath(), MODERN_LINES);
                        probe.get(probe.sample().manifestPath(), Accept.SINGLE_LINES);
                    })
                    .judge(each(
                            "manifests that came as another type to another Accept from the same URL",
                            (e, t) -> Traffic.isManifestAnswer(e) && isNegotiated(e, t),
                            (answer, t, findings) -> findings.require(
                                    answer.response().stream()
                                            .flatMap(response -> response.fields().listMembers("Vary").stream())
                                            .anyMatch(name -> name.equalsIgnoreCase("Accept") || name.equals("*")),
                                    answer,
                                    "Vary",
                                    "Accept",
                                    Traffic.field(answer, "Vary").orElse("absent")))),
            check("caching/date-is-stated", SHOULD, REGISTRY, "HT-29")
                    .title("An answer has a Date, in the form of RFC 9110")
                    .impact("Caches and clients cannot reckon the age of what they have, nor how long a token lives.")
                    .drive(MANIFESTS)
                    .judge(each(
                            "answers of a registry's API with 2xx, 3xx or 4xx",
                            (e, t) -> Traffic.isRegistryApi(e) && e.status() >= 200 && e.status() < 500,
                            (answer, t, findings) -> findings.require(
                                    Traffic.field(answer, "Date")
                                            .filter(date ->
                                                    IMF_FIXDATE.matcher(date).matches())
                                            .isPresent(),
                                    answer,
                                    "Date",
                                    "such as Sun, 06 Nov 1994 08:49:37 GMT",
                                    Traffic.field(answer, "Date").orElse("absent")))));

    private CachingChecks() {}

    private static boolean isByTag(Exchange exchange) {
        return Traffic.manifestRequest(exchange)
                .filter(request -> !request.byDigest())
                .isPresent();
    }

    private static boolean isSigned(HttpUrl url) {
        return url.parameters().stream()
                .anyMatch(parameter -> EXPIRIES.contains(parameter.name().toLowerCase(Locale.ROOT)));
    }

    private static OptionalLong maxAge(Exchange exchange) {
        return Validators.directives(exchange)
                .map(MAX_AGE::matcher)
                .filter(match -> match.matches())
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .max();
    }

    private static Optional<String> strongTag(Exchange exchange) {
        return Traffic.isManifestAnswer(exchange)
                        && Traffic.bodyDigest(exchange).isPresent()
                ? Validators.entityTag(exchange).filter(tag -> tag.startsWith("\""))
                : Optional.empty();
    }

    /** An earlier manifest from the same URL with other bytes; not of schema 1, which may be signed afresh each time. */
    private static Optional<Exchange> otherContent(Exchange answer, Transcript transcript) {
        return transcript
                .before(answer)
                .filter(earlier -> strongTag(earlier).isPresent()
                        && earlier.request().url().equals(answer.request().url())
                        && !isSchema1(earlier)
                        && !isSchema1(answer)
                        && !Traffic.bodyDigest(earlier).equals(Traffic.bodyDigest(answer)))
                .findFirst();
    }

    private static boolean isSchema1(Exchange answer) {
        return Traffic.contentType(answer).filter(type -> type.isSchema1()).isPresent();
    }

    private static Optional<Exchange> precedingGet(Exchange head, Transcript transcript) {
        return transcript
                .before(head)
                .filter(earlier -> earlier.request().url().equals(head.request().url()))
                .reduce((first, second) -> second)
                .filter(get -> get.request().isGet()
                        && get.status() == 200
                        && Validators.isSameQuestion(get, head)
                        && Validators.entityTag(get).isPresent());
    }

    private static boolean isNegotiated(Exchange answer, Transcript transcript) {
        return transcript.stream()
                .anyMatch(other -> Traffic.isManifestAnswer(other)
                        && other.request().url().equals(answer.request().url())
                        && !Accept.types(other).equals(Accept.types(answer))
                        && !essence(other).equals(essence(answer)));
    }

    private static Optional<String> essence(Exchange answer) {
        return Traffic.contentType(answer).map(type -> type.essence().raw());
    }
}
