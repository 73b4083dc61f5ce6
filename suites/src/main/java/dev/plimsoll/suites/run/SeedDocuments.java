package dev.plimsoll.suites.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;

/** The seed image's JSON documents. */
final class SeedDocuments {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String CREATED = "2026-11-21T00:00:00Z";

    private SeedDocuments() {}

    /** A config whose history has an entry without a layer, for which schema 1 needs an empty one. */
    static Bytes config(String architecture, SeedLayer... layers) {
        var config = MAPPER.createObjectNode();
        config.put("architecture", architecture).put("os", "linux").put("created", CREATED);
        config.putObject("config").putArray("Cmd").add("/greeting.txt");
        var history = config.putArray("history");
        for (var layer : layers) {
            history.addObject()
                    .put("created", CREATED)
                    .put("created_by", "ADD " + layer.diffId().abbreviated());
        }
        history.addObject()
                .put("created", CREATED)
                .put("created_by", "CMD [\"/greeting.txt\"]")
                .put("empty_layer", true);
        var diffIds = config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        for (var layer : layers) {
            diffIds.add(layer.diffId().raw());
        }
        return bytes(config);
    }

    static Bytes manifest(Bytes config, SeedLayer... layers) {
        var manifest = MAPPER.createObjectNode();
        manifest.put("schemaVersion", 2).put("mediaType", MediaType.DOCKER_MANIFEST.raw());
        put(manifest.putObject("config"), Descriptor.of(MediaType.DOCKER_CONFIG, Digest.sha256(config), config.size()));
        var array = manifest.putArray("layers");
        for (var layer : layers) {
            put(array.addObject(), layer.descriptor());
        }
        return bytes(manifest);
    }

    static Bytes list(Bytes amd64, Bytes arm64) {
        var list = MAPPER.createObjectNode();
        list.put("schemaVersion", 2).put("mediaType", MediaType.DOCKER_MANIFEST_LIST.raw());
        var manifests = list.putArray("manifests");
        child(manifests.addObject(), amd64, "amd64");
        child(manifests.addObject(), arm64, "arm64");
        return bytes(list);
    }

    private static void child(ObjectNode node, Bytes manifest, String architecture) {
        put(node, Descriptor.of(MediaType.DOCKER_MANIFEST, Digest.sha256(manifest), manifest.size()));
        node.putObject("platform").put("architecture", architecture).put("os", "linux");
    }

    private static void put(ObjectNode node, Descriptor descriptor) {
        node.put("mediaType", descriptor.mediaType().raw())
                .put("size", descriptor.size())
                .put("digest", descriptor.digest().raw());
    }

    private static Bytes bytes(ObjectNode document) {
        try {
            return Bytes.utf8(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was just built can be written", e);
        }
    }
}
