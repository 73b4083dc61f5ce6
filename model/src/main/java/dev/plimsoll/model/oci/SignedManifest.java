package dev.plimsoll.model.oci;

import java.util.List;
import java.util.Optional;

/**
 * A schema 1 manifest: layers with the history of each, normally signed (Docker image manifest version 2, schema 1).
 *
 * @param mediaType {@code …v1+prettyjws} if signed
 * @param payload the bytes that were signed and that the digest is computed over; {@link #raw} if unsigned
 * @param layers the newest layer first, each with its history entry at the same index
 * @param signatures none if unsigned
 */
public record SignedManifest(
        Bytes raw,
        MediaType mediaType,
        Optional<MediaType> statedMediaType,
        String name,
        String tag,
        String architecture,
        Bytes payload,
        List<Layer> layers,
        List<ManifestSignature> signatures)
        implements Manifest {
    /**
     * One layer and its history entry.
     *
     * @param blobSum the digest of the layer's blob
     * @param v1Compatibility the layer's JSON as a string, in the format of image specification 1.0
     */
    public record Layer(Digest blobSum, String v1Compatibility) {}

    public SignedManifest {
        layers = List.copyOf(layers);
        signatures = List.copyOf(signatures);
    }

    /** The digest of the payload: a registry that signs afresh on every answer still has one digest. */
    @Override
    public Digest digest() {
        return Digest.sha256(payload);
    }
}
