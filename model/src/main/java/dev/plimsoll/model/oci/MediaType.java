package dev.plimsoll.model.oci;

import java.util.Locale;

/**
 * A media type as written, possibly with parameters (RFC 9110 §8.3.1).
 *
 * @param raw the text as it stood on the wire
 */
public record MediaType(String raw) {
    public static final MediaType DOCKER_MANIFEST =
            new MediaType("application/vnd.docker.distribution.manifest.v2+json");
    public static final MediaType DOCKER_MANIFEST_LIST =
            new MediaType("application/vnd.docker.distribution.manifest.list.v2+json");
    public static final MediaType DOCKER_SCHEMA1 =
            new MediaType("application/vnd.docker.distribution.manifest.v1+json");
    public static final MediaType DOCKER_SCHEMA1_SIGNED =
            new MediaType("application/vnd.docker.distribution.manifest.v1+prettyjws");
    public static final MediaType OCI_MANIFEST = new MediaType("application/vnd.oci.image.manifest.v1+json");
    public static final MediaType OCI_INDEX = new MediaType("application/vnd.oci.image.index.v1+json");
    public static final MediaType DOCKER_CONFIG = new MediaType("application/vnd.docker.container.image.v1+json");
    public static final MediaType OCI_CONFIG = new MediaType("application/vnd.oci.image.config.v1+json");
    public static final MediaType OCI_EMPTY = new MediaType("application/vnd.oci.empty.v1+json");
    public static final MediaType DOCKER_LAYER_GZIP =
            new MediaType("application/vnd.docker.image.rootfs.diff.tar.gzip");
    public static final MediaType OCI_LAYER = new MediaType("application/vnd.oci.image.layer.v1.tar");
    public static final MediaType OCI_LAYER_GZIP = new MediaType("application/vnd.oci.image.layer.v1.tar+gzip");
    public static final MediaType OCI_LAYER_ZSTD = new MediaType("application/vnd.oci.image.layer.v1.tar+zstd");
    public static final MediaType JSON = new MediaType("application/json");
    public static final MediaType OCTET_STREAM = new MediaType("application/octet-stream");

    /** The type and subtype in lower case, without parameters. */
    public MediaType essence() {
        return hasParameters() || !raw.equals(raw.strip().toLowerCase(Locale.ROOT))
                ? new MediaType(raw.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                : this;
    }

    public boolean hasParameters() {
        return raw.indexOf(';') >= 0;
    }

    /** Whether both name the same type, parameters and case aside. */
    public boolean sameAs(MediaType other) {
        return essence().equals(other.essence());
    }

    /** A manifest list or an OCI image index. */
    public boolean isIndex() {
        return sameAs(DOCKER_MANIFEST_LIST) || sameAs(OCI_INDEX);
    }

    /** A schema 2 manifest or an OCI image manifest. */
    public boolean isImageManifest() {
        return sameAs(DOCKER_MANIFEST) || sameAs(OCI_MANIFEST);
    }

    /** A schema 1 manifest, signed or not. */
    public boolean isSchema1() {
        return sameAs(DOCKER_SCHEMA1) || sameAs(DOCKER_SCHEMA1_SIGNED);
    }

    /** Any of the manifest types above. */
    public boolean isManifest() {
        return isIndex() || isImageManifest() || isSchema1();
    }

    /** Whether the type is JSON or has the {@code +json} suffix (RFC 6839 §3.1). */
    public boolean isJson() {
        return sameAs(JSON) || essence().raw.endsWith("+json");
    }

    @Override
    public String toString() {
        return raw;
    }
}
