package dev.plimsoll.suites.pushing;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.ImageIndex;
import dev.plimsoll.model.oci.ImageManifest;
import dev.plimsoll.model.oci.Manifest;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The index that clients keep under a tag made of the subject's digest, for registries without the referrers API. */
final class Fallback {
    private static final int MAX_ALGORITHM = 32;
    private static final int MAX_ENCODED = 64;

    private Fallback() {}

    /**
     * Whether the registry took a manifest with a subject and did not say that it had understood it, and nothing tells
     * that the list is right as it is, or cannot be mended.
     */
    static boolean isNeeded(Exchange put, Transcript transcript) {
        return Sessions.isManifestPut(put)
                && Sessions.manifest(put).flatMap(Fallback::subject).isPresent()
                && Traffic.field(put, "OCI-Subject").isEmpty()
                && transcript.stream().noneMatch(other -> excuses(other, put));
    }

    /** The referrers API is there after all, or under the tag is another thing, or a list that has the manifest. */
    private static boolean excuses(Exchange other, Exchange put) {
        if (other.request().endpoint() instanceof Endpoint.Referrers referrers) {
            return other.status() == 200 && referrers.name().equals(Sessions.repository(put));
        }
        return other.request().isGet()
                && other.status() != 404
                && Sessions.repository(other).equals(Sessions.repository(put))
                && reference(other).equals(tag(put))
                && (got(other).isEmpty() || names(got(other), digest(put).raw()));
    }

    static String tag(Exchange put) {
        return tag(
                Sessions.manifest(put).flatMap(Fallback::subject).orElseThrow().digest());
    }

    /** What was put under the tag and lists the manifest, at any time: some clients list it first. */
    static Stream<Exchange> lists(Exchange put, Transcript transcript) {
        return transcript.stream()
                .filter(other -> isAt(other, Sessions.repository(put), tag(put)))
                .filter(other -> index(other).stream()
                                .flatMap(index -> index.manifests().stream())
                                .anyMatch(child -> child.digest().equals(digest(put)))
                        || index(other).isEmpty());
    }

    /** The entry for the manifest in what was put under the tag last. */
    static Optional<Descriptor> entry(Exchange put, Transcript transcript) {
        return lists(put, transcript)
                .flatMap(other -> index(other).stream())
                .flatMap(index -> index.manifests().stream())
                .filter(child -> child.digest().equals(digest(put)))
                .reduce((first, second) -> second);
    }

    /** What the entry has to say that the manifest is. */
    static Optional<String> artifactType(Exchange put) {
        var manifest = Sessions.manifest(put).orElseThrow();
        if (manifest instanceof ImageManifest image) {
            return image.artifactType()
                    .or(() -> Optional.of(image.config().mediaType().raw()));
        }
        return manifest instanceof ImageIndex index ? index.artifactType() : Optional.empty();
    }

    static Map<String, String> annotations(Exchange put) {
        var manifest = Sessions.manifest(put).orElseThrow();
        if (manifest instanceof ImageManifest image) {
            return image.annotations();
        }
        return manifest instanceof ImageIndex index ? index.annotations() : Map.of();
    }

    /** Whether this puts an index under a tag made of a digest. */
    static boolean isIndex(Exchange put) {
        return index(put).isPresent() && reference(put).matches("sha(256|512)-[0-9a-f]{64}");
    }

    /** The digests of manifests that an index lists several times. */
    static List<String> twice(Exchange put) {
        return index(put).orElseThrow().manifests().stream()
                .collect(Collectors.groupingBy(child -> child.digest().raw(), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Whether a manifest was deleted that the client had seen under a referrers tag. */
    static boolean isDeleted(Exchange delete, Transcript transcript) {
        return Sessions.isMethod(delete, "DELETE")
                && delete.status() == 202
                && reference(delete).indexOf(':') > 0
                && tagThatLists(delete, transcript).isPresent();
    }

    static boolean isUnlisted(Exchange delete, Transcript transcript) {
        var tag = tagThatLists(delete, transcript).orElseThrow();
        return transcript.stream()
                .dropWhile(
                        exchange -> !exchange.equals(listing(delete, transcript).orElseThrow()))
                .skip(1)
                .filter(other -> Sessions.repository(other).equals(Sessions.repository(delete)))
                .filter(other -> reference(other).equals(tag))
                .anyMatch(other -> Sessions.isMethod(other, "DELETE")
                        || (Sessions.isMethod(other, "PUT") && !names(index(other), reference(delete))));
    }

    private static Optional<String> tagThatLists(Exchange delete, Transcript transcript) {
        return listing(delete, transcript).map(Fallback::reference);
    }

    /** The first exchange in which the manifest that is deleted stands under a referrers tag. */
    private static Optional<Exchange> listing(Exchange delete, Transcript transcript) {
        return transcript
                .before(delete)
                .filter(other -> Sessions.repository(other).equals(Sessions.repository(delete)))
                .filter(other -> reference(other).matches("sha(256|512)-[0-9a-f]{64}"))
                .filter(other -> names(index(other), reference(delete)) || names(got(other), reference(delete)))
                .findFirst();
    }

    private static boolean names(Optional<ImageIndex> index, String digest) {
        return index.stream()
                .flatMap(list -> list.manifests().stream())
                .anyMatch(child -> child.digest().raw().equals(digest));
    }

    private static Optional<ImageIndex> got(Exchange exchange) {
        return Traffic.manifest(exchange).filter(ImageIndex.class::isInstance).map(ImageIndex.class::cast);
    }

    private static Optional<ImageIndex> index(Exchange put) {
        return Sessions.manifest(put).filter(ImageIndex.class::isInstance).map(ImageIndex.class::cast);
    }

    private static boolean isAt(Exchange other, String repository, String tag) {
        return Sessions.isMethod(other, "PUT")
                && Sessions.repository(other).equals(repository)
                && reference(other).equals(tag);
    }

    private static String reference(Exchange exchange) {
        return exchange.request().endpoint() instanceof Endpoint.Manifest manifest ? manifest.reference() : "";
    }

    private static Digest digest(Exchange put) {
        return Sessions.manifest(put).orElseThrow().digest();
    }

    private static Optional<Descriptor> subject(Manifest manifest) {
        if (manifest instanceof ImageManifest image) {
            return image.subject();
        }
        return manifest instanceof ImageIndex index ? index.subject() : Optional.empty();
    }

    private static String tag(Digest subject) {
        return cut(subject.algorithm(), MAX_ALGORITHM) + "-" + cut(subject.encoded(), MAX_ENCODED);
    }

    private static String cut(String text, int length) {
        return (text.length() > length ? text.substring(0, length) : text).replaceAll("[^A-Za-z0-9._-]", "-");
    }
}
