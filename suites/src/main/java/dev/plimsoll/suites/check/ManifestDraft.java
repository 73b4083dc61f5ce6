package dev.plimsoll.suites.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import java.util.Map;

/** A manifest in the making, as writing checks push it: OCI's image manifest or index, every field optional. */
public final class ManifestDraft {
    private final MediaType type;
    private final ObjectNode document;

    private ManifestDraft(MediaType type, ObjectNode document) {
        this.type = type;
        this.document = document;
    }

    /** An image manifest. */
    public static ManifestDraft image(Descriptor config, Descriptor... layers) {
        var document = empty(MediaType.OCI_MANIFEST);
        put(document.putObject("config"), config);
        var array = document.putArray("layers");
        for (var layer : layers) {
            put(array.addObject(), layer);
        }
        return new ManifestDraft(MediaType.OCI_MANIFEST, document);
    }

    /** An index. */
    public static ManifestDraft index(Descriptor... manifests) {
        var document = empty(MediaType.OCI_INDEX);
        var array = document.putArray("manifests");
        for (var manifest : manifests) {
            put(array.addObject(), manifest);
        }
        return new ManifestDraft(MediaType.OCI_INDEX, document);
    }

    /** What the manifest refers to. */
    public ManifestDraft subject(Descriptor subject) {
        var copy = document.deepCopy();
        put(copy.putObject("subject"), subject);
        return new ManifestDraft(type, copy);
    }

    public ManifestDraft artifactType(String artifactType) {
        return new ManifestDraft(type, document.deepCopy().put("artifactType", artifactType));
    }

    public ManifestDraft annotated(Map<String, String> annotations) {
        var copy = document.deepCopy();
        var node = copy.putObject("annotations");
        annotations.forEach(node::put);
        return new ManifestDraft(type, copy);
    }

    /** The descriptor of an image manifest's config. */
    public Descriptor config() {
        var node = document.path("config");
        return Descriptor.of(
                new MediaType(node.path("mediaType").asText()),
                Digest.parse(node.path("digest").asText()),
                node.path("size").asLong());
    }

    public MediaType type() {
        return type;
    }

    /** Indented, since a registry that writes JSON anew would do it otherwise. */
    public Bytes bytes() {
        return Bytes.utf8(document.toPrettyString() + "\n");
    }

    public Digest digest() {
        return Digest.sha256(bytes());
    }

    public Descriptor descriptor() {
        return Descriptor.of(type, digest(), bytes().size());
    }

    private static ObjectNode empty(MediaType type) {
        return new ObjectNode(JsonNodeFactory.instance).put("schemaVersion", 2).put("mediaType", type.raw());
    }

    private static void put(ObjectNode node, Descriptor descriptor) {
        node.put("mediaType", descriptor.mediaType().raw())
                .put("digest", descriptor.digest().raw())
                .put("size", descriptor.size());
    }
}
