package dev.plimsoll.model.oci;

import java.util.Optional;

/** A document of a type that is not known here; its bytes are kept. */
public record UnknownManifest(Bytes raw, MediaType mediaType, Optional<MediaType> statedMediaType)
        implements Manifest {}
