package dev.plimsoll.engine;

import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.DigestAlgorithm;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.Manifest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.SignedManifest;
import java.util.List;
import java.util.Optional;

/** Fetches manifests and indexes and believes nothing but their bytes. */
final class ManifestSource {
    /** One line: some registries look at the first one only. */
    private static final String ACCEPT = String.join(
            ", ",
            List.of(
                    MediaType.OCI_INDEX.raw(),
                    MediaType.DOCKER_MANIFEST_LIST.raw(),
                    MediaType.OCI_MANIFEST.raw(),
                    MediaType.DOCKER_MANIFEST.raw()));

    private final Registry registry;
    private final PullLimits limits;
    private final PullListener listener;

    /**
     * A manifest whose bytes were verified.
     *
     * @param descriptor computed from the bytes, with the digest that it was asked by if there was one
     */
    record Fetched(Manifest manifest, Descriptor descriptor) {}

    ManifestSource(Registry registry, PullLimits limits, PullListener listener) {
        this.registry = registry;
        this.limits = limits;
        this.listener = listener;
    }

    /** By tag, or by the digest that the reference has. */
    Fetched byReference(String reference, Optional<Digest> digest) throws PullException, InterruptedException {
        return fetch(registry.manifestUrl(reference), digest, Optional.empty());
    }

    /** As an index describes it: the size must be right too. */
    Fetched byDescriptor(Descriptor descriptor) throws PullException, InterruptedException {
        return fetch(
                registry.manifestUrl(descriptor.digest().raw()),
                Optional.of(descriptor.digest()),
                Optional.of(descriptor));
    }

    private Fetched fetch(HttpUrl url, Optional<Digest> asked, Optional<Descriptor> described)
            throws PullException, InterruptedException {
        var algorithm = asked.isEmpty() ? DigestAlgorithm.SHA256 : verifiable(asked.get());
        if (described.isPresent() && described.get().size() > limits.manifestBytes()) {
            throw tooLarge(url);
        }
        Bytes raw;
        HttpResponse head;
        try (var reply = registry.get(url, registry.fields(ACCEPT))) {
            head = reply.head();
            if (reply.status() != 200) {
                throw registry.failure(url, reply);
            }
            raw = reply.readUpTo(limits.manifestBytes());
        } catch (TransportException e) {
            Registry.stopIfInterrupted();
            throw e instanceof LimitExceededException ? tooLarge(url) : PullException.of(e);
        }
        var manifest = parse(url, raw, head.contentType().or(() -> described.map(Descriptor::mediaType)));
        var actual = Digest.of(algorithm, raw);
        if (asked.isPresent() && !actual.equals(asked.get())) {
            throw mismatch(url, asked.get(), actual);
        }
        if (described.isPresent() && described.get().size() != raw.size()) {
            throw new PullException(
                    PullException.Reason.SIZE_MISMATCH,
                    "manifest " + url + ": its descriptor says "
                            + described.get().size() + " bytes, got " + raw.size()
                            + "; the index that names it is wrong");
        }
        checkDigestHeader(url, head, raw, asked);
        checkTypes(url, head, manifest, described);
        var descriptor = Descriptor.of(manifest.mediaType(), actual, raw.size());
        listener.manifestFetched(descriptor, url);
        return new Fetched(manifest, descriptor);
    }

    private static DigestAlgorithm verifiable(Digest digest) throws PullException {
        return digest.verifiableBy()
                .orElseThrow(() -> new PullException(
                        PullException.Reason.UNSUPPORTED,
                        "the algorithm of " + digest.abbreviated() + " is not one that can be verified here"));
    }

    private static Manifest parse(HttpUrl url, Bytes raw, Optional<MediaType> type) throws PullException {
        try {
            var manifest = Manifest.parse(raw, type);
            if (manifest instanceof SignedManifest) {
                throw new PullException(
                        PullException.Reason.UNSUPPORTED,
                        "schema 1 manifest: " + url + " answered " + manifest.mediaType()
                                + " although schema 2 and OCI were asked for; push the image again with a newer client");
            }
            return manifest;
        } catch (MalformedException e) {
            throw new PullException(
                    PullException.Reason.MALFORMED,
                    "manifest " + url + ": " + Registry.quoted(String.valueOf(e.getMessage())),
                    e);
        }
    }

    private PullException tooLarge(HttpUrl url) {
        return new PullException(
                PullException.Reason.TOO_LARGE,
                "manifest " + url + " is larger than the limit of " + limits.manifestBytes()
                        + " bytes; raise the limit if that is right");
    }

    private static PullException mismatch(HttpUrl url, Digest expected, Object actual) {
        return new PullException(
                PullException.Reason.DIGEST_MISMATCH,
                "manifest " + url + ": expected " + expected + ", got " + actual
                        + "; the registry or something on the way to it gave another document");
    }

    /** The header is a claim: checked, never trusted, and fatal only where a digest was asked for. */
    private void checkDigestHeader(HttpUrl url, HttpResponse head, Bytes raw, Optional<Digest> asked)
            throws PullException {
        var header = head.fields().first("Docker-Content-Digest");
        if (header.isEmpty()) {
            return;
        }
        var claimed = Digest.parseLeniently(header.get());
        var holds = claimed.flatMap(digest -> digest.matches(raw)).orElse(false);
        if (!holds && asked.isPresent()) {
            throw mismatch(url, asked.get(), "the header Docker-Content-Digest: " + Registry.quoted(header.get()));
        } else if (!holds) {
            anomaly(Anomaly.Kind.CONTENT_DIGEST_HEADER, url, Digest.sha256(raw).raw(), Registry.quoted(header.get()));
        }
    }

    private void checkTypes(HttpUrl url, HttpResponse head, Manifest manifest, Optional<Descriptor> described) {
        var stated = manifest.statedMediaType().orElse(manifest.mediaType());
        head.contentType()
                .filter(type -> !type.sameAs(stated))
                .ifPresent(type -> anomaly(Anomaly.Kind.CONTENT_TYPE, url, stated.raw(), Registry.quoted(type.raw())));
        described
                .map(Descriptor::mediaType)
                .filter(type -> !type.sameAs(stated))
                .ifPresent(type -> anomaly(
                        Anomaly.Kind.CONTENT_TYPE, url, "as described: " + Registry.quoted(type.raw()), stated.raw()));
    }

    private void anomaly(Anomaly.Kind kind, HttpUrl url, String expected, String actual) {
        listener.anomaly(new Anomaly(kind, url, expected, actual));
    }
}
