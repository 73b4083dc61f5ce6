package dev.plimsoll.engine;

import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The blobs of an OCI image layout, in a folder: {@code blobs/<algorithm>/<encoded>}. A blob is visible there only once
 * its size and digest are verified. Safe for several threads.
 */
public final class BlobStore {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path folder;
    private final Set<Digest> verified = ConcurrentHashMap.newKeySet();

    private BlobStore(Path folder) {
        this.folder = folder;
    }

    /**
     * The store in {@code folder}, which is made if need be; blobs that are there already will be used.
     *
     * @throws IOException if the folder cannot be made
     */
    public static BlobStore at(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("blobs"));
        return new BlobStore(folder);
    }

    /** The layout's folder. */
    public Path folder() {
        return folder;
    }

    /**
     * Where a blob is or will be.
     *
     * @throws IllegalArgumentException if its digest cannot be verified here
     */
    public Path path(Digest digest) {
        if (digest.verifiableBy().isEmpty()) {
            throw new IllegalArgumentException("no blob is kept by the unknown algorithm of " + digest.abbreviated());
        }
        return folder.resolve("blobs").resolve(digest.algorithm()).resolve(digest.encoded());
    }

    /**
     * The blob's bytes.
     *
     * @throws IOException if it is not there
     */
    public InputStream open(Digest digest) throws IOException {
        return Files.newInputStream(path(digest));
    }

    /**
     * Whether the blob is there with the right size and digest; its bytes are hashed the first time it is asked for.
     *
     * @throws IOException if it cannot be read
     */
    public boolean holds(Descriptor blob) throws IOException {
        var path = path(blob.digest());
        if (!Files.isRegularFile(path) || Files.size(path) != blob.size()) {
            return false;
        }
        if (verified.contains(blob.digest())) {
            return true;
        }
        var hash = blob.digest().verifiableBy().orElseThrow().newMessageDigest();
        try (var in = Files.newInputStream(path)) {
            var buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                hash.update(buffer, 0, read);
            }
        }
        boolean intact = Digest.of(blob.digest().verifiableBy().orElseThrow(), hash.digest())
                .equals(blob.digest());
        if (intact) {
            verified.add(blob.digest());
        }
        return intact;
    }

    /**
     * Puts a small blob there.
     *
     * @throws IOException if it cannot be written
     * @throws PullException if the content is not what the descriptor says
     */
    public void put(Descriptor blob, Bytes content) throws IOException, PullException {
        try (var ingest = begin(blob)) {
            ingest.write(content.toArray(), content.size());
            ingest.commit("the given content");
        }
    }

    Ingest begin(Descriptor blob) throws IOException {
        return new Ingest(this, blob, PartFile.in(folder, ".ingest-"));
    }

    void committed(Digest digest) {
        verified.add(digest);
    }
}
