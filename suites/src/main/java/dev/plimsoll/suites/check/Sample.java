package dev.plimsoll.suites.check;

import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import java.util.Optional;

/**
 * The image on a target that stimuli ask for.
 *
 * @param repository its name within the registry
 * @param tag that names the image or its index
 * @param index the digest of the index behind the tag, if there is one
 * @param manifest the digest of the image manifest
 * @param config the image's config
 * @param layer one of the image's layers
 */
public record Sample(
        String repository, String tag, Optional<Digest> index, Digest manifest, Descriptor config, Descriptor layer) {
    /** The path of the manifest by its tag. */
    public String manifestPath() {
        return manifestPath(tag);
    }

    /** The path of a manifest by any reference. */
    public String manifestPath(String reference) {
        return "/v2/" + repository + "/manifests/" + reference;
    }

    /** The path of a blob. */
    public String blobPath(Digest digest) {
        return "/v2/" + repository + "/blobs/" + digest;
    }
}
