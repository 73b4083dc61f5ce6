package dev.plimsoll.engine;

import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A registry of one repository, {@code team/app}, that does what is right wherever no script says otherwise. */
final class ScriptedRegistry implements AutoCloseable {
    private static final String MANIFESTS = "/v2/team/app/manifests/";
    private static final String BLOBS = "/v2/team/app/blobs/";

    private final Map<String, Bytes> content = new ConcurrentHashMap<>();
    private final Map<String, ScriptedServer.Script> scripts = new ConcurrentHashMap<>();
    private final ScriptedServer server;

    private ScriptedRegistry() throws IOException {
        server = ScriptedServer.start(this::answer);
    }

    /** With the image under the tag {@code 1}. */
    static ScriptedRegistry with(TestImage image) throws IOException {
        var registry = new ScriptedRegistry();
        registry.add(image);
        registry.tag("1", image.manifest());
        return registry;
    }

    void add(TestImage image) {
        image.blobs().forEach((digest, blob) -> content.put(BLOBS + digest, blob));
        content.put(MANIFESTS + image.digest(), image.manifest());
    }

    void addManifest(Bytes manifest) {
        content.put(MANIFESTS + Digest.sha256(manifest), manifest);
    }

    void tag(String tag, Bytes manifest) {
        content.put(MANIFESTS + tag, manifest);
        addManifest(manifest);
    }

    /** Something else for the manifest of this tag or digest. */
    void onManifest(String reference, ScriptedServer.Script script) {
        scripts.put(MANIFESTS + reference, script);
    }

    void onBlob(Digest digest, ScriptedServer.Script script) {
        scripts.put(BLOBS + digest, script);
    }

    /** Something else for another path. */
    void onPath(String path, ScriptedServer.Script script) {
        scripts.put(path, script);
    }

    /** The bytes that the registry has. */
    byte[] blob(Digest digest) {
        var bytes = content.get(BLOBS + digest);
        if (bytes == null) {
            throw new AssertionError("no blob " + digest);
        }
        return bytes.toArray();
    }

    ScriptedServer server() {
        return server;
    }

    Reference reference(String suffix) {
        return Reference.parse(server.origin().authority() + "/team/app" + suffix);
    }

    /** The requests for a blob. */
    List<ScriptedServer.Received> blobRequests(Digest digest) {
        return server.received().stream()
                .filter(request -> request.path().equals(BLOBS + digest))
                .toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void answer(ScriptedServer.Received request, Wire wire) throws IOException {
        var script = scripts.get(request.path());
        if (script != null) {
            script.answer(request, wire);
        } else {
            asRight(request, wire);
        }
    }

    /** What a registry should answer. */
    void asRight(ScriptedServer.Received request, Wire wire) throws IOException {
        var bytes = content.get(request.path());
        if (bytes == null) {
            wire.reply(404, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"manifest unknown\"}]}");
        } else if (request.path().startsWith(BLOBS)) {
            wire.reply(200, bytes.toArray(), "Content-Type", "application/octet-stream", "ETag", "\"e\"");
        } else {
            var type = bytes.asText().contains("\"manifests\"") ? MediaType.OCI_INDEX : MediaType.OCI_MANIFEST;
            wire.reply(
                    200,
                    bytes.toArray(),
                    "Content-Type",
                    type.raw(),
                    "Docker-Content-Digest",
                    Digest.sha256(bytes).raw());
        }
    }
}
