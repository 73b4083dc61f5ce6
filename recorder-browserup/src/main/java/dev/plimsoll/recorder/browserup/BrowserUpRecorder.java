package dev.plimsoll.recorder.browserup;

import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.ConnectionEnd;
import dev.plimsoll.recorder.proxy.RecorderListener;
import dev.plimsoll.recorder.proxy.RecorderOptions;
import dev.plimsoll.recorder.tap.ExchangeTap;
import dev.plimsoll.recorder.tap.FrontEnd;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.littleshoot.proxy.HttpFilters;
import org.littleshoot.proxy.HttpFiltersSourceAdapter;

/** A forward proxy on browserup-proxy that passes everything on as a stream, and tells a tap of it. */
public final class BrowserUpRecorder implements FrontEnd {
    /** What is under way when the recorder is closed may finish in this time. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Connections are closed by then, or with the process. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final StreamingProxy proxy;
    private final UnderWay underWay;

    private BrowserUpRecorder(StreamingProxy proxy, UnderWay underWay) {
        this.proxy = proxy;
        this.underWay = underWay;
    }

    /**
     * Starts to record.
     *
     * @param authority signs what clients are shown
     * @throws IllegalArgumentException if a mirror is asked for, which this proxy cannot be
     * @throws IOException if the address cannot be listened on; the message names it
     */
    public static BrowserUpRecorder start(
            RecorderOptions options,
            CertificateAuthority authority,
            ExchangeTap tap,
            RecorderListener listener,
            Clock clock)
            throws IOException {
        if (options.mirrorOf().isPresent()) {
            throw new IllegalArgumentException("browserup-proxy can be a forward proxy, and no mirror");
        }
        var underWay = new UnderWay();
        var trust = UpstreamTrust.besidesTheSystemsRoots(options.upstreamCertificates());
        var interception = new Interception(authority, trust);
        var settings = new Settings(options, tap, listener, underWay, interception, clock);
        var proxy = new StreamingProxy();
        proxy.setMitmManager(interception);
        proxy.setConnectTimeout((int) options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        proxy.setIdleConnectionTimeout((int) options.idle().toMillis(), TimeUnit.MILLISECONDS);
        proxy.addFirstHttpFilterFactory(new HttpFiltersSourceAdapter() {
            @Override
            public HttpFilters filterRequest(HttpRequest asked, ChannelHandlerContext context) {
                return new RecordingFilter(settings, asked, context);
            }
        });
        listen(proxy, options.listen());
        return new BrowserUpRecorder(proxy, underWay);
    }

    private static void listen(StreamingProxy proxy, InetSocketAddress listen) throws IOException {
        try {
            proxy.start(listen.getPort(), listen.getAddress());
        } catch (RuntimeException e) {
            boolean inUse = e.getCause() instanceof BindException;
            throw new IOException(
                    inUse
                            ? "port " + listen.getPort() + " of " + listen.getHostString()
                                    + " is in use: choose another one, or 0 for any"
                            : "the recorder cannot start: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(proxy.getClientBindAddress(), proxy.getPort());
    }

    /** Accepts no more requests, lets what is under way finish for a few seconds, and stops; once is enough. */
    @Override
    public void close() {
        if (proxy.isStopped()) {
            return;
        }
        underWay.stop(GRACE);
        // The other way to stop waits for two seconds of silence in each of three groups of threads.
        proxy.abort();
        for (var cut : underWay.left()) {
            cut.cut(BodyEnd.UNKNOWN, "the recorder was stopped before the end");
        }
        underWay.open(CLOSING).forEach(line -> line.closed(ConnectionEnd.OPEN));
    }
}
