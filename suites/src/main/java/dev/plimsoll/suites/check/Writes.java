package dev.plimsoll.suites.check;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.ImageIndex;
import dev.plimsoll.model.oci.ImageManifest;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.Manifest;
import dev.plimsoll.model.oci.MediaType;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What checks ask of traffic that changes a registry: pushes of manifests, deletions, and what is seen afterwards; pure. */
public final class Writes {
    /** Answers that say nothing of the request itself: not without (other) rights, not now, or a fault of the server. */
    private static final Set<Integer> SAYS_NOTHING = Set.of(401, 403, 408, 429);

    private Writes() {}

    /** Whether the registry answered, and neither put the request off nor failed over it. */
    public static boolean isVerdict(Exchange exchange) {
        return Traffic.answered(exchange)
                && exchange.status() >= 200
                && exchange.status() < 500
                && !Traffic.isPutOff(exchange)
                && !SAYS_NOTHING.contains(exchange.status());
    }

    public static boolean isSuccess(Exchange exchange) {
        return exchange.status() >= 200 && exchange.status() < 300;
    }

    /** A PUT of a manifest that was answered. */
    public static boolean isManifestPush(Exchange exchange) {
        return exchange.request().method().equals("PUT")
                && exchange.request().endpoint() instanceof Endpoint.Manifest
                && Traffic.answered(exchange);
    }

    /** A {@link #isManifestPush push} that was taken. */
    public static boolean isTaken(Exchange exchange) {
        return isManifestPush(exchange) && isSuccess(exchange);
    }

    /** What was pushed, if its bytes are at hand. */
    public static Optional<Bytes> pushed(Exchange push) {
        return Uploads.body(push);
    }

