package dev.plimsoll.suites.names;

import static dev.plimsoll.suites.check.Accept.MODERN_LINES;
import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Judgements.observe;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.oci.ErrorResponse;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Judgement;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Repository names, tags and digests: those that are none, those that nobody has, and those at the edge. */
public final class NamesChecks {
    /** In characters: of a digest so much that nobody takes the rest for a secret, nor that for a digest. */
    private static final int SHORT = 19;

    private static final HeaderFields ANY = HeaderFields.of("Accept", "*/*");

    /** A repository, a tag and an algorithm that are ours to find missing. */
    private static final String NO_REPOSITORY = "plimsoll/no-such-repository";

    private static final String NO_TAG = "plimsoll-no-such-tag";
    private static final String NO_ALGORITHM = "plimsoll";

    /** 128 characters, the longest that a tag may be. */
    private static final String LONGEST_TAG = "Plimsoll".repeat(16);

    /** From which length on a tag tells how a registry counts. */
    private static final int LONG_TAG = 100;

    /** Every separator that the grammar has. */
    private static final String SEPARATED = "plimsoll/no.such/no_such/no__such/no-such/no--such";

    private static final Set<String> CODES_OF_A_REFUSAL = Set.of(
            "NAME_INVALID",
            "NAME_UNKNOWN",
            "DIGEST_INVALID",
            "TAG_INVALID",
            "MANIFEST_INVALID",
            "MANIFEST_UNKNOWN",
            "BLOB_UNKNOWN",
            "UNSUPPORTED",
            "DENIED");

    private static final Stimulus INVALID = probe -> {
        probe.get("/v2/Plimsoll_NO/manifests/latest", MODERN_LINES);
        probe.get("/v2/plimsoll..no/manifests/latest", MODERN_LINES);
        probe.get(probe.sample().manifestPath(".plimsoll"), MODERN_LINES);
        probe.get(probe.sample().manifestPath("sha256:plimsoll"), MODERN_LINES);
        probe.get(probe.sample().manifestPath("sha256:plimsoll").replace("/manifests/", "/blobs/"), ANY);
    };

