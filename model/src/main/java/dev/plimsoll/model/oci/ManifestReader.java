package dev.plimsoll.model.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what kind of manifest a document is, and reads it. */
final class ManifestReader {
    private static final String WHAT = "manifest";

    private ManifestReader() {}

    static Manifest parse(Bytes raw, Optional<MediaType> contentType) {
        if (contentType.filter(ManifestReader::isForeign).isPresent() && !looksLikeJson(raw)) {
            return new UnknownManifest(raw, contentType.orElseThrow(), Optional.empty());
        }
        var document = Json.objectOfUniqueMembers(raw, WHAT);
        var stated = Json.optionalText(document, "mediaType", WHAT)
                .filter(text -> !text.isEmpty())
                .map(MediaType::new);
        var type = stated.filter(MediaType::isManifest)
                .or(() -> contentType.filter(MediaType::isManifest))
                .or(() -> stated.filter(own -> !own.sameAs(MediaType.JSON)))
                .or(() -> contentType.filter(ManifestReader::isOfAnotherKind))
                .or(() -> shapeOf(document))
                .map(MediaType::essence)
                .or(() -> stated)
                .or(() -> contentType)
                .orElse(MediaType.JSON);
        if (type.isManifest()) {
            refuseAmbiguous(document);
        }
        if (type.isImageManifest()) {
            return image(raw, type, stated, document);
        } else if (type.isIndex()) {
            return index(raw, type, stated, document);
        } else if (type.isSchema1()) {
            return Schema1Reader.read(raw, stated, document);
        }
        return new UnknownManifest(raw, type, stated);
    }

    private static boolean isForeign(MediaType type) {
        return !type.isJson() && !type.isManifest();
    }

    /** A JSON type that says more than "JSON": what such a document means by its members is not for us to guess. */
    private static boolean isOfAnotherKind(MediaType type) {
        return type.isJson() && !type.sameAs(MediaType.JSON) && !type.isManifest();
    }

    private static boolean looksLikeJson(Bytes raw) {
        return raw.asText().stripLeading().startsWith("{");
    }

    /** A document that is an image to one reader and an index to another can smuggle content (CVE-2021-41190). */
    private static void refuseAmbiguous(JsonNode document) {
        var kinds = new ArrayList<String>();
        if (document.has("config") || document.has("layers")) {
            kinds.add("config/layers (image)");
        }
        if (document.has("manifests")) {
            kinds.add("manifests (index)");
        }
        if (document.has("fsLayers")) {
            kinds.add("fsLayers (schema 1)");
        }
        if (kinds.size() > 1) {
            throw new MalformedException(WHAT + ": ambiguous, it has the members of several kinds: " + kinds);
        }
    }

    /** OCI documents need not state a type; their members tell. Docker's always do, so the OCI types are assumed. */
    private static Optional<MediaType> shapeOf(JsonNode document) {
        if (document.has("fsLayers")) {
            return Optional.of(document.has("signatures") ? MediaType.DOCKER_SCHEMA1_SIGNED : MediaType.DOCKER_SCHEMA1);
        } else if (document.has("manifests")) {
            return Optional.of(MediaType.OCI_INDEX);
        } else if (document.has("config") && document.has("layers")) {
            return Optional.of(MediaType.OCI_MANIFEST);
        }
        return Optional.empty();
    }

    private static ImageManifest image(Bytes raw, MediaType type, Optional<MediaType> stated, JsonNode document) {
        requireSchemaVersion2(document);
        var config = Json.optionalObject(document, "config", WHAT)
                .orElseThrow(() -> new MalformedException(WHAT + ": field \"config\" is missing"));
        if (!document.has("layers")) {
            throw new MalformedException(WHAT + ": field \"layers\" is missing");
        }
        return new ImageManifest(
                raw,
                type,
                stated,
                descriptor(config, "config"),
                descriptors(document, "layers"),
                optionalDescriptor(document, "subject"),
                Json.optionalText(document, "artifactType", WHAT),
                Json.map(document, "annotations", WHAT));
    }

    private static ImageIndex index(Bytes raw, MediaType type, Optional<MediaType> stated, JsonNode document) {
        if (!document.has("manifests")) {
            throw new MalformedException(WHAT + ": field \"manifests\" is missing");
        }
        // Required of indexes too, but no client asks for it; a wrong one is another matter.
        if (document.has("schemaVersion")) {
            requireSchemaVersion2(document);
        }
        return new ImageIndex(
                raw,
                type,
                stated,
                descriptors(document, "manifests"),
                optionalDescriptor(document, "subject"),
                Json.optionalText(document, "artifactType", WHAT),
                Json.map(document, "annotations", WHAT));
    }

    private static void requireSchemaVersion2(JsonNode document) {
        if (Json.requiredLong(document, "schemaVersion", WHAT) != 2) {
            throw new MalformedException(WHAT + ": schemaVersion is " + document.get("schemaVersion") + ", not 2");
        }
    }

    private static List<Descriptor> descriptors(JsonNode document, String field) {
        var index = new int[] {0};
        return Json.list(document, field, WHAT, node -> descriptor(node, field + "[" + index[0]++ + "]"));
    }

    private static Optional<Descriptor> optionalDescriptor(JsonNode document, String field) {
        return Json.optionalObject(document, field, WHAT).map(node -> descriptor(node, field));
    }

    private static Descriptor descriptor(JsonNode node, String where) {
        var what = WHAT + ": " + where;
        try {
            return new Descriptor(
                    new MediaType(Json.requiredText(node, "mediaType", what)),
                    Json.digest(Json.requiredText(node, "digest", what), what + ".digest"),
                    Json.requiredLong(node, "size", what),
                    Json.strings(node, "urls", what),
                    Json.map(node, "annotations", what),
                    Json.optionalText(node, "data", what).map(text -> Base64Text.decode(text, what + ".data")),
                    Json.optionalText(node, "artifactType", what),
                    Json.optionalObject(node, "platform", what)
                            .map(platform -> platform(platform, what + ".platform")));
        } catch (MalformedException e) {
            var message = String.valueOf(e.getMessage());
            throw message.startsWith(what) ? e : new MalformedException(what + ": " + message, e);
        }
    }

    static Platform platform(JsonNode node, String what) {
        return new Platform(
                Json.requiredText(node, "architecture", what),
                Json.requiredText(node, "os", what),
                Json.optionalText(node, "variant", what).filter(variant -> !variant.isEmpty()),
                Json.optionalText(node, "os.version", what),
                Json.strings(node, "os.features", what));
    }
}
