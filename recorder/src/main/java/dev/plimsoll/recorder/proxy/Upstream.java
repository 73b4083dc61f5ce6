package dev.plimsoll.recorder.proxy;

import dev.plimsoll.wire.ResetNotingEndPoint;
import dev.plimsoll.wire.TappedHttp;
import dev.plimsoll.wire.Trust;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The client that speaks to the servers: HTTP/1.1 to the byte, nothing decoded, followed, kept or answered. */
record Upstream(HttpClient client, TappedHttp http) {
    /** The longest head that passes; signed URLs and tokens of several KiB occur. */
    static final int HEAD_BYTES = 64 << 10;

    /** The tag of requests whose client may reach public addresses only. */
    static final String PUBLIC_ONLY = "public-only";

    private static final int BUFFER = 64 << 10;
    private static final int CONNECTIONS = 4_096;

    /** What servers get wrong without harm is passed on and recorded, not refused. */
    private static final HttpCompliance AS_RECEIVED = HttpCompliance.RFC9110.with(
            "AS_RECEIVED",
            HttpCompliance.Violation.CASE_SENSITIVE_FIELD_NAME,
            HttpCompliance.Violation.TRANSFER_ENCODING_WITH_CONTENT_LENGTH,
            HttpCompliance.Violation.LF_HEADER_TERMINATION);

    static Upstream create(RecorderOptions options, QueuedThreadPool threads) {
        var connector = new ClientConnector() {
            @Override
            protected EndPoint newEndPoint(
                    SelectableChannel channel, ManagedSelector selector, SelectionKey selectionKey) {
                return new ResetNotingEndPoint((SocketChannel) channel, selector, selectionKey, getScheduler());
            }
        };
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
        client.setFollowRedirects(false);
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        return new Upstream(client, http);
    }

    void start() throws Exception {
        client.start();
        // Starting installs handlers for redirects and challenges, and decoders.
        client.getProtocolHandlers().clear();
        client.getProtocolHandlers().put(new InterimAnswers());
        client.getContentDecoderFactories().clear();
        client.setSocketAddressResolver(guarded(client.getSocketAddressResolver()));
    }

    /** Where a name leads is asked once, and checked there: a second answer could be another one. */
    private static SocketAddressResolver guarded(SocketAddressResolver resolver) {
        return (host, port, context, promise) -> resolver.resolve(host, port, context, new Promise<>() {
            @Override
            public void succeeded(List<InetSocketAddress> addresses) {
                var reachable = isPublicOnly(context)
                        ? addresses.stream()
                                .filter(address -> !HostRules.isPrivate(address.getAddress()))
                                .toList()
                        : addresses;
                if (reachable.isEmpty()) {
                    promise.failed(new PrivateAddressException(host));
                } else {
                    promise.succeeded(reachable);
                }
            }

            @Override
            public void failed(Throwable failure) {
                promise.failed(failure);
            }
        });
    }

    private static boolean isPublicOnly(Map<String, Object> context) {
        return context.get(Destination.CONTEXT_KEY) instanceof Destination destination
                && PUBLIC_ONLY.equals(destination.getOrigin().getTag());
    }

    /** A client elsewhere asked for an address that only this machine or its network can reach. */
    static final class PrivateAddressException extends ConnectException {
        private static final long serialVersionUID = 1L;

        PrivateAddressException(String host) {
            super(host + " has only private or link-local addresses, which clients on other machines may not reach"
                    + " through this recorder; --allow-private lets them");
        }
    }
}
