package dev.plimsoll.wire;

import dev.plimsoll.model.http.Origin;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * A server's connection that tells request heads as received, and sends a {@link VerbatimHead} as given.
 * {@code Expect} is hidden from Jetty, which would answer 100 of its own accord as soon as somebody reads the body.
 */
public final class VerbatimConnection extends HttpConnection {
    private final ClientWatch watch;
    private volatile Optional<Origin> tunnel = Optional.empty();
    private final AtomicInteger requests = new AtomicInteger();
    /** Made by the superclass's constructor, so without an initial value here. */
    private @Nullable RequestHandler handler;

    VerbatimConnection(HttpConfiguration configuration, Connector connector, ClientWatch watch) {
        super(configuration, connector, watch.watched());
        this.watch = watch;
    }

    /** The connection on which {@code request} came, if a {@link VerbatimConnectionFactory} made it. */
    public static Optional<VerbatimConnection> of(Request request) {
        return request.getConnectionMetaData() instanceof VerbatimConnection connection
                ? Optional.of(connection)
                : Optional.empty();
    }

    /** The head of the request that is being handled. */
    public MessageHead requestHead() {
        return getParser() instanceof HeadKeepingParser parser
                ? MessageHead.parse(parser.head())
                : new MessageHead("", List.of());
    }

    /**
     * Has it told, once and by another thread, when the client leaves before the request is answered; to be called when the
     * request's body has been read.
     */
    public void watchClient(Runnable gone) {
        watch.start(gone);
    }

    /** Ends {@link #watchClient}: the request is answered. */
    public void unwatchClient() {
        watch.stop();
    }

    /** Says that this connection is the inside of a tunnel to an origin. */
    public void enterTunnel(Origin origin) {
        tunnel = Optional.of(origin);
    }

    /** The origin that the client named when it asked for a tunnel. */
    public Optional<Origin> tunnel() {
        return tunnel;
    }

    /** How many requests came here, as far as their heads were read. */
    public int requests() {
        return requests.get();
    }

    @Override
    protected HttpGenerator newHttpGenerator() {
        return new VerbatimGenerator();
    }

    @Override
    protected HttpParser newHttpParser(HttpCompliance compliance) {
        var shape = super.newHttpParser(compliance);
        var parser = new HeadKeepingParser(
                handler == null ? newRequestHandler() : handler,
                getHttpConfiguration().getRequestHeaderSize(),
                compliance);
        parser.setHeaderCacheSize(shape.getHeaderCacheSize());
        parser.setHeaderCacheCaseSensitive(shape.isHeaderCacheCaseSensitive());
        return parser;
    }

    @Override
    protected RequestHandler newRequestHandler() {
        var made = new RequestHandler() {
            @Override
            public boolean headerComplete() {
                requests.incrementAndGet();
                return super.headerComplete();
            }

            @Override
            public void parsedHeader(HttpField field) {
                if (field.getHeader() != HttpHeader.EXPECT) {
                    super.parsedHeader(field);
                }
            }
        };
        handler = made;
        return made;
    }
}
