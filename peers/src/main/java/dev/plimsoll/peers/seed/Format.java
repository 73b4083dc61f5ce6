package dev.plimsoll.peers.seed;

import dev.plimsoll.model.oci.MediaType;

/** A family of media types that an image can be written in. */
record Format(MediaType index, MediaType manifest, MediaType config, MediaType layer) {
    static final Format DOCKER = new Format(
            MediaType.DOCKER_MANIFEST_LIST,
            MediaType.DOCKER_MANIFEST,
            MediaType.DOCKER_CONFIG,
            MediaType.DOCKER_LAYER_GZIP);

    static final Format OCI =
            new Format(MediaType.OCI_INDEX, MediaType.OCI_MANIFEST, MediaType.OCI_CONFIG, MediaType.OCI_LAYER_GZIP);
}
