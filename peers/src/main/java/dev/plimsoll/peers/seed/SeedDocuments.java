package dev.plimsoll.peers.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.fixtures.capture.SyntheticLayer;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.Platform;
import java.util.List;

/** The seed image's JSON documents, the same bytes on every machine. */
final class SeedDocuments {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ObjectWriter WRITER =
            MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
    private static final String CREATED = "2026-11-21T00:00:00Z";

    private SeedDocuments() {}

    static Descriptor describe(MediaType type, Bytes content) {
        return Descriptor.of(type, Digest.sha256(content), content.size());
    }

    /** A config whose history has an entry without a layer, for which schema 1 needs an empty one. */
    static Bytes config(Platform platform, List<SyntheticLayer> layers) {
        var config = MAPPER.createObjectNode();
        config.put("architecture", platform.architecture())
                .put("os", platform.os())
                .put("created", CREATED);
        config.putObject("config").putArray("Cmd").add("/plimsoll");
        var history = config.putArray("history");
        for (var layer : layers) {
            history.addObject()
                    .put("created", CREATED)
                    .put("created_by", "ADD " + layer.diffId().abbreviated());
        }
        history.addObject()
                .put("created", CREATED)
                .put("created_by", "CMD [\"/plimsoll\"]")
                .put("empty_layer", true);
        var diffIds = config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        layers.forEach(layer -> diffIds.add(layer.diffId().raw()));
        return bytes(config);
    }

    static Bytes manifest(Format format, Descriptor config, List<Descriptor> layers) {
        var manifest = MAPPER.createObjectNode();
        manifest.put("schemaVersion", 2).put("mediaType", format.manifest().raw());
        put(manifest.putObject("config"), config);
        var array = manifest.putArray("layers");
        layers.forEach(layer -> put(array.addObject(), layer));
        return bytes(manifest);
    }

    /** An index of manifests, each with its platform. */
    static Bytes index(Format format, List<SeededPlatform> images, List<Descriptor> manifests) {
        var index = MAPPER.createObjectNode();
        index.put("schemaVersion", 2).put("mediaType", format.index().raw());
        var array = index.putArray("manifests");
        for (int i = 0; i < images.size(); i++) {
            var platform = images.get(i).platform();
            put(array.addObject(), manifests.get(i))
                    .putObject("platform")
                    .put("architecture", platform.architecture())
                    .put("os", platform.os());
        }
        return bytes(index);
    }

    private static ObjectNode put(ObjectNode node, Descriptor descriptor) {
        return node.put("mediaType", descriptor.mediaType().raw())
                .put("size", descriptor.size())
                .put("digest", descriptor.digest().raw());
    }

    private static Bytes bytes(ObjectNode document) {
        try {
            return Bytes.utf8(WRITER.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was just built can be written", e);
        }
    }
}
