package dev.plimsoll.recorder.proxy;

import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.recorder.tap.ExchangeTap;
import dev.plimsoll.recorder.tap.FrontEnd;
import dev.plimsoll.wire.NotingServerConnector;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Stands between clients and servers, passes everything on as it comes, and tells a tap of it. A forward proxy, or the
 * mirror of one origin.
 */
public final class Recorder implements FrontEnd {
    /** What is under way when the recorder is closed may finish in this time. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int BUFFER = 64 << 10;

    private final Server server;
    private final ServerConnector connector;
    private final Upstream upstream;
    private final QueuedThreadPool upstreamThreads;
    private final ExchangesUnderWay underWay;

    private Recorder(
            Server server,
            ServerConnector connector,
            Upstream upstream,
            QueuedThreadPool upstreamThreads,
            ExchangesUnderWay underWay) {
        this.server = server;
        this.connector = connector;
        this.upstream = upstream;
        this.upstreamThreads = upstreamThreads;
        this.underWay = underWay;
    }

    /**
     * Starts to record.
     *
     * @param authority signs what clients of a forward proxy are shown
     * @param clock says when connections were opened
     * @throws IOException if the address cannot be listened on; the message names it
     */
    public static Recorder start(
            RecorderOptions options,
            CertificateAuthority authority,
            ExchangeTap tap,
            RecorderListener listener,
            Clock clock)
            throws IOException {
        var upstreamThreads = threads("plimsoll-upstream");
        var upstream = Upstream.create(options, upstreamThreads, tap, clock);
        var server = new Server(threads("plimsoll-recorder"));
        var tunnels = new Tunnels(authority, listener, configuration(), options.maxStreams());
        var connector = new NotingServerConnector(server, tunnels.protocols());
        connector.setHost(options.listen().getAddress().getHostAddress());
        connector.setPort(options.listen().getPort());
        connector.setIdleTimeout(options.idle().toMillis());
        server.addConnector(connector);
        server.addBean(tunnels.factory());
        var underWay = new ExchangesUnderWay();
        server.setHandler(new RecorderHandler(options, upstream, tunnels, tap, listener, underWay));
        var recorder = new Recorder(server, connector, upstream, upstreamThreads, underWay);
        recorder.start(options.listen());
        return recorder;
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(connector.getHost(), connector.getLocalPort());
    }

    /** Accepts no more, lets what is under way finish for a few seconds, and stops. */
    @Override
    public void close() throws IOException {
        connector.close();
        underWay.await(GRACE);
        stop();
    }

    private void stop() throws IOException {
        try {
            upstream.client().stop();
            upstreamThreads.stop();
            server.stop();
        } catch (Exception e) {
            throw new IOException("the recorder did not stop: " + e.getMessage(), e);
        }
    }

    private void start(InetSocketAddress listen) throws IOException {
        try {
            upstreamThreads.start();
            upstream.start();
            server.start();
        } catch (Exception e) {
            boolean inUse = e instanceof BindException || e.getCause() instanceof BindException;
            try {
                stop();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw new IOException(
                    inUse
                            ? "port " + listen.getPort() + " of " + listen.getHostString()
                                    + " is in use: choose another one, or 0 for any"
                            : "the recorder cannot start: " + e.getMessage(),
                    e);
        }
    }

    private static QueuedThreadPool threads(String name) {
        var threads = new QueuedThreadPool();
        threads.setName(name);
        threads.setDaemon(true);
        return threads;
    }

    private static HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setRequestHeaderSize(Upstream.HEAD_BYTES);
        // Room for the longest head of a server, and for Jetty's own, which it takes the place of.
        configuration.setResponseHeaderSize(Upstream.HEAD_BYTES + (8 << 10));
        configuration.setMaxResponseHeaderSize(Upstream.HEAD_BYTES + (8 << 10));
        configuration.setOutputBufferSize(BUFFER);
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setHttpCompliance(HttpCompliance.RFC9110.with(
                "PASSED_ON",
                HttpCompliance.Violation.CASE_SENSITIVE_FIELD_NAME,
                HttpCompliance.Violation.MISMATCHED_AUTHORITY));
        return configuration;
    }
}
