package dev.plimsoll.engine;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes what {@code docker load}, podman and skopeo read: the config, the layers as they were pulled, and
 * {@code manifest.json} last. The same image gives the same bytes: no times, no owners, a fixed order.
 */
public final class DockerArchiveWriter {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int READ_FOR_ALL_WRITE_FOR_OWNER = 0644;

    /**
     * Writes the archive; the stream stays open.
     *
     * @throws IOException if a blob cannot be read or the archive not be written
     */
    public void write(PullResult image, BlobStore store, OutputStream out) throws IOException {
        var tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        var config = image.manifest().config();
        var configName = config.digest().encoded() + ".json";
        add(tar, configName, config, store);
        var written = new HashSet<Digest>();
        var layerNames = new ArrayList<String>();
        for (var layer : image.manifest().layers()) {
            var name = nameOf(layer, store);
            layerNames.add(name);
            if (written.add(layer.digest())) {
                add(tar, name, layer, store);
            }
        }
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("Config", configName);
        manifest.put("RepoTags", repoTags(image));
        manifest.put("Layers", layerNames);
        var content = JSON.writeValueAsBytes(List.of(manifest));
        add(tar, "manifest.json", content.length, new ByteArrayInputStream(content));
        tar.finish();
        out.flush();
    }

    /** By the first bytes: readers go by the content, but people and old tools by the name. */
    private static String nameOf(Descriptor layer, BlobStore store) throws IOException {
        try (var in = new BufferedInputStream(store.open(layer.digest()))) {
            return layer.digest().encoded() + Compression.of(in).extension();
        }
    }

    /** Familiar names, as docker shows them; a reference by digest alone has no tag. */
    private static List<String> repoTags(PullResult image) {
        var reference = image.reference();
        if (reference.tag().isEmpty() && reference.digest().isPresent()) {
            return List.of();
        }
        return List.of(reference.familiarName() + ":" + reference.tag().orElse("latest"));
    }

    private static void add(TarArchiveOutputStream tar, String name, Descriptor blob, BlobStore store)
            throws IOException {
        try (var in = store.open(blob.digest())) {
            add(tar, name, blob.size(), in);
        }
    }

    private static void add(TarArchiveOutputStream tar, String name, long size, InputStream content)
            throws IOException {
        var entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL);
        entry.setSize(size);
        entry.setMode(READ_FOR_ALL_WRITE_FOR_OWNER);
        entry.setModTime(0L);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
        content.transferTo(tar);
        tar.closeArchiveEntry();
    }
}
