package dev.plimsoll.recorder.browserup;

import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Origin;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.littleshoot.proxy.HttpFiltersAdapter;

/** What the proxy asks and tells about one request: where it goes, and what is put back that the proxy changes. */
final class RecordingFilter extends HttpFiltersAdapter {
    private record ReceivedHead(HttpVersion version, HttpHeaders fields) {}

    private final Settings settings;
    private final Destinations destinations;
    private final HttpRequest asked;
    private final ClientLeg client;
    private @Nullable PassingExchange exchange;
    private @Nullable InetSocketAddress address;
    /** What the server sent, between the two calls about one answer. */
    private @Nullable ReceivedHead answered;

    private boolean ownAnswer;
    private final SetupTimes times = new SetupTimes();

    RecordingFilter(Settings settings, HttpRequest asked, ChannelHandlerContext context) {
        super(asked, context);
        this.settings = settings;
        this.asked = asked;
        destinations = new Destinations(settings.options());
        client = ClientLeg.of(context, settings);
    }

    @Override
    public @Nullable HttpResponse clientToProxyRequest(HttpObject part) {
        if (!(part instanceof HttpRequest request)) {
            return null;
        }
        if (settings.underWay().isStopping()) {
            return own(new OwnAnswer(
                    HttpResponseStatus.SERVICE_UNAVAILABLE, "stopping", "this recorder is being stopped"));
        }
        try {
            var url = destinations.url(request, client.tunnel());
            exchange = new PassingExchange(settings, request, Heads.copy(asked.headers()), url, client);
            if (isConnect()) {
                client.raiseLimits();
                client.connecting(exchange);
            }
            if (client.tunnel().isEmpty()) {
                address = destinations.address(url.origin(), client.mayReachPrivate(), times);
            }
            return null;
        } catch (Destinations.RefusedException e) {
            return refused(e.answer());
        }
    }

    private HttpResponse refused(OwnAnswer answer) {
        if (exchange != null && answer.status().equals(HttpResponseStatus.BAD_GATEWAY)) {
            exchange.fail(answer, BodyEnd.UNKNOWN);
        } else {
            var host = exchange == null ? "" : exchange.url().origin().host();
            settings.listener().refused(host, answer.reason());
        }
        return own(answer);
    }

    @Override
    public @Nullable InetSocketAddress proxyToServerResolutionStarted(String hostAndPort) {
        return address;
    }

    @Override
    public @Nullable HttpResponse proxyToServerRequest(HttpObject part) {
        if (part instanceof HttpRequest && exchange != null && !isConnect()) {
            client.announce(exchange);
        }
        return null;
    }

    @Override
    public void proxyToServerConnectionStarted() {
        times.connecting();
    }

    @Override
    public void proxyToServerConnectionSSLHandshakeStarted() {
        times.securing();
    }

    @Override
    public void proxyToServerConnectionSucceeded(ChannelHandlerContext server) {
        if (exchange == null) {
            return;
        }
        var origin = exchange.url().origin();
        var secured = settings.interception().takeShown(exchange.message());
        var forClient = client.line(origin).id();
        var line = Line.ofServer(settings, server.channel(), origin, forClient, times.until(secured));
        var leg = new ServerLeg(client, line, origin);
        server.pipeline().replace("decoder", "decoder", new AnswerDecoder(leg));
        server.pipeline().addBefore("handler", "plimsoll", leg);
        if (isConnect()) {
            client.tunnelled(origin);
        }
    }

    @Override
    public HttpObject serverToProxyResponse(HttpObject part) {
        if (part instanceof HttpResponse response) {
            if (exchange != null && exchange.substitute().isPresent()) {
                return own(exchange.substitute().get());
            }
            answered = new ReceivedHead(response.protocolVersion(), Heads.copy(response.headers()));
        }
        return part;
    }

    @Override
    public HttpObject proxyToClientResponse(HttpObject part) {
        if (ownAnswer || !(part instanceof HttpResponse response)) {
            return part;
        } else if (answered == null) {
            return unanswered(response);
        }
        restore(response, answered);
        answered = null;
        return part;
    }

    /** Undoes what LittleProxy does to an answer's head; it would have a body without a length go on in chunks. */
    private void restore(HttpResponse response, ReceivedHead head) {
        boolean endsWithConnection = response.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !head.fields().contains(HttpHeaderNames.TRANSFER_ENCODING);
        response.setProtocolVersion(head.version());
        Heads.replace(response.headers(), head.fields());
        if (exchange != null && (endsWithConnection || Heads.closes(head.version(), head.fields()))) {
            exchange.closeClientAfterwards();
        }
    }

    /** LittleProxy answers by itself: there is no connection, or the request cannot be read. */
    private HttpResponse unanswered(HttpResponse response) {
        if (response.status().equals(HttpResponseStatus.BAD_REQUEST)) {
            return refused(new OwnAnswer(
                    HttpResponseStatus.BAD_REQUEST,
                    "not a request to pass on",
                    "the request is not HTTP/1.1, or its head is longer than " + Heads.BYTES + " bytes"));
        } else if (exchange == null) {
            return response;
        } else if (isConnect() && (!client.isOpen() || settings.interception().wasShown(exchange.message()))) {
            // The client broke off; that is told when its connection is closed.
            return response;
        } else if (exchange.substitute().isEmpty()) {
            exchange.fail(noConnection(exchange.url().origin()), BodyEnd.UNKNOWN);
        }
        return own(exchange.substitute().orElseThrow());
    }

    private OwnAnswer noConnection(Origin origin) {
        if (!times.isSecuring()) {
            return new OwnAnswer(HttpResponseStatus.BAD_GATEWAY, "connection refused", "no connection to " + origin);
        }
        var reason = settings.interception()
                .takeReason(origin)
                .orElse("it does not speak TLS, or not in a version and with a cipher that are known here");
        return new OwnAnswer(HttpResponseStatus.BAD_GATEWAY, "TLS", "no TLS with " + origin + ": " + reason);
    }

    private HttpResponse own(OwnAnswer answer) {
        ownAnswer = true;
        return answer.response(asked.method().equals(HttpMethod.HEAD));
    }

    private boolean isConnect() {
        return asked.method().equals(HttpMethod.CONNECT);
    }
}
