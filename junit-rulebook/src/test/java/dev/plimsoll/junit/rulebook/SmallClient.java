package dev.plimsoll.junit.rulebook;

import dev.plimsoll.junit.ReplayedRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Pulls the index, the manifest and the config from dockerhub's capture, through the proxy. */
final class SmallClient {
    private static final String ACCEPT = "application/vnd.docker.distribution.manifest.list.v2+json,"
            + "application/vnd.docker.distribution.manifest.v2+json";

    private final ReplayedRegistry registry;
    private final HttpClient http;
    private final boolean careless;
    private String token = "";

    /**
     * A client.
     *
     * @param careless whether it sends its token wherever a redirect leads
     */
    SmallClient(ReplayedRegistry registry, boolean careless) {
        this.registry = registry;
        this.http = registry.httpClient();
        this.careless = careless;
    }

    void pull() throws IOException, InterruptedException {
        var base = "/v2/" + registry.repository();
        var tagged = registry.origin().resolve(base + "/manifests/" + registry.tag());
        get(tagged, false);
        var realm = URI.create("https://auth.docker.io/token?service=registry.docker.io&scope=repository:"
                + registry.repository() + ":pull");
        token = found("\"token\"\\s*:\\s*\"([^\"]+)\"", get(realm, false));
        var index = get(tagged, true);
        var digest =
                found("\"digest\"\\s*:\\s*\"(sha256:[0-9a-f]{64})\"[^{]*\"platform\"\\s*:\\s*\\{[^}]*\"amd64\"", index);
        var manifest = get(registry.origin().resolve(base + "/manifests/" + digest), true);
        var config = found("\"config\"\\s*:\\s*\\{[^}]*\"digest\"\\s*:\\s*\"(sha256:[0-9a-f]{64})\"", manifest);
        var redirect = get(registry.origin().resolve(base + "/blobs/" + config), true);
        get(URI.create(redirect.headers().firstValue("Location").orElseThrow()), careless);
    }

    private HttpResponse<byte[]> get(URI url, boolean authorized) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url).header("User-Agent", "small/1.0");
        if (url.getPath().contains("/manifests/")) {
            request.header("Accept", ACCEPT);
        }
        if (authorized) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String found(String pattern, HttpResponse<byte[]> response) {
        var matcher = Pattern.compile(pattern).matcher(new String(response.body(), StandardCharsets.UTF_8));
        if (!matcher.find()) {
            throw new IllegalStateException(response + " has no " + pattern);
        }
        return matcher.group(1);
    }
}
