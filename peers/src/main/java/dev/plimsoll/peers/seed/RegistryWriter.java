package dev.plimsoll.peers.seed;

import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.model.oci.Secret;
import dev.plimsoll.peers.process.PeerException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Writes into one repository of a registry by its upload API (distribution specification, "Push"). */
public final class RegistryWriter {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int ERROR_BYTES = 4 << 10;
    private static final int MANIFEST_BYTES = 4 << 20;

    private final HttpClient client;
    private final Origin registry;
    private final String repository;
    private final Optional<Secret> authorization;

    private RegistryWriter(HttpClient client, Origin registry, String repository, Optional<Secret> authorization) {
        this.client = client;
        this.registry = registry;
        this.repository = repository;
        this.authorization = authorization;
    }

    /**
     * A writer.
     *
     * @param authorization the value of the {@code Authorization} field, if one is needed
     */
    public static RegistryWriter to(Origin registry, String repository, Optional<Secret> authorization) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(LIMIT)
                .build();
        return new RegistryWriter(client, registry, repository, authorization);
    }

    String repository() {
        return repository;
    }

    /** A blob in one piece. */
    void blob(Digest digest, Bytes content) {
        var begun = send(request("/v2/" + repository + "/blobs/uploads/").POST(BodyPublishers.noBody()), 202);
        var location = begun.headers()
                .firstValue("Location")
                .orElseThrow(() -> new PeerException(registry + " began an upload without a Location"));
        var upload = HttpUrl.parse(registry + "/").resolve(location);
        var target = upload.target() + (upload.query().isPresent() ? "&" : "?") + "digest=" + digest;
        send(
                request(target)
                        .header("Content-Type", MediaType.OCTET_STREAM.raw())
                        .PUT(BodyPublishers.ofByteArray(content.toArray())),
                201);
    }

    /** A manifest under a tag or its digest. */
    void manifest(String reference, MediaType type, Bytes content) {
        send(
                request(manifestPath(reference))
                        .header("Content-Type", type.raw())
                        .PUT(BodyPublishers.ofByteArray(content.toArray())),
                201);
    }

    /** What the registry sends for a manifest to a client that accepts this type alone. */
    Bytes readManifest(String reference, MediaType accepted) {
        return read(
                send(
                        request(manifestPath(reference))
                                .header("Accept", accepted.raw())
                                .GET(),
                        200),
                MANIFEST_BYTES);
    }

    private String manifestPath(String reference) {
        return "/v2/" + repository + "/manifests/" + reference;
    }

    private HttpRequest.Builder request(String target) {
        var builder = HttpRequest.newBuilder(URI.create(registry + target)).timeout(LIMIT);
        authorization.ifPresent(value -> builder.header("Authorization", value.reveal()));
        return builder;
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder builder, int expected) {
        var request = builder.build();
        var what = request.method() + " " + HttpUrl.parse(request.uri().toString());
        try {
            var response = client.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != expected) {
                throw new PeerException("the registry does not take the seed image: " + what + " answered "
                        + response.statusCode() + " instead of " + expected + ": "
                        + read(response, ERROR_BYTES).asText().strip());
            }
            return response;
        } catch (IOException e) {
            throw new PeerException("cannot push the seed image: " + what + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerException("interrupted while pushing the seed image", e);
        }
    }

    private static Bytes read(HttpResponse<InputStream> response, int most) {
        try (var body = response.body()) {
            return Bytes.of(body.readNBytes(most));
        } catch (IOException e) {
            throw new PeerException("the registry's answer broke off: " + e.getMessage(), e);
        }
    }
}
