package dev.plimsoll.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

/** Requests of a client as short as can be. */
final class Pulls {
    private static final String ACCEPT = "application/vnd.docker.distribution.manifest.list.v2+json";
    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");

    private Pulls() {}

    static int status(ReplayedRegistry registry, String path) throws IOException, InterruptedException {
        return get(registry.httpClient(), registry.origin().resolve(path), "").statusCode();
    }

    static HttpResponse<byte[]> get(HttpClient client, URI url, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url).header("Accept", ACCEPT);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** From where dockerhub's challenge points. */
    static String token(HttpClient client, HttpResponse<byte[]> challenged) throws IOException, InterruptedException {
        var challenge = challenged.headers().firstValue("WWW-Authenticate").orElseThrow();
        var realm = Pattern.compile("realm=\"([^\"]+)\"").matcher(challenge);
        assertThat(realm.find()).isTrue();
        var url = URI.create(realm.group(1) + "?service=registry.docker.io&scope=repository:library/alpine:pull");
        var found = TOKEN.matcher(new String(get(client, url, "").body(), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