    /** The manifest that was pushed; nothing if its bytes are not at hand or are none. */
    public static Optional<Manifest> manifest(Exchange push) {
        try {
            return pushed(push)
                    .map(bytes -> Manifest.parse(
                            bytes, push.request().fields().first("Content-Type").map(MediaType::new)));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** The digest of what was pushed, as the registry will name it. */
    public static Optional<String> digest(Exchange push) {
        var request = Traffic.manifestRequest(push).orElseThrow();
        return request.byDigest()
                ? Optional.of(request.reference())
                : manifest(push).map(manifest -> manifest.digest().raw());
    }

    /** What a manifest that was pushed refers to as its subject. */
    public static Optional<Descriptor> subject(Exchange push) {
        return manifest(push).flatMap(Writes::subject);
    }

    private static Optional<Descriptor> subject(Manifest manifest) {
        if (manifest instanceof ImageManifest image) {
            return image.subject();
        }
        return manifest instanceof ImageIndex index ? index.subject() : Optional.empty();
    }

    /** A DELETE of a manifest, by tag or by digest. */
    public static boolean isManifestDeletion(Exchange exchange, boolean byDigest) {
        return isDelete(exchange)
                && exchange.request().endpoint() instanceof Endpoint.Manifest manifest
                && manifest.byDigest() == byDigest;
    }

    /** A DELETE of a blob. */
    public static boolean isBlobDeletion(Exchange exchange) {
        return isDelete(exchange) && exchange.request().endpoint() instanceof Endpoint.Blob;
    }

    private static boolean isDelete(Exchange exchange) {
        return exchange.request().method().equals("DELETE") && Traffic.answered(exchange);
    }

    /** A GET or HEAD. */
    public static boolean isRead(Exchange exchange) {
        return (exchange.request().isGet() || exchange.request().isHead()) && Traffic.answered(exchange);
    }

    /** The registry and the repository that a request is for; empty where it is for none. */
    public static String repository(Exchange exchange) {
        var endpoint = exchange.request().endpoint();
        var name = endpoint instanceof Endpoint.Manifest manifest
                ? manifest.name()
                : endpoint instanceof Endpoint.Blob blob
                        ? blob.name()
                        : endpoint instanceof Endpoint.Upload upload
                                ? upload.name()
                                : endpoint instanceof Endpoint.Tags tags
                                        ? tags.name()
                                        : endpoint instanceof Endpoint.Referrers referrers ? referrers.name() : "";
        return name.isEmpty() ? "" : exchange.request().url().origin() + "/" + name;
    }

    /** Whether two requests are for the same repository of the same registry. */
    public static boolean sameRepository(Exchange one, Exchange other) {
        return !repository(one).isEmpty() && repository(one).equals(repository(other));
    }

    /** Whether two requests are for the same thing: the same place, whatever stands in the query. */
    public static boolean samePlace(Exchange one, Exchange other) {
        return one.request().url().origin().equals(other.request().url().origin())
                && one.request().url().path().equals(other.request().url().path());
    }

    /** The last exchange before {@code exchange} that meets the condition. */
    public static Optional<Exchange> lastBefore(
            Exchange exchange, Transcript transcript, Predicate<Exchange> condition) {
        return transcript.before(exchange).filter(condition).reduce((first, second) -> second);
    }

    /**
     * The manifests that were pushed to the repository of {@code exchange} before it and not deleted since, as far as
     * this traffic shows; a deletion that was not answered may have been done.
     */
    public static Stream<Exchange> present(Exchange exchange, Transcript transcript) {
        return transcript
                .before(exchange)
                .filter(push -> isTaken(push) && sameRepository(push, exchange))
                .filter(push -> transcript
                        .after(push)
                        .takeWhile(later -> later.id() != exchange.id())
                        .noneMatch(later -> takesAway(later, push)));
    }

    /** Whether {@code later} deletes what {@code push} pushed, or names something else by its tag. */
    private static boolean takesAway(Exchange later, Exchange push) {
        if (!sameRepository(later, push)) {
            return false;
        }
        if (later.request().method().equals("DELETE") && (later.status() == 0 || isSuccess(later))) {
            return samePlace(later, push)
                    || Traffic.manifestRequest(later)
                            .map(Endpoint.Manifest::reference)
                            .equals(digest(push));
        }
        return later.request().method().equals("PUT") && samePlace(later, push);
    }

    /**
     * Whether a repository is one of a writing check's own, and nothing had been pushed to it before {@code exchange}:
     * such a repository does not exist.
     */
    public static boolean isUntouched(Exchange exchange, Transcript transcript) {
        return isWorkspace(exchange)
                && transcript
                        .before(exchange)
                        .noneMatch(earlier -> sameRepository(earlier, exchange)
                                && !Set.of("GET", "HEAD", "DELETE")
                                        .contains(earlier.request().method()));
    }

    /** Whether a request is for a repository that a writing check alone uses: nobody else pushes there. */
    public static boolean isWorkspace(Exchange exchange) {
        return repository(exchange).matches("[^/]*//[^/]*/plimsoll-[0-9a-f]{8}/.*");
    }

    /**
     * The same judgement, but where it does not apply, and the registry refused something that was asked of it, what it
     * answered is told: nobody has to guess what is missing.
     */
    public static Judgement orRefusal(Judgement judgement) {
        return transcript -> {
            var outcome = judgement.judge(transcript);
            return outcome instanceof Outcome.NotApplicable none
                    ? transcript.stream()
                            .filter(exchange -> isRefusal(exchange, transcript))
                            .findFirst()
                            .<Outcome>map(refusal -> new Outcome.NotApplicable(none.why() + "; the registry answered "
                                    + refusal.request() + " with " + refusal.status()))
                            .orElse(outcome)
                    : outcome;
        };
    }

    private static boolean isRefusal(Exchange exchange, Transcript transcript) {
        var method = exchange.request().method();
        boolean asks = Set.of("POST", "PUT", "PATCH", "DELETE").contains(method)
                || exchange.request().endpoint() instanceof Endpoint.Referrers
                || exchange.request().endpoint() instanceof Endpoint.Tags;
        return asks
                && exchange.status() >= 400
                && Traffic.isRegistryApi(exchange)
                // What was put off by a challenge is asked again.
                && transcript
                        .after(exchange)
                        .noneMatch(later -> later.request().method().equals(method)
                                && samePlace(later, exchange)
                                && isSuccess(later));
    }

    /** The digest that says it is of {@code content}; one of an algorithm unknown here is believed. */
    public static boolean names(String digest, Bytes content) {
        return Digest.parseLeniently(digest)
                .map(parsed -> parsed.matches(content).orElse(true))
                .orElse(false);
    }

    /** The GET that asked for what an answer's {@code Location} names, if it was answered and not put off. */
    public static Optional<Exchange> followed(Exchange answer, Transcript transcript) {
        return Workspace.location(answer)
                .flatMap(url -> transcript
                        .after(answer)
                        .takeWhile(later -> !later.request().method().equals("DELETE"))
                        .filter(later -> later.request().isGet()
                                && later.request().url().raw().equals(url)
                                && isVerdict(later))
                        .findFirst());
    }
}
