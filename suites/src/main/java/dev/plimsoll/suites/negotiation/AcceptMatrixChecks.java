package dev.plimsoll.suites.negotiation;

import static dev.plimsoll.suites.check.Accept.MODERN_LINES;
import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Judgements.observe;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Accept;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Sample;
import dev.plimsoll.suites.check.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every way to write {@code Accept}, for tags and for digests, with GET and with HEAD. */
public final class AcceptMatrixChecks {
    /** Answers that say nothing of Accept: no rights, too slow, too many. */
    private static final Set<Integer> FOR_OTHER_REASONS = Set.of(401, 403, 407, 408, 425, 429);

    private static final MediaType OF_OUR_OWN = new MediaType("application/vnd.plimsoll.unknown.v1+json");

    public static final List<Check> ALL = all();

    /** What a manifest is asked for by. */
    private enum By {
        TAG,
        DIGEST;

        String slug() {
            return name().toLowerCase(Locale.ROOT);
        }

        String path(Sample sample) {
            return this == TAG
                    ? sample.manifestPath()
                    : sample.manifestPath(sample.manifest().raw());
        }

        boolean isOf(Exchange exchange) {
            return Traffic.manifestRequest(exchange)
                    .map(Endpoint.Manifest::byDigest)
                    .equals(Optional.of(this == DIGEST));
        }
    }

    private AcceptMatrixChecks() {}

    private static List<Check> all() {
        var checks = new ArrayList<Check>();
        for (var by : By.values()) {
            for (var form : AcceptForm.ALL) {
                // What comes by tag to */* and to nothing is observed by checks of its own: registries differ.
                if (by == By.DIGEST || !Set.of("anything", "nothing").contains(form.slug())) {
                    checks.add(served(by, form));
                }
            }
            checks.add(alone(by, "unknown-type", OF_OUR_OWN));
        }
        checks.add(alone(By.TAG, "oci-index", MediaType.OCI_INDEX));
        checks.add(alone(By.TAG, "docker-list", MediaType.DOCKER_MANIFEST_LIST));
        checks.add(alone(By.TAG, "oci-manifest", MediaType.OCI_MANIFEST));
        checks.add(alone(By.TAG, "docker-manifest", MediaType.DOCKER_MANIFEST));
        checks.add(weightOfZero());
        return List.copyOf(checks);
    }

    /** What is there for one way to write Accept is there for another that takes it too. */
    private static Check served(By by, AcceptForm form) {
        return check("negotiation/" + by.slug() + "-for-" + form.slug(), form.level(), REGISTRY, form.clause())
                .title("A manifest by " + by.slug() + " is served to Accept with " + form.words())
                .impact("Clients that write Accept in this way are told that the image is not there.")
                .drive(probe -> {
                    var path = by.path(probe.sample());
                    var own = Traffic.contentType(probe.get(path, MODERN_LINES));
                    own.ifPresent(type -> {
                        probe.get(path, form.fields().of(type));
                        probe.head(path, form.fields().of(type));
                    });
                })
                .judge(each(
                        "requests of this form for manifests by " + by.slug() + " that another answer shows",
                        (e, t) -> isAnswer(e) && by.isOf(e) && isShown(e, t, form::isOf),
                        (answer, t, findings) -> findings.require(
                                answer.status() == 200,
                                answer,
                                "status for Accept with " + form.words(),
                                "200, as for another Accept",
                                Integer.toString(answer.status()))));
    }

    /** What comes to a client that reads one type alone, which is left open where the manifest has another. */
    private static Check alone(By by, String slug, MediaType type) {
        return check("negotiation/" + by.slug() + "-as-" + slug, QUIRK, REGISTRY, "RV-13")
                .title("What a registry answers for a " + by.slug() + " to a client that accepts " + slug + " alone")
                .impact("A client that reads nothing else gets this, be it refused, converted or ignored: see which.")
                .drive(probe -> probe.get(by.path(probe.sample()), HeaderFields.of("Accept", type.raw())))
                .judge(observe(
                        "requests by " + by.slug() + " that accept " + type + " alone",
                        (e, t) -> e.request().isGet()
                                && isAnswer(e)
                                && by.isOf(e)
                                && Accept.types(e).equals(List.of(type)),
                        AcceptMatrixChecks::kinds));
    }

