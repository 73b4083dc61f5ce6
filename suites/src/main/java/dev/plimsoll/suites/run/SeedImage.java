package dev.plimsoll.suites.run;

import dev.plimsoll.engine.Transport;
import dev.plimsoll.engine.TransportException;
import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Sample;
import dev.plimsoll.suites.target.ConfigurationException;
import java.util.Optional;

/**
 * The image that a registry started here is seeded with: two layers for linux/amd64, another config for linux/arm64,
 * and a manifest list that names both; in Docker's formats, so that a registry can rewrite it to schema 1.
 */
final class SeedImage {
    static final String REPOSITORY = "plimsoll/seed";
    static final String TAG = "1.0";

    private final Transport transport;
    private final Origin registry;

    private SeedImage(Transport transport, Origin registry) {
        this.transport = transport;
        this.registry = registry;
    }

    /** Pushes the image. @throws ConfigurationException if the registry does not take it */
    static Sample push(Transport transport, Origin registry) {
        try {
            return new SeedImage(transport, registry).push();
        } catch (TransportException e) {
            throw new ConfigurationException("cannot push the seed image to " + registry + ": " + e.getMessage(), e);
        }
    }

    private Sample push() throws TransportException {
        var base = SeedLayer.base();
        var top = SeedLayer.top();
        blob(base.compressed());
        blob(top.compressed());
        var config = SeedDocuments.config("amd64", base, top);
        var manifest = SeedDocuments.manifest(config, base, top);
        blob(config);
        manifest(Digest.sha256(manifest).raw(), MediaType.DOCKER_MANIFEST, manifest);
        var otherConfig = SeedDocuments.config("arm64", base, top);
        var otherManifest = SeedDocuments.manifest(otherConfig, base, top);
        blob(otherConfig);
        manifest(Digest.sha256(otherManifest).raw(), MediaType.DOCKER_MANIFEST, otherManifest);
        var list = SeedDocuments.list(manifest, otherManifest);
        manifest(TAG, MediaType.DOCKER_MANIFEST_LIST, list);
        return new Sample(
                REPOSITORY,
                TAG,
                Optional.of(Digest.sha256(list)),
                Digest.sha256(manifest),
                Descriptor.of(MediaType.DOCKER_CONFIG, Digest.sha256(config), config.size()),
                base.descriptor());
    }

    private void blob(Bytes content) throws TransportException {
        var begun = send(
                "POST",
                HttpUrl.parse(registry + "/v2/" + REPOSITORY + "/blobs/uploads/"),
                HeaderFields.none(),
                Bytes.empty(),
                202);
        var location = begun.fields()
                .first("Location")
                .orElseThrow(() -> new ConfigurationException(registry + " began an upload without a Location"));
        var upload = HttpUrl.parse(registry + "/").resolve(location);
        var target = HttpUrl.parse(
                upload.raw() + (upload.query().isPresent() ? "&" : "?") + "digest=" + Digest.sha256(content));
        send("PUT", target, HeaderFields.of("Content-Type", MediaType.OCTET_STREAM.raw()), content, 201);
    }

    private void manifest(String reference, MediaType type, Bytes content) throws TransportException {
        send(
                "PUT",
                HttpUrl.parse(registry + "/v2/" + REPOSITORY + "/manifests/" + reference),
                HeaderFields.of("Content-Type", type.raw()),
                content,
                201);
    }

    private HttpResponse send(String method, HttpUrl url, HeaderFields fields, Bytes content, int expected)
            throws TransportException {
        var request = new HttpRequest(method, url, "HTTP/1.1", fields, Body.of(content));
        try (var reply = transport.send(request)) {
            if (reply.status() != expected) {
                throw new ConfigurationException("the registry does not take the seed image: " + request + " answered "
                        + reply.status() + " instead of " + expected + ": "
                        + reply.readUpTo(64 * 1024).asText().strip());
            }
            return reply.head();
        }
    }
}
