package dev.plimsoll.engine;

import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.wire.TappedHttp;
import dev.plimsoll.wire.Trust;
import dev.plimsoll.wire.VerbatimField;
import dev.plimsoll.wire.VerbatimRequest;
import java.nio.channels.WritePendingException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The base of every stack: HTTP/1.1 over sockets. It sends the given header fields in their order and case and adds
 * only {@code Host}, {@code Content-Length} and {@code Connection} where HTTP demands them; it follows no redirect,
 * keeps no cookie, answers no challenge and decodes no content coding.
 */
public final class SocketTransport implements Transport {
    /** What registries get wrong without harm is passed up for the checks to judge, not refused here. */
    private static final HttpCompliance AS_RECEIVED = HttpCompliance.RFC9110.with(
            "AS_RECEIVED",
            HttpCompliance.Violation.CASE_SENSITIVE_FIELD_NAME,
            HttpCompliance.Violation.TRANSFER_ENCODING_WITH_CONTENT_LENGTH,
            HttpCompliance.Violation.LF_HEADER_TERMINATION);

    private static final int MAX_THREADS = 16;

    /** Of a request of which nothing was written. */
    private static final int ATTEMPTS = 2;

    private final HttpClient client;
    private final TappedHttp http;
    private final TransportOptions options;

    private SocketTransport(HttpClient client, TappedHttp http, TransportOptions options) {
        this.client = client;
        this.http = http;
        this.options = options;
    }

    /**
     * A running transport; it has threads and connections until it is closed.
     *
     * @throws IllegalStateException if the machine has no usable TLS setup
     */
    public static SocketTransport create(TransportOptions options) {
        var threads = new QueuedThreadPool(MAX_THREADS, 2);
        threads.setName("plimsoll-http");
        threads.setDaemon(true);
        var connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setConnectTimeout(options.connectTimeout());
        connector.setIdleTimeout(options.idleTimeout());
        connector.setExecutor(threads);
        connector.setSslContextFactory(Trust.besidesTheSystemsRoots(options.trustedCertificates()));
        var http = new TappedHttp(connector, options.maxHeaderBytes());
        var client = new HttpClient(http);
        client.setExecutor(threads);
        client.setHttpCompliance(AS_RECEIVED);
        client.setMaxResponseHeadersSize(options.maxHeaderBytes());
        client.setConnectTimeout(options.connectTimeout().toMillis());
        client.setIdleTimeout(options.idleTimeout().toMillis());
        client.setFollowRedirects(false);
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        options.proxy()
                .ifPresent(proxy ->
                        client.getProxyConfiguration().addProxy(new HttpProxy(proxy.getHostString(), proxy.getPort())));
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot start the HTTP client: " + e.getMessage(), e);
        }
        // Starting installs handlers for redirects and challenges, and decoders: those are decisions of the stack.
        client.getProtocolHandlers().clear();
        client.getContentDecoderFactories().clear();
        return new SocketTransport(client, http, options);
    }

    @Override
    public Reply send(HttpRequest request) throws TransportException {
        for (int attempt = 1; ; attempt++) {
            try {
                return sendOnce(request);
            } catch (ExecutionException e) {
                var cause = e.getCause() == null ? e : e.getCause();
                if (attempt == ATTEMPTS || !isUnwritten(cause)) {
                    throw Failures.ofHead(request.url().origin(), cause);
                }
            }
        }
    }

    private Reply sendOnce(HttpRequest request) throws TransportException, ExecutionException {
        var origin = request.url().origin();
        var listener = new HeadListener(http);
        var outgoing = prepare(request);
        outgoing.send(listener);
        try {
            var begun = listener.get(options.headerTimeout().toMillis());
            return new Reply(begun.head(), new WireBody(begun.body(), origin), origin.toString());
        } catch (TimeoutException e) {
            abort(outgoing, e);
            throw new TransportException(
                    TransportException.Kind.TIMEOUT,
                    "no response head from " + origin + " within " + seconds(options.headerTimeout()),
                    e);
        } catch (InterruptedException e) {
            abort(outgoing, e);
            Thread.currentThread().interrupt();
            throw new TransportException(TransportException.Kind.CLOSED, "interrupted while waiting for " + origin, e);
        }
    }

    /**
     * Whether nothing of the request was written: its connection, taken from the pool, was busy with a write of its own,
     * as when it answers the end of TLS. Seen once with Jetty 12.1.14; what the other write was is a guess.
     */
    private static boolean isUnwritten(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WritePendingException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        // Stopping waits for threads, which a pending interruption would break off half done.
        boolean interrupted = Thread.interrupted();
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop the HTTP client: " + e, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Request prepare(HttpRequest request) {
        var outgoing = VerbatimRequest.of(client, request.url(), options.proxy().isPresent())
                .method(request.method())
                .followRedirects(false)
                .headers(fields -> request.fields()
                        .lines()
                        .forEach(line -> fields.add(new VerbatimField(line.name(), line.value()))));
        var content = request.body().bytes().orElse(Bytes.empty());
        if (content.size() > 0) {
            outgoing.body(new BytesRequestContent((String) null, content.toArray()));
        }
        return outgoing;
    }

    /** What the abort comes to does not matter: the failure that led to it is reported already. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void abort(Request outgoing, Exception cause) {
        outgoing.abort(cause);
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
