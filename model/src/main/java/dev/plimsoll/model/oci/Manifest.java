package dev.plimsoll.model.oci;

import java.util.Optional;

/** What a registry answers for a reference: one of the known documents, or bytes of a kind that is not known. */
public sealed interface Manifest permits ImageManifest, ImageIndex, SignedManifest, UnknownManifest {
    /** The exact bytes, which the digest is computed over (for schema 1: see {@link SignedManifest#payload()}). */
    Bytes raw();

    /** The type by which the document was read. */
    MediaType mediaType();

    /** The {@code mediaType} that the document itself states, if any. */
    Optional<MediaType> statedMediaType();

    /** The canonical digest: sha256 over {@link #raw()}, for schema 1 over the signed payload. */
    default Digest digest() {
        return Digest.sha256(raw());
    }

    /**
     * Reads a manifest. A manifest type that the document states wins over one in {@code contentType} (image
     * specification, "Media Type Conflicts": the digest vouches for the bytes, not the header); a type of another kind,
     * such as a vendor's, makes it an {@link UnknownManifest}; if both are silent or generic, the shape decides.
     *
     * @param contentType the {@code Content-Type} or descriptor's type, if there was one
     * @throws MalformedException if the bytes are not what their type promises, if an object names a member twice, or
     *     if the document is ambiguous: it has the members of more than one kind (CVE-2021-41190)
     */
    static Manifest parse(Bytes raw, Optional<MediaType> contentType) {
        return ManifestReader.parse(raw, contentType);
    }
}
