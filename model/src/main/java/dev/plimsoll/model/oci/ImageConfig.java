package dev.plimsoll.model.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * An image's configuration. Its digest is the image id.
 *
 * @param diffIds digests of the uncompressed layer archives, the base layer first
 * @param historyLayers how many history entries are said to have a layer; nothing if there is no history,
 *     that is, no entry: Go programs write none as {@code null} or leave it out
 */
public record ImageConfig(
        Bytes raw,
        String architecture,
        String os,
        Optional<String> variant,
        List<Digest> diffIds,
        Optional<Integer> historyLayers) {
    private static final String WHAT = "image config";

    public ImageConfig {
        diffIds = List.copyOf(diffIds);
    }

    /** The image id: the digest of the config's bytes. */
    public Digest imageId() {
        return Digest.sha256(raw);
    }

    public Platform platform() {
        return new Platform(architecture, os, variant, Optional.empty(), List.of());
    }

    /**
     * Unknown members are no error, a rootfs of another type than {@code layers} is one (OCI image specification,
     * config, "rootfs").
     *
     * @throws MalformedException if a required member is missing or malformed
     */
    public static ImageConfig parse(Bytes raw) {
        var document = Json.object(raw, WHAT);
        var rootfs = document.get("rootfs");
        if (rootfs == null || !rootfs.isObject()) {
            throw new MalformedException(WHAT + ": field \"rootfs\" is missing or no object");
        }
        var type = Json.requiredText(rootfs, "type", WHAT + ": rootfs");
        if (!type.equals("layers")) {
            throw new MalformedException(WHAT + ": rootfs.type is \"" + type + "\", not \"layers\"");
        }
        return new ImageConfig(
                raw,
                Json.requiredText(document, "architecture", WHAT),
                Json.requiredText(document, "os", WHAT),
                Json.text(document, "variant").filter(variant -> !variant.isEmpty()),
                Json.strings(rootfs, "diff_ids", WHAT + ": rootfs").stream()
                        .map(text -> Json.digest(text, WHAT + ": rootfs.diff_ids"))
                        .toList(),
                historyLayers(document));
    }

    private static Optional<Integer> historyLayers(JsonNode document) {
        var layers = Json.list(
                document, "history", WHAT, entry -> !entry.path("empty_layer").asBoolean(false));
        return layers.isEmpty()
                ? Optional.empty()
                : Optional.of((int) layers.stream().filter(layer -> layer).count());
    }
}
