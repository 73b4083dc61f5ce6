package dev.plimsoll.engine;

import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.ImageConfig;
import dev.plimsoll.model.oci.ImageManifest;
import dev.plimsoll.model.oci.Reference;

/**
 * An image that is in a store, complete and verified.
 *
 * @param reference as asked for
 * @param descriptor of the image's manifest, with the platform of its config
 * @param manifest of the image, not of an index that led to it
 * @param config of the image; its digest is the image id
 */
public record PullResult(Reference reference, Descriptor descriptor, ImageManifest manifest, ImageConfig config) {}
