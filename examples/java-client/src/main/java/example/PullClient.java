package example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Pulls an image for linux/amd64 into memory: the config and then the layers. Naive, but for four things that its tests show. */
final class PullClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PARAMETER = Pattern.compile("(realm|service|scope)=\"([^\"]*)\"");
    private static final String ACCEPT = "application/vnd.oci.image.index.v1+json,application/vnd.oci.image.manifest.v1+json,"
            + "application/vnd.docker.distribution.manifest.list.v2+json,application/vnd.docker.distribution.manifest.v2+json";

    private final HttpClient http;
    private final URI registry;
    private String token = "";

    PullClient(HttpClient http, URI registry) {
        this.http = http;
        this.registry = registry;
    }

    List<byte[]> pull(String repository, String tag) throws IOException, InterruptedException {
        var manifest = JSON.readTree(get(repository, "manifests/" + tag));
        for (JsonNode one : manifest.path("manifests")) {
            var platform = one.path("platform");
            if (platform.path("os").asText().equals("linux") && platform.path("architecture").asText().equals("amd64")) {
                var digest = one.path("digest").asText();
                manifest = JSON.readTree(verified(get(repository, "manifests/" + digest), digest));
                break;
            }
        }
        var blobs = new ArrayList<byte[]>();
        blobs.add(blob(repository, manifest.path("config")));
        for (JsonNode layer : manifest.path("layers")) {
            blobs.add(blob(repository, layer));
        }
        return blobs;
    }

    private byte[] blob(String repository, JsonNode descriptor) throws IOException, InterruptedException {
        var digest = descriptor.path("digest").asText();
        return verified(get(repository, "blobs/" + digest), digest);
    }

    private byte[] get(String repository, String what) throws IOException, InterruptedException {
        var url = registry.resolve("/v2/" + repository + "/" + what);
        var response = send(url, token);
        if (response.statusCode() == 401) {
            token = token(response.headers().firstValue("WWW-Authenticate").orElse(""), repository);
            response = send(url, token);
        }
        for (int hops = 0; response.statusCode() / 100 == 3 && hops < 5; hops++) {
            var next = url.resolve(response.headers().firstValue("Location").orElseThrow());
            // The token is for the registry: a CDN has no business with it, and many refuse a request that has both.
            response = send(next, next.getAuthority().equals(url.getAuthority()) ? token : "");
            url = next;
        }
        if (response.statusCode() != 200) {
            throw new IOException(url.getHost() + " answered " + response.statusCode() + " for " + what);
        }
        return response.body();
    }

    private HttpResponse<byte[]> send(URI url, String bearer) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url).header("Accept", ACCEPT).header("User-Agent", "example/1.0");
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private String token(String challenge, String repository) throws IOException, InterruptedException {
        String realm = "";
        String service = "";
        for (var found = PARAMETER.matcher(challenge); found.find(); ) {
            realm = found.group(1).equals("realm") ? found.group(2) : realm;
            service = found.group(1).equals("service") ? found.group(2) : service;
        }
        var query = "?service=" + URLEncoder.encode(service, StandardCharsets.UTF_8) + "&scope="
                + URLEncoder.encode("repository:" + repository + ":pull", StandardCharsets.UTF_8);
        var answer = JSON.readTree(send(URI.create(realm + query), "").body());
        return answer.path("token").asText(answer.path("access_token").asText());
    }

    private static byte[] verified(byte[] content, String digest) throws IOException {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(content);
            if (!digest.equals("sha256:" + HexFormat.of().formatHex(sha256))) {
                throw new IOException("these " + content.length + " bytes are not " + digest);
            }
            return content;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
