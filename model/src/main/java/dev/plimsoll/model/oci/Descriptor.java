package dev.plimsoll.model.oci;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Describes content elsewhere: its type, digest and size (OCI image specification, descriptor).
 *
 * @param mediaType of the content
 * @param digest of the content's bytes
 * @param size of the content in bytes, not negative
 * @param urls other places that have the content (foreign layers)
 * @param annotations by key
 * @param data the content itself, embedded; not verified yet
 * @param artifactType of the artifact, if the content is a manifest of one
 * @param platform that the content is for, in an index
 */
public record Descriptor(
        MediaType mediaType,
        Digest digest,
        long size,
        List<String> urls,
        Map<String, String> annotations,
        Optional<Bytes> data,
        Optional<String> artifactType,
        Optional<Platform> platform) {
    /**
     * Checks the size.
     *
     * @throws MalformedException if the size is negative
     */
    public Descriptor {
        if (size < 0) {
            throw new MalformedException("descriptor " + digest.abbreviated() + ": size is negative: " + size);
        }
        urls = List.copyOf(urls);
        annotations = Map.copyOf(annotations);
    }

    public static Descriptor of(MediaType mediaType, Digest digest, long size) {
        return new Descriptor(
                mediaType, digest, size, List.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether {@code content} has this descriptor's size and digest; false also if the algorithm is unknown. */
    public boolean describes(Bytes content) {
        return content.size() == size && digest.matches(content).orElse(false);
    }
}
