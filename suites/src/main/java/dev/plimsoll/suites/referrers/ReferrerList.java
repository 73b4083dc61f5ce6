package dev.plimsoll.suites.referrers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.oci.ImageIndex;
import dev.plimsoll.model.oci.ImageManifest;
import dev.plimsoll.model.oci.Manifest;
import dev.plimsoll.suites.check.Traffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of referrers as it came, its entries read as far as they go: checks tell one by one what is wrong with them. */
record ReferrerList(List<Entry> entries) {
    private static final JsonMapper MAPPER = new JsonMapper();

    ReferrerList {
        entries = List.copyOf(entries);
    }

    /** One referrer; {@code size} is -1 where it is none. */
    record Entry(
            String mediaType,
            String digest,
            long size,
            Optional<String> artifactType,
            Map<String, String> annotations) {
        Entry {
            annotations = Map.copyOf(annotations);
        }
    }

    /** The list in an answer; nothing if its body is no index: schema version 2 and an array of manifests. */
    static Optional<ReferrerList> of(Exchange answer) {
        return Traffic.body(answer).flatMap(body -> {
            try {
                var document = MAPPER.readTree(body.toArray());
                var manifests = document.path("manifests");
                if (document.path("schemaVersion").asInt(0) != 2 || !manifests.isArray()) {
                    return Optional.empty();
                }
                var entries = new ArrayList<Entry>();
                manifests.forEach(node -> entries.add(entry(node)));
                return Optional.of(new ReferrerList(entries));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    Optional<Entry> entry(String digest) {
        return entries.stream().filter(entry -> entry.digest().equals(digest)).findFirst();
    }

    /** What an entry for {@code manifest} has as its artifactType. */
    static Optional<String> artifactType(Manifest manifest) {
        if (manifest instanceof ImageManifest image) {
            return image.artifactType()
                    .filter(type -> !type.isEmpty())
                    .or(() -> Optional.of(image.config().mediaType().raw()));
        }
        return manifest instanceof ImageIndex index
                ? index.artifactType().filter(type -> !type.isEmpty())
                : Optional.empty();
    }

    /** What an entry for {@code manifest} has as its annotations. */
    static Map<String, String> annotations(Manifest manifest) {
        if (manifest instanceof ImageManifest image) {
            return image.annotations();
        }
        return manifest instanceof ImageIndex index ? index.annotations() : Map.of();
    }

    private static Entry entry(JsonNode node) {
        var annotations = new LinkedHashMap<String, String>();
        node.path("annotations")
                .properties()
                .forEach(field ->
                        annotations.put(field.getKey(), field.getValue().asText()));
        return new Entry(
                node.path("mediaType").asText(),
                node.path("digest").asText(),
                node.path("size").asLong(-1),
                Optional.ofNullable(node.get("artifactType"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText),
                annotations);
    }
}
