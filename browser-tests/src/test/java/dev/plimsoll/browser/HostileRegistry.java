package dev.plimsoll.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.suites.target.LiveRegistry;
import dev.plimsoll.suites.target.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry that puts script wherever it may say something. */
final class HostileRegistry implements AutoCloseable {
    /** As a header, in the body, and as a part of what is asked for. */
    static final String TEXT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'";

    /** What it fails, with the text as what was seen. */
    static final String FAILING = "digests/manifest-header-is-the-bodys";

    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final HttpServer server;
    private final ExecutorService threads;

    private HostileRegistry(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static HostileRegistry start() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        var threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", HostileRegistry::answer);
        server.start();
        return new HostileRegistry(server, threads);
    }

    Target target() {
        var authority = "127.0.0.1:" + server.getAddress().getPort();
        try {
            var live = new LiveRegistry(
                    Reference.parse(authority + "/app:1"), true, List.of(), "PLIMSOLL_NOBODY", "PLIMSOLL_NOBODY");
            return Target.unlisted("hostile", HttpUrl.parse("http://" + authority), live, false);
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        boolean manifest = path.contains("/manifests/");
        var body = (manifest ? manifest() : errors()).getBytes(StandardCharsets.UTF_8);
        var fields = exchange.getResponseHeaders();
        for (var name : List.of("Docker-Distribution-Api-Version", "Server", "Link", "Warning", "Via", "X-Said")) {
            fields.add(name, TEXT);
        }
        fields.add("ETag", '"' + TEXT + '"');
        fields.add("Content-Type", manifest ? MANIFEST : "text/html; charset=" + TEXT);
        fields.add("Docker-Content-Digest", TEXT);
        boolean silent = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(manifest || path.equals("/v2/") ? 200 : 404, silent ? -1 : body.length);
        if (!silent) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static String manifest() {
        return """
                {"schemaVersion": 2, "mediaType": "%s", "annotations": {"org.example.said": "%s"},
                "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": 2},
                "layers": []}""".formatted(MANIFEST, inJson(), DIGEST);
    }

    private static String errors() {
        return "{\"errors\": [{\"code\": \"%s\", \"message\": \"%s\"}]}".formatted(inJson(), inJson());
    }

    private static String inJson() {
        return TEXT.replace("\"", "\\\"");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