    public static final List<Check> ALL = List.of(
            check("names/invalid-name-is-refused", MUST, REGISTRY, "DS-004")
                    .title("Nothing is served under a repository name that the grammar does not allow")
                    .impact("Two names lead to one repository, and policies that compare names are passed by.")
                    .drive(probe -> {
                        probe.get("/v2/Plimsoll_NO/manifests/latest", MODERN_LINES);
                        probe.get("/v2/plimsoll..no/manifests/latest", MODERN_LINES);
                        // Registries that fold case would find their own repository.
                        probe.get(
                                "/v2/" + probe.sample().repository().toUpperCase(Locale.ROOT) + "/manifests/"
                                        + probe.sample().tag(),
                                MODERN_LINES);
                    })
                    .judge(notServed("answers about repository names against the grammar", Names::hasInvalidName)),
            check("names/invalid-tag-is-refused", MUST, REGISTRY, "DS-006")
                    .title("Nothing is served under a tag that the grammar does not allow")
                    .impact("Images have names that other clients and mirrors cannot write.")
                    .drive(probe -> {
                        probe.get(probe.sample().manifestPath(".plimsoll"), MODERN_LINES);
                        probe.get(probe.sample().manifestPath("-plimsoll"), MODERN_LINES);
                        probe.get(probe.sample().manifestPath(LONGEST_TAG + "x"), MODERN_LINES);
                    })
                    .judge(notServed("answers about tags against the grammar", Names::hasInvalidTag)),
            check("names/invalid-manifest-digest-is-refused", MUST, REGISTRY, "DS-005")
                    .title("No manifest is served for what has a colon and is no digest")
                    .impact("The client has nothing to verify the manifest by.")
                    .drive(probe -> {
                        var digest = probe.sample().manifest().raw().substring(0, SHORT);
                        probe.get(probe.sample().manifestPath("sha256:plimsoll"), MODERN_LINES);
                        probe.get(probe.sample().manifestPath(digest), MODERN_LINES);
                        probe.get(probe.sample().manifestPath(digest + "xyz"), MODERN_LINES);
                    })
                    .judge(notServed("answers about manifests by what is no digest", Names::hasInvalidManifestDigest)),
            check("names/invalid-blob-digest-is-refused", MUST, REGISTRY, "DS-005")
                    .title("No blob is served for what is no digest")
                    .impact("The client has nothing to verify the blob by.")
                    .drive(probe -> {
                        var path =
                                probe.sample().blobPath(probe.sample().config().digest());
                        int digest = path.lastIndexOf('/') + 1;
                        probe.get(path.substring(0, digest + SHORT), ANY);
                        probe.get(path.substring(0, digest + SHORT) + "xyz", ANY);
                        probe.get(path.replaceFirst("sha256:.*", "sha256:plimsoll"), ANY);
                    })
                    .judge(notServed("answers about blobs by what is no digest", Names::hasInvalidBlobDigest)),
            check("names/upper-case-digest-is-refused", MUST, REGISTRY, "IS-16")
                    .title("A digest in upper case is no digest, and nothing is served for it")
                    .impact("One content has many names, and whoever compares digests as text takes them for several.")
                    .drive(probe -> {
                        var sample = probe.sample();
                        var config = sample.config().digest();
                        var encoded = config.encoded().toUpperCase(Locale.ROOT);
                        probe.get(sample.blobPath(config).replace(config.encoded(), encoded), ANY);
                        var manifest = sample.manifest();
                        probe.get(
                                sample.manifestPath(manifest.algorithm() + ":"
                                        + manifest.encoded().toUpperCase(Locale.ROOT)),
                                MODERN_LINES);
                    })
                    .judge(notServed("answers about digests in upper case", Names::hasUpperCaseDigest)),
            check("names/unknown-algorithm-is-refused", MUST, REGISTRY, "DS-020")
                    .title("A digest of an algorithm that nobody knows leads to nothing")
                    .impact("Content comes that no client can verify.")
                    .drive(probe -> {
                        var digest = NO_ALGORITHM + ":" + "0".repeat(64);
                        probe.get(probe.sample().manifestPath(digest), MODERN_LINES);
                        probe.get(probe.sample().manifestPath(digest).replace("/manifests/", "/blobs/"), ANY);
                    })
                    .judge(notServed(
                            "answers about digests of the algorithm " + NO_ALGORITHM,
                            e -> Names.digest(e)
                                    .filter(digest -> digest.startsWith(NO_ALGORITHM + ":"))
                                    .isPresent())),
            check("names/refusal-is-400-or-404", QUIRK, REGISTRY, "DS-005")
                    .title("What is no name, tag or digest is refused with 400 or 404")
                    .impact("Clients take other statuses for a lack of rights, or for a fault that will pass.")
                    .drive(INVALID)
                    .judge(each(
                            "refusals of what is no name, tag or digest",
                            (e, t) -> isInvalid(e) && Names.isSettled(e) && e.status() >= 400,
                            (answer, t, findings) -> findings.require(
                                    answer.status() == 400 || answer.status() == 404,
                                    answer,
                                    "status",
                                    "400 or 404",
                                    Integer.toString(answer.status())))),
            check("names/refusal-names-the-fault", QUIRK, REGISTRY, "DS-093")
                    .title("An error for what is no name, tag or digest has a code that says so")
                    .impact("The user is told that something failed, and not that the reference is mistyped.")
                    .drive(INVALID)
                    .judge(each(
                            "error envelopes for what is no name, tag or digest",
                            (e, t) -> isInvalid(e)
                                    && e.status() == 400
                                    && Traffic.errors(e).isPresent(),
                            (answer, t, findings) -> findings.require(
                                    Traffic.errors(answer).orElseThrow().errors().stream()
                                            .map(ErrorResponse.Entry::code)
                                            .anyMatch(CODES_OF_A_REFUSAL::contains),
                                    answer,
                                    "error code",
                                    "one such as NAME_INVALID, MANIFEST_INVALID or DIGEST_INVALID",
                                    Traffic.excerpt(answer)))),
            check("names/unknown-repository-is-404", MUST, REGISTRY, "DS-059")
                    .title("A repository that is not there is answered with 404")
                    .impact("Clients cannot tell a mistyped name from a broken registry.")
                    .drive(probe -> probe.get("/v2/" + NO_REPOSITORY + "/manifests/latest", MODERN_LINES))
                    .judge(notFound(
                            "answers about the repository " + NO_REPOSITORY,
                            e -> Names.name(e).filter(NO_REPOSITORY::equals).isPresent())),
            check("names/answer-about-an-unknown-repository", QUIRK, REGISTRY, "DS-059")
                    .title("What a registry tells a stranger about a repository that is not there")
                    .impact("With 401 or 403 people look for a password where they mistyped a name.")
                    .drive(probe -> probe.givenAnonymously().get("/v2/" + NO_REPOSITORY + "/manifests/latest"))
                    .judge(observe(
                            "answers about the repository " + NO_REPOSITORY,
                            (e, t) -> Traffic.answered(e)
                                    && e.request().isGet()
                                    && Names.name(e)
                                            .filter(NO_REPOSITORY::equals)
                                            .isPresent(),
                            NamesChecks::answers)),
            check("names/unknown-tag-is-404", MUST, REGISTRY, "DS-015")
                    .title("A tag that is not there is answered with 404")
                    .impact("Clients cannot tell a mistyped tag from a broken registry.")
                    .drive(probe -> probe.get(probe.sample().manifestPath(NO_TAG), MODERN_LINES))
                    .judge(notFound(
                            "answers about the tag " + NO_TAG,
                            e -> Names.tag(e).filter(NO_TAG::equals).isPresent()
                                    && Names.name(e)
                                            .filter(name -> !name.equals(NO_REPOSITORY))
                                            .isPresent())),
            check("names/longest-tag-is-a-tag", MUST, REGISTRY, "DS-006")
                    .title("A tag of up to 128 characters is not refused as invalid")
                    .impact("Images with long tags, as builds make them, cannot be mirrored here.")
                    .drive(probe -> probe.get(probe.sample().manifestPath(LONGEST_TAG), MODERN_LINES))
                    .judge(notInvalid(
                            "answers about tags of 100 to 128 characters",
                            e -> Names.tag(e)
                                            .filter(tag -> tag.length() >= LONG_TAG)
                                            .isPresent()
                                    && !Names.hasInvalidTag(e)
                                    && !Names.hasInvalidName(e))),
            check("names/separators-are-taken", MUST, REGISTRY, "DS-004")
                    .title("A repository name with every separator of the grammar is not refused as invalid")
                    .impact("Repositories with such names cannot be mirrored here.")
                    .drive(probe -> probe.get("/v2/" + SEPARATED + "/manifests/latest", MODERN_LINES))
                    .judge(notInvalid(
                            "answers about names with dots, underscores or dashes",
                            e -> Names.name(e)
                                            .filter(name -> name.matches(".*[._-].*"))
                                            .isPresent()
                                    && !Names.hasInvalidName(e))));