    private static Check weightOfZero() {
        return check("negotiation/weight-of-zero-refuses", QUIRK, REGISTRY, "HT-20")
                .title("A manifest type with the weight zero is not sent")
                .impact("Clients cannot say what they do not want.")
                .drive(probe -> probe.get(
                        probe.sample().manifestPath(),
                        HeaderFields.of(
                                "Accept",
                                Stream.of(MediaType.DOCKER_MANIFEST_LIST, MediaType.OCI_INDEX)
                                                .map(type -> type + ";q=0, ")
                                                .collect(Collectors.joining())
                                        + MediaType.DOCKER_MANIFEST + ", " + MediaType.OCI_MANIFEST)))
                .judge(each(
                        "manifests for requests that give a manifest type the weight zero",
                        (e, t) -> Traffic.isManifestAnswer(e)
                                && Traffic.contentType(e).isPresent()
                                && refused(e).anyMatch(MediaType::isManifest),
                        (answer, t, findings) -> {
                            var type = Traffic.contentType(answer).orElseThrow();
                            findings.require(
                                    refused(answer).noneMatch(type::sameAs),
                                    answer,
                                    "Content-Type",
                                    "one that does not have the weight zero",
                                    type.raw());
                        }));
    }

    private static Stream<MediaType> refused(Exchange exchange) {
        return AcceptForm.members(exchange).stream()
                .filter(AcceptForm::isRefusal)
                .map(MediaType::new);
    }

    /** Whether the answer is one to what was asked, and not to who asked, or when, or under which condition. */
    private static boolean isAnswer(Exchange exchange) {
        var fields = exchange.request().fields();
        return (exchange.request().isGet() || exchange.request().isHead())
                && exchange.status() >= 200
                && exchange.status() < 500
                && !FOR_OTHER_REASONS.contains(exchange.status())
                && !Traffic.isPutOff(exchange)
                && !fields.contains("Range")
                && !fields.contains("If-Match");
    }

    /** Whether an answer of the same URL shows that a manifest is there, of a type that is taken. */
    private static boolean isShown(Exchange exchange, Transcript transcript, BiPredicate<Exchange, MediaType> takes) {
        return transcript.stream()
                        .filter(other -> other.id() != exchange.id()
                                && Traffic.isManifestAnswer(other)
                                && other.request()
                                        .url()
                                        .equals(exchange.request().url()))
                        .flatMap(other -> Traffic.contentType(other).stream())
                        .anyMatch(type -> takes.test(exchange, type))
                && transcript.stream().allMatch(AcceptMatrixChecks::isReading)
                && (exchange.status() == 200 || !isServedOtherwise(exchange, transcript));
    }

    /** Whether the very same request is answered with a manifest as well: then Accept is not the reason. */
    private static boolean isServedOtherwise(Exchange exchange, Transcript transcript) {
        return transcript.stream()
                .anyMatch(other -> other.status() == 200
                        && other.request().url().equals(exchange.request().url())
                        && lines(other).equals(lines(exchange)));
    }

    private static List<String> lines(Exchange exchange) {
        return exchange.request().fields().all("Accept");
    }

    /** Where somebody pushes or deletes, what is there changes. */
    private static boolean isReading(Exchange exchange) {
        return exchange.request().isGet() || exchange.request().isHead() || !Traffic.isRegistryApi(exchange);
    }

    private static String kinds(List<Exchange> answers) {
        return answers.stream()
                .map(answer -> answer.status() + " "
                        + Traffic.contentType(answer)
                                .map(type -> type.essence().raw())
                                .orElse("without Content-Type"))
                .distinct()
                .collect(Collectors.joining("; "));
    }
}
