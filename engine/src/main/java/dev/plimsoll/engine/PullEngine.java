package dev.plimsoll.engine;

import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.ImageConfig;
import dev.plimsoll.model.oci.ImageManifest;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.model.oci.Reference;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The reference for how to pull: it believes bytes and nothing else. A manifest must have the digest it was asked by,
 * config and layers the size and digest of their descriptors, and each layer, unpacked, the diffID in the config.
 */
public final class PullEngine {
    private static final Set<MediaType> CONFIG_TYPES =
            Set.of(MediaType.DOCKER_CONFIG, MediaType.OCI_CONFIG, MediaType.OCTET_STREAM, MediaType.JSON);

    private final Transport stack;
    private final PullOptions options;
    private final PullListener listener;

    /** An engine over a stack that answers challenges and follows redirects; see {@link #assemble}. */
    public PullEngine(Transport stack, PullOptions options, PullListener listener) {
        this.stack = stack;
        this.options = options;
        this.listener = listener;
    }

    /**
     * An engine over the whole stack, from the wire upwards.
     *
     * @param base the wire itself, or a {@link RecordingTransport} over it: whatever is told there is what was sent
     * @param logins the user's name and password for a registry's origin, if any
     */
    public static PullEngine assemble(
            Transport base, Function<Origin, Optional<Login>> logins, PullOptions options, PullListener listener) {
        var limits = options.limits();
        // Beneath the redirects, so that a CDN is another origin and gets nothing of the registry's.
        var tokens = new TokenTransport(base, logins, System::nanoTime, limits.tokenBytes(), listener);
        var redirects = new RedirectTransport(tokens, limits.redirects(), listener);
        // On top, so that another attempt asks the registry for a fresh signed URL.
        var retries = new RetryTransport(
                redirects,
                RetryTransport.Policy.defaults(),
                wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos()),
                RandomGenerator.getDefault(),
                Clock.systemUTC(),
                listener);
        return new PullEngine(retries, options, listener);
    }

    /**
     * Brings an image into a store: config first, then the layers, the manifest last.
     *
     * @throws PullException if anything does not come or is not what it should be; the store then holds only whole,
     *     verified blobs
     * @throws InterruptedException if the thread was interrupted
     */
    public PullResult pull(Reference reference, BlobStore store) throws PullException, InterruptedException {
        var origin = options.originOf(reference);
        listener.resolving(reference, origin);
        var registry = new Registry(stack, origin, reference.path(), options);
        var manifests = new ManifestSource(registry, options.limits(), listener);
        var image = new Resolution(manifests, options, listener).resolve(reference);
        var manifest = image.manifest();
        checkDescriptors(manifest);

        var blobs = new BlobSource(registry, options.limits(), listener);
        try {
            var config = config(manifest.config(), blobs, store);
            reportPlatform(config, blobs, manifest);
            new LayerPull(
                            blobs,
                            store,
                            new DiffIdCheck(options.limits(), listener),
                            options.limits().parallelLayers(),
                            listener)
                    .pull(pairUp(manifest, config));
            store.put(image.descriptor(), manifest.raw());
            var result = new PullResult(reference, withPlatform(image.descriptor(), config), manifest, config);
            listener.finished(result);
            return result;
        } catch (IOException e) {
            Registry.stopIfInterrupted();
            throw storage(e);
        }
    }

    static PullException storage(IOException e) {
        return new PullException(
                PullException.Reason.STORAGE,
                "the store failed: " + e + "; is there space, and may the folder be written?",
                e);
    }

    /** Before any blob is asked for: digests were checked when the manifest was read, sums and kinds are here. */
    private void checkDescriptors(ImageManifest manifest) throws PullException {
        var limits = options.limits();
        var type = manifest.config().mediaType();
        if (!CONFIG_TYPES.contains(type.essence())) {
            throw new PullException(
                    PullException.Reason.UNSUPPORTED,
                    "an artifact, no image: its config is of type " + Registry.quoted(type.raw()));
        }
        if (manifest.layers().size() > limits.layers()) {
            throw tooLarge(manifest.layers().size() + " layers", limits.layers());
        }
        if (manifest.config().size() > limits.configBytes()) {
            throw tooLarge("a config of " + manifest.config().size() + " bytes", limits.configBytes());
        }
        long total = 0;
        for (var blob : withConfig(manifest)) {
            if (blob.digest().verifiableBy().isEmpty()) {
                throw new PullException(
                        PullException.Reason.UNSUPPORTED,
                        "the algorithm of " + blob.digest().abbreviated() + " is not one that can be verified here");
            }
            // No sum of sizes can overflow: each is compared with what is left.
            if (blob.size() > limits.totalBytes() - total) {
                throw tooLarge("more bytes in all", limits.totalBytes());
            }
            total += blob.size();
        }
    }

    private static List<Descriptor> withConfig(ImageManifest manifest) {
        var blobs = new ArrayList<>(manifest.layers());
        blobs.add(manifest.config());
        return blobs;
    }

    private static PullException tooLarge(String what, long limit) {
        return new PullException(
                PullException.Reason.TOO_LARGE,
                "the manifest describes " + what + ", the limit is " + limit + "; raise the limit if that is right");
    }

    private ImageConfig config(Descriptor descriptor, BlobSource blobs, BlobStore store)
            throws PullException, IOException, InterruptedException {
        if (!store.holds(descriptor)) {
            try (var ingest = store.begin(descriptor)) {
                blobs.fetch(descriptor, ingest);
                ingest.publish();
            }
        }
        try (var in = store.open(descriptor.digest())) {
            return ImageConfig.parse(Bytes.of(in.readAllBytes()));
        } catch (MalformedException e) {
            throw new PullException(
                    PullException.Reason.MALFORMED,
                    "config " + blobs.urlOf(descriptor) + ": " + Registry.quoted(String.valueOf(e.getMessage())),
                    e);
        }
    }

    private void reportPlatform(ImageConfig config, BlobSource blobs, ImageManifest manifest) {
        if (!options.platform().accepts(config.platform())) {
            listener.anomaly(new Anomaly(
                    Anomaly.Kind.PLATFORM,
                    blobs.urlOf(manifest.config()),
                    options.platform().toString(),
                    Registry.quoted(config.platform().toString())));
        }
    }

    /** Each distinct layer with its diffID. */
    private static Map<Descriptor, Digest> pairUp(ImageManifest manifest, ImageConfig config) throws PullException {
        var layers = manifest.layers();
        if (layers.size() != config.diffIds().size()) {
            throw new PullException(
                    PullException.Reason.MALFORMED,
                    "the manifest has " + layers.size() + " layers, the config lists "
                            + config.diffIds().size() + " diffIDs; the image was built wrongly");
        }
        var diffIds = new HashMap<Digest, Digest>();
        var pairs = new LinkedHashMap<Descriptor, Digest>();
        for (int i = 0; i < layers.size(); i++) {
            var diffId = config.diffIds().get(i);
            var other = diffIds.putIfAbsent(layers.get(i).digest(), diffId);
            if (other == null) {
                pairs.put(layers.get(i), diffId);
            } else if (!other.equals(diffId)) {
                throw new PullException(
                        PullException.Reason.DIFF_ID_MISMATCH,
                        "layer " + layers.get(i).digest() + " occurs twice, but the config lists it as " + other
                                + " and as " + diffId);
            }
        }
        return pairs;
    }

    private static Descriptor withPlatform(Descriptor manifest, ImageConfig config) {
        return new Descriptor(
                manifest.mediaType(),
                manifest.digest(),
                manifest.size(),
                manifest.urls(),
                manifest.annotations(),
                manifest.data(),
                manifest.artifactType(),
                Optional.of(new Platform(
                        config.architecture(), config.os(), config.variant(), Optional.empty(), List.of())));
    }
}