    private NamesChecks() {}

    private static boolean isInvalid(Exchange exchange) {
        return Names.hasInvalidName(exchange)
                || Names.hasInvalidTag(exchange)
                || Names.hasInvalidManifestDigest(exchange)
                || Names.hasInvalidBlobDigest(exchange);
    }

    private static String answers(List<Exchange> answers) {
        return answers.stream()
                .map(answer -> answer.status()
                        + Traffic.errors(answer).stream()
                                .flatMap(errors -> errors.errors().stream())
                                .map(error -> " " + error.code())
                                .collect(Collectors.joining()))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static Judgement notServed(String what, Predicate<Exchange> isMeant) {
        return each(
                what,
                (e, t) -> isMeant.test(e) && Names.isSettled(e),
                (answer, t, findings) -> findings.require(
                        answer.status() >= 400, answer, "status", "400 or 404", Integer.toString(answer.status())));
    }

    /** A refusal for want of rights keeps to itself whether there is something. */
    private static Judgement notFound(String what, Predicate<Exchange> isMeant) {
        return each(
                what,
                (e, t) -> isMeant.test(e) && Names.isSettled(e) && e.status() != 403,
                (answer, t, findings) -> findings.requireStatus(404, answer));
    }

    /** Only an envelope that says invalid is a proof that the grammar was the reason. */
    private static Judgement notInvalid(String what, Predicate<Exchange> isMeant) {
        return each(
                what,
                (e, t) -> isMeant.test(e) && Names.isSettled(e),
                (answer, t, findings) -> Traffic.errors(answer).stream()
                        .flatMap(errors -> errors.errors().stream())
                        .map(ErrorResponse.Entry::code)
                        .filter(code -> code.equals("NAME_INVALID") || code.equals("TAG_INVALID"))
                        .forEach(code -> findings.add(
                                answer, "error code", "none that says invalid, since the grammar allows it", code)));
    }
}
