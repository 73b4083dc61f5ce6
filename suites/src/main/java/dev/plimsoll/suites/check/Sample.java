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
        String repository,
        String tag,
        Optional<Digest> index,
        Digest manifest,
        Descriptor config,
        Descriptor layer) {}
