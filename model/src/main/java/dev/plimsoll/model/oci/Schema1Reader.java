package dev.plimsoll.model.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a schema 1 manifest and takes it apart into payload and signatures. The payload is the document before it was
 * signed: its first {@code formatLength} bytes and then {@code formatTail}, both told by each signature's protected
 * header (Docker's "pretty" JSON web signature, libtrust {@code jsonsign.go}).
 */
final class Schema1Reader {
    private static final String WHAT = "schema 1 manifest";

    private Schema1Reader() {}

    static SignedManifest read(Bytes raw, Optional<MediaType> stated, JsonNode document) {
        var unverified = Json.list(document, "signatures", WHAT, Schema1Signature::read);
        if (unverified.isEmpty()) {
            return read(raw, MediaType.DOCKER_SCHEMA1, stated, raw, document, List.of());
        }
        var payload = payload(raw, unverified);
        var signatures =
                unverified.stream().map(signature -> signature.verify(payload)).toList();
        // Neither digest nor signature covers what stands outside of the payload, so nothing but the payload counts.
        var signed = Json.objectOfUniqueMembers(payload, WHAT + ": its payload");
        return read(raw, MediaType.DOCKER_SCHEMA1_SIGNED, stated, payload, signed, signatures);
    }

    private static SignedManifest read(
            Bytes raw,
            MediaType type,
            Optional<MediaType> stated,
            Bytes payload,
            JsonNode document,
            List<ManifestSignature> signatures) {
        if (Json.requiredLong(document, "schemaVersion", WHAT) != 1) {
            throw new MalformedException(WHAT + ": schemaVersion is not 1");
        }
        return new SignedManifest(
                raw,
                type,
                stated,
                Json.requiredText(document, "name", WHAT),
                Json.requiredText(document, "tag", WHAT),
                Json.requiredText(document, "architecture", WHAT),
                payload,
                layers(document),
                signatures);
    }

    private static List<SignedManifest.Layer> layers(JsonNode document) {
        var blobs = Json.list(
                document,
                "fsLayers",
                WHAT,
                node -> Json.digest(Json.requiredText(node, "blobSum", WHAT + ": fsLayers"), WHAT + ": blobSum"));
        var history = Json.list(
                document, "history", WHAT, node -> Json.requiredText(node, "v1Compatibility", WHAT + ": history"));
        if (blobs.isEmpty() || blobs.size() != history.size()) {
            throw new MalformedException(WHAT + ": " + blobs.size() + " fsLayers and " + history.size()
                    + " history entries; there must be one history entry a layer, and at least one");
        }
        var layers = new ArrayList<SignedManifest.Layer>();
        for (int i = 0; i < blobs.size(); i++) {
            layers.add(new SignedManifest.Layer(blobs.get(i), history.get(i)));
        }
        return layers;
    }

    private static Bytes payload(Bytes raw, List<Schema1Signature> signatures) {
        var first = signatures.get(0);
        for (var other : signatures) {
            if (other.formatLength() != first.formatLength()
                    || !other.formatTail().equals(first.formatTail())) {
                throw new MalformedException(WHAT + ": its signatures disagree about formatLength or formatTail");
            }
        }
        if (first.formatLength() < 0 || first.formatLength() > raw.size()) {
            throw new MalformedException(
                    WHAT + ": formatLength " + first.formatLength() + " is outside of its " + raw.size() + " bytes");
        }
        return raw.prefix((int) first.formatLength()).concat(first.formatTail());
    }
}
