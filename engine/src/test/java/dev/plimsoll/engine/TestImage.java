package dev.plimsoll.engine;

import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A small image with its blobs. */
final class TestImage {
    /** A blob, and what it is when unpacked. */
    record Layer(Bytes blob, MediaType type, Digest diffId) {}

    private final Map<Digest, Bytes> blobs = new LinkedHashMap<>();
    private final List<Layer> layers;
    private final Bytes config;
    private final Bytes manifest;

    TestImage(List<Layer> layers) {
        this(layers, "linux", "amd64");
    }

    TestImage(List<Layer> layers, String os, String architecture) {
        this.layers = List.copyOf(layers);
        this.config = Bytes.utf8("{\"architecture\":\"" + architecture + "\",\"os\":\"" + os
                + "\",\"config\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                + layers.stream().map(layer -> '"' + layer.diffId().raw() + '"').collect(Collectors.joining(","))
                + "]}}");
        blobs.put(Digest.sha256(config), config);
        layers.forEach(layer -> blobs.put(Digest.sha256(layer.blob()), layer.blob()));
        this.manifest = Bytes.utf8("{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\",\"config\":"
                + descriptor(MediaType.OCI_CONFIG, config) + ",\"layers\":["
                + layers.stream()
                        .map(layer -> descriptor(layer.type(), layer.blob()))
                        .collect(Collectors.joining(","))
                + "]}");
    }

    /** Two gzip layers. */
    static TestImage small() throws IOException {
        return new TestImage(List.of(gzipped(tar("etc/hello", "hello")), gzipped(tar("etc/world", "world"))));
    }

    /** One gzip layer of about {@code size} bytes that do not compress. */
    static TestImage ofSize(int size) throws IOException {
        var noise = new byte[size];
        new Random(1).nextBytes(noise);
        return new TestImage(List.of(gzipped(noise)));
    }

    static Layer gzipped(byte[] content) throws IOException {
        return new Layer(gzip(content), MediaType.OCI_LAYER_GZIP, Digest.sha256(Bytes.of(content)));
    }

    static Bytes gzip(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return Bytes.of(out.toByteArray());
    }

    static byte[] tar(String name, String content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out)) {
            var bytes = content.getBytes(StandardCharsets.UTF_8);
            var entry = new TarArchiveEntry(name);
            entry.setModTime(0L);
            entry.setSize(bytes.length);
            tar.putArchiveEntry(entry);
            tar.write(bytes);
            tar.closeArchiveEntry();
        }
        return out.toByteArray();
    }

    static String descriptor(MediaType type, Bytes content) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + Digest.sha256(content) + "\",\"size\":"
                + content.size() + "}";
    }

    /** An entry of an index. */
    static String entry(MediaType type, Bytes content, String more) {
        var descriptor = descriptor(type, content);
        return descriptor.substring(0, descriptor.length() - 1) + more + "}";
    }

    static String platform(String os, String architecture) {
        return ",\"platform\":{\"os\":\"" + os + "\",\"architecture\":\"" + architecture + "\"}";
    }

    static Bytes index(String... entries) {
        return Bytes.utf8("{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_INDEX + "\",\"manifests\":["
                + String.join(",", entries) + "]}");
    }

    List<Layer> layers() {
        return layers;
    }

    Bytes config() {
        return config;
    }

    Bytes manifest() {
        return manifest;
    }

    Digest digest() {
        return Digest.sha256(manifest);
    }

    Digest layer(int index) {
        return Digest.sha256(layers.get(index).blob());
    }

    Map<Digest, Bytes> blobs() {
        return blobs;
    }
}
