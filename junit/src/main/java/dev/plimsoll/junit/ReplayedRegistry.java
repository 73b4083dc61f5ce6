package dev.plimsoll.junit;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.replay.Mirror;
import dev.plimsoll.fixtures.replay.ReplayException;
import dev.plimsoll.fixtures.replay.ReplayOptions;
import dev.plimsoll.fixtures.replay.ReplayServer;
import dev.plimsoll.fixtures.replay.Unmatched;
import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.Transcript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A recorded registry that answers on 127.0.0.1, and what it was asked. There are two ways in. {@link #uri} is for a client
 * that takes a base URL: plain HTTP, everything on one host, realms and redirects led through it. {@link #proxy} is for a
 * client that takes a proxy and an authority to trust: the hosts have their own names then, so that it shows where
 * credentials go. Safe for use by several threads.
 */
public final class ReplayedRegistry implements AutoCloseable {
    private static final String AUTHORITY = "ca.pem";

    private final Capture capture;
    private final ReplayServer server;
    private final Heard heard;
    private final Exchange pulled;
    private final Path folder;

    private ReplayedRegistry(Capture capture, ReplayServer server, Heard heard, Exchange pulled, Path folder) {
        this.capture = capture;
        this.server = server;
        this.heard = heard;
        this.pulled = pulled;
        this.folder = folder;
    }

    static ReplayedRegistry start(Capture capture, Wanted wanted) {
        var pulled = capture.transcript().stream()
                .filter(exchange -> exchange.request().endpoint() instanceof Endpoint.Manifest manifest
                        && !manifest.byDigest()
                        && exchange.status() == 200)
                .findFirst()
                .orElseThrow(() -> new ExtensionConfigurationException(
                        wanted.place() + ": the capture has no manifest that was asked for by its tag"));
        var heard = new Heard();
        try {
            var anyPort = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
            var options = ReplayOptions.defaults()
                    .withMirror(new Mirror(anyPort, pulled.request().url().origin()))
                    .atPace(wanted.pace())
                    .withFaults(wanted.faults())
                    .heardBy(heard);
            var server = ReplayServer.start(capture, options);
            var folder = Files.createTempDirectory("plimsoll-junit-");
            Files.writeString(folder.resolve(AUTHORITY), server.authority().pem());
            return new ReplayedRegistry(capture, server, heard, pulled, folder);
        } catch (ReplayException e) {
            throw new ExtensionConfigurationException(wanted.place() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * For extensions that stand beside {@link Replay}: the registry of the test, or of the class, that a context is for.
     * Nothing if nobody has taken it so far.
     *
     * @throws ExtensionConfigurationException if there is no {@link Replay}, or something about it is wrong
     */
    public static Optional<ReplayedRegistry> in(ExtensionContext context) {
        return ReplayExtension.started(context);
    }

    /** The base URL of the registry as a mirror serves it, without a slash at the end: {@code http://127.0.0.1:41234}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.mirror().orElseThrow().getPort());
    }

    /** What {@code HTTPS_PROXY} says: it takes CONNECT for every recorded host, and {@link #caPem} is to be trusted. */
    public URI proxy() {
        return URI.create("http://127.0.0.1:" + server.proxy().getPort());
    }

    /** The registry's own base URL, for a client that goes through {@link #proxy}: {@code https://registry-1.docker.io}. */
    public URI origin() {
        return URI.create(pulled.request().url().origin().toString());
    }

    /** The authority that signs for every host, as the text of a PEM file. */
    public String caPem() {
        return server.authority().pem();
    }

    /** The same as a file, for {@code SSL_CERT_FILE}; it is there as long as the server. */
    public Path caCertificate() {
        return folder.resolve(AUTHORITY);
    }

    /** TLS that trusts this authority, and no other. */
    public SSLContext sslContext() {
        return Trust.only(server.authority().certificate());
    }

    /** A client that goes through {@link #proxy} and trusts its authority; it follows no redirect. */
    public HttpClient httpClient() {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(server.proxy()))
                .sslContext(sslContext())
                .build();
    }

    /** The repository of the image that was pulled when this was recorded: {@code library/alpine}. */
    public String repository() {
        return ((Endpoint.Manifest) pulled.request().endpoint()).name();
    }

    /** The tag that was pulled: {@code latest}. */
    public String tag() {
        return ((Endpoint.Manifest) pulled.request().endpoint()).reference();
    }

    /** Registry, repository and tag: {@code registry-1.docker.io/library/alpine:latest}. */
    public String reference() {
        return pulled.request().url().origin().authority() + "/" + repository() + ":" + tag();
    }

    /** What is replayed. */
    public Transcript recorded() {
        return capture.transcript();
    }

    /** What was asked so far, in order, with the URLs as the client wrote them; the first ten thousand requests. */
    public List<HttpRequest> requests() {
        return exchanges().stream().map(Exchange::request).toList();
    }

    /** The requests so far to one host. */
    public List<HttpRequest> requestsTo(String host) {
        return requests().stream()
                .filter(request -> request.url().origin().host().equalsIgnoreCase(host))
                .toList();
    }

    /** The same with the answers as they were sent, faults and all; bodies of more than 4 MiB are left out. */
    public List<Exchange> exchanges() {
        return heard.exchanges();
    }

    /** The requests so far that nothing recorded answers, and that got status 599. */
    public List<Unmatched> unmatched() {
        return server.unmatched();
    }

    /** What was recorded, and nobody has asked for so far. */
    public List<Exchange> neverAsked() {
        return server.neverAsked();
    }

    /**
     * Nothing was recorded that nobody has asked for so far.
     *
     * @throws AssertionError if something was; it lists that, and what was asked
     */
    public void assertAllAsked() {
        require(neverAsked(), "was recorded and not asked for");
    }

    /**
     * Nothing was asked for so far that nothing recorded answers.
     *
     * @throws AssertionError if something was; it lists that, and what was asked
     */
    public void assertNothingUnmatched() {
        require(unmatched(), "was asked for and not recorded");
    }

    private void require(List<?> none, String what) {
        if (!none.isEmpty()) {
            throw new AssertionError(none.stream()
                            .map(Objects::toString)
                            .collect(Collectors.joining("\n  ", "this " + what + ":\n  ", "\nasked were:\n  "))
                    + requests().stream().map(HttpRequest::toString).collect(Collectors.joining("\n  ")));
        }
    }

    /** Stops the server. JUnit does it when the tests that it is for are over. */
    @Override
    public void close() throws IOException {
        try (server) {
            Captures.delete(folder);
        }
    }

    /** Where it is, and what it replays. */
    @Override
    public String toString() {
        return capture.info().name() + " at " + uri();
    }
}
