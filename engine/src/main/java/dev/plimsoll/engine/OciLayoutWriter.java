package dev.plimsoll.engine;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an OCI image layout of a store (image specification, "Image Layout"): {@code oci-layout} and the index. */
public final class OciLayoutWriter {
    private static final byte[] LAYOUT = "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8);
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Writes both files, {@code index.json} last: once it is there, the layout is whole. An index that was there
     * before is replaced.
     *
     * @throws IOException if the folder cannot be written
     */
    public void write(PullResult image, BlobStore store) throws IOException {
        replace(store.folder(), "oci-layout", LAYOUT);
        var index = new LinkedHashMap<String, Object>();
        index.put("schemaVersion", 2);
        index.put("mediaType", MediaType.OCI_INDEX.raw());
        index.put("manifests", List.of(entry(image)));
        replace(store.folder(), "index.json", JSON.writeValueAsBytes(index));
    }

    private static Map<String, Object> entry(PullResult image) {
        Descriptor descriptor = image.descriptor();
        var entry = new LinkedHashMap<String, Object>();
        entry.put("mediaType", descriptor.mediaType().raw());
        entry.put("digest", descriptor.digest().raw());
        entry.put("size", descriptor.size());
        descriptor.platform().ifPresent(platform -> entry.put("platform", platform(platform)));
        nameOf(image).ifPresent(name -> entry.put("annotations", Map.of("org.opencontainers.image.ref.name", name)));
        return entry;
    }

    /** A reference by digest alone has no name to be found by. */
    private static Optional<String> nameOf(PullResult image) {
        var reference = image.reference();
        return reference.tag().or(() -> reference.digest().isPresent() ? Optional.empty() : Optional.of("latest"));
    }

    private static Map<String, Object> platform(Platform platform) {
        var members = new LinkedHashMap<String, Object>();
        members.put("architecture", platform.architecture());
        members.put("os", platform.os());
        platform.variant().ifPresent(variant -> members.put("variant", variant));
        return members;
    }

    private static void replace(Path folder, String name, byte[] content) throws IOException {
        var temporary = PartFile.in(folder, ".write-");
        try {
            Files.write(temporary, content);
            Files.move(
                    temporary,
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
