package dev.plimsoll.recorder.proxy;

import dev.plimsoll.recorder.tap.ExchangeTap;
import dev.plimsoll.wire.NotingConnector;
import dev.plimsoll.wire.TappedHttp;
import dev.plimsoll.wire.Trust;
import java.time.Clock;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The client that speaks to the servers: HTTP/1.1 to the byte, nothing decoded, followed, kept or answered. */
record Upstream(HttpClient client, TappedHttp http, ServerConnections connections, Clock clock) {
    /** The longest head that passes; signed URLs and tokens of several KiB occur. */
    static final int HEAD_BYTES = 64 << 10;

    private static final int BUFFER = 64 << 10;
    private static final int CONNECTIONS = 4_096;

    /** What servers get wrong without harm is passed on and recorded, not refused. */
    private static final HttpCompliance AS_RECEIVED = HttpCompliance.RFC9110.with(
            "AS_RECEIVED",
            HttpCompliance.Violation.CASE_SENSITIVE_FIELD_NAME,
            HttpCompliance.Violation.TRANSFER_ENCODING_WITH_CONTENT_LENGTH,
            HttpCompliance.Violation.LF_HEADER_TERMINATION);

    static Upstream create(RecorderOptions options, QueuedThreadPool threads, ExchangeTap tap, Clock clock) {
        var connections = new ServerConnections(tap, clock);
        var connector = new NotingConnector();
        connector.addEventListener(connections);
        connector.setExecutor(threads);
        connector.setConnectTimeout(options.connectTimeout());
        connector.setIdleTimeout(options.idle());
        connector.setSslContextFactory(Trust.besidesTheSystemsRoots(options.upstreamCertificates()));
        var http = new TappedHttp(connector, HEAD_BYTES);
        var client = new HttpClient(http);
        client.setExecutor(threads);
        client.setHttpCompliance(AS_RECEIVED);
        client.setMaxResponseHeadersSize(HEAD_BYTES);
        client.setMaxRequestHeadersSize(HEAD_BYTES);
        client.setResponseBufferSize(BUFFER);
        client.setConnectTimeout(options.connectTimeout().toMillis());
        client.setAddressResolutionTimeout(options.connectTimeout().toMillis());
        client.setIdleTimeout(options.idle().toMillis());
        client.setMaxConnectionsPerDestination(CONNECTIONS);
        client.setMaxRequestsQueuedPerDestination(CONNECTIONS);
        client.setSocketAddressResolver(new Addresses(client, options.addresses(), options.connectTimeout()));
        client.addBean(connections);
        client.setFollowRedirects(false);
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        return new Upstream(client, http, connections, clock);
    }

    void start() throws Exception {
        client.start();
        // Starting installs handlers for redirects and challenges, and decoders.
        client.getProtocolHandlers().clear();
        client.getProtocolHandlers().put(new InterimAnswers());
        client.getContentDecoderFactories().clear();
    }
}
