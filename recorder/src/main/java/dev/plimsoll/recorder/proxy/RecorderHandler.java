package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.recorder.tap.ExchangeRecording;
import dev.plimsoll.recorder.tap.ExchangeTap;
import dev.plimsoll.wire.MessageHead;
import dev.plimsoll.wire.MirrorRoutes;
import dev.plimsoll.wire.VerbatimRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Decides where a request goes, and sends it there. */
final class RecorderHandler extends Handler.Abstract {
    private static final int HTTPS_PORT = 443;
    private static final String CREDENTIALS = "Authorization";

    private final RecorderOptions options;
    private final Upstream upstream;
    private final Tunnels tunnels;
    private final ExchangeTap tap;
    private final RecorderListener listener;
    private final Optional<MirrorRoutes> routes;
    private final ExchangesUnderWay underWay;
    private final Map<Connection, ClientLeg> legs = new ConcurrentHashMap<>();

    RecorderHandler(
            RecorderOptions options,
            Upstream upstream,
            Tunnels tunnels,
            ExchangeTap tap,
            RecorderListener listener,
            ExchangesUnderWay underWay) {
        this.options = options;
        this.upstream = upstream;
        this.tunnels = tunnels;
        this.tap = tap;
        this.listener = listener;
        this.underWay = underWay;
        routes = options.mirrorOf().map(MirrorRoutes::new);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var client = ClientSide.of(request, response);
        var head = client.head();
        try {
            boolean connect = head.part(0).equals("CONNECT");
            var target = connect ? HttpUrl.parse("https://" + head.part(1)) : target(client, head);
            if (!options.hosts().allows(target.origin().host())) {
                refuse(
                        target.origin().host(),
                        new Refusal(
                                Refusal.FORBIDDEN,
                                "host not allowed",
                                target.origin().host() + " is not among the hosts that this recorder lets through;"
                                        + " --allow-host adds it"),
                        response,
                        callback);
            } else if (connect && routes.isEmpty() && client.tunnel().isEmpty()) {
                tunnels.open(target.origin(), request, response, callback);
            } else if (connect) {
                throw new MalformedException("a mirror, and the inside of a tunnel, open no tunnels");
            } else if (client.speaksHttp2() && !isFor(target.origin(), request)) {
                refuse(
                        target.origin().host(),
                        new Refusal(
                                Refusal.MISDIRECTED,
                                "another host",
                                "this tunnel leads to " + target.origin() + " alone"),
                        response,
                        callback);
            } else {
                relay(request, response, callback, client, head, target);
            }
        } catch (MalformedException e) {
            refuse(
                    "",
                    new Refusal(Refusal.BAD_REQUEST, "not a request to pass on", String.valueOf(e.getMessage())),
                    response,
                    callback);
        }
        return true;
    }

    /** Whether {@code :authority} names the origin of the tunnel: nothing else can be asked of it (RFC 9110 §7.4). */
    private static boolean isFor(Origin origin, Request request) {
        var uri = request.getHttpURI();
        int port = uri.getPort() < 0 ? HTTPS_PORT : uri.getPort();
        return origin.host().equalsIgnoreCase(uri.getHost()) && origin.port() == port;
    }

    private HttpUrl target(ClientSide client, MessageHead head) {
        var target = head.part(1);
        if (client.tunnel().isPresent() && target.startsWith("/")) {
            return HttpUrl.parse(client.tunnel().get() + target);
        } else if (routes.isPresent() && target.startsWith("/")) {
            return routes.get()
                    .route(target)
                    .orElseThrow(() -> new MalformedException("no answer of the mirrored registry has led here"));
        } else if (!target.startsWith("/") && routes.isEmpty()) {
            return HttpUrl.parse(target);
        }
        throw new MalformedException(
                "this is a proxy: set HTTPS_PROXY and HTTP_PROXY to its address, and do not ask it for pages");
    }

    private void relay(
            Request request,
            Response response,
            Callback callback,
            ClientSide client,
            MessageHead received,
            HttpUrl target) {
        var sent = HopByHop.removed(received)
                .withStartLine(received.part(0) + " " + target.target() + " " + received.part(2));
        boolean withheld = withholdsCredentials(sent, target);
        sent = withheld ? sent.without(CREDENTIALS::equalsIgnoreCase) : sent;
        sent = routes.isPresent() ? addressed(sent, target) : sent;
        var fields = sent.fields();
        var leg = legs.computeIfAbsent(client.connection(), unseen -> leg(client, target.origin()));
        var recording = tap.begin(
                new HttpRequest(received.part(0), target, received.part(2), fields, Body.omitted()), leg.id());
        HopByHop.names(received).forEach(name -> recording.note("not passed on: request " + name));
        if (routes.isPresent()) {
            recording.note("changed by the mirror: request Host");
        }
        if (withheld) {
            recording.note("not passed on: request Authorization, which is not for this origin");
        }
        var outgoing = VerbatimRequest.of(upstream.client(), target, false);
        outgoing.method(received.part(0));
        leg.carry(outgoing);
        Optional<RequestBody> body;
        Runnable forget;
        if (client.speaksHttp2()) {
            body = RequestBody.ifAny(request, recording, fields.contentLength());
            forget = OutgoingHttp2.prepare(outgoing, sent, request, body.isPresent());
        } else {
            body = http1Body(request, recording, fields);
            forget = http1(outgoing, sent, request);
        }
        body.ifPresent(outgoing::body);
        underWay.begin();
        var relay = new Relay(
                upstream.http(),
                target,
                client,
                received,
                response,
                callback,
                recording,
                body,
                rewriting(received, target),
                underWay,
                forget);
        outgoing.attribute(Relay.class.getName(), relay);
        outgoing.onRequestHeaders(begun -> {
            leg.goesOut(begun, target.origin(), recording);
            relay.goesOut(begun);
        });
        outgoing.send(relay);
        client.watch(body.isPresent(), () -> relay.clientLeft(outgoing));
    }

    private static Optional<RequestBody> http1Body(Request request, ExchangeRecording recording, HeaderFields fields) {
        boolean chunked = fields.contains("Transfer-Encoding");
        long length = fields.contentLength().orElse(0);
        return chunked || length > 0
                ? Optional.of(new RequestBody(request, recording, chunked ? -1 : length))
                : Optional.empty();
    }

    /** Has it go out as it came. */
    private Runnable http1(VerbatimRequest outgoing, MessageHead sent, Request request) {
        var fields = sent.fields();
        if (fields.contains("Transfer-Encoding")) {
            outgoing.addHeader(new HttpField(HttpHeader.TRANSFER_ENCODING, "chunked"));
            outgoing.trailersSupplier(request::getTrailers);
        }
        if (fields.listMembers("Connection").stream().anyMatch("close"::equalsIgnoreCase)) {
            outgoing.addHeader(new HttpField(HttpHeader.CONNECTION, "close"));
        }
        return upstream.http().sendWithHead(outgoing, sent);
    }

    private boolean withholdsCredentials(MessageHead request, HttpUrl target) {
        return routes.filter(ways -> !ways.takesCredentials(target.origin())).isPresent()
                && request.fields().contains(CREDENTIALS);
    }

    /** A mirror's clients name the mirror. */
    private static MessageHead addressed(MessageHead head, HttpUrl target) {
        for (int i = 0; i < head.lines().size(); i++) {
            if (MessageHead.nameOf(head.lines().get(i)).equalsIgnoreCase("Host")) {
                return head.withValue(i, target.origin().authority());
            }
        }
        throw new MalformedException("a request without Host");
    }

    private UnaryOperator<MessageHead> rewriting(MessageHead request, HttpUrl target) {
        if (routes.isEmpty()) {
            return UnaryOperator.identity();
        }
        var base = "http://" + request.fields().first("Host").orElseThrow();
        return head -> routes.get().rewritten(head, target, base);
    }

    private void refuse(String host, Refusal refusal, Response response, Callback callback) {
        listener.refused(host, refusal.reason());
        refusal.send(response, callback);
    }

    private ClientLeg leg(ClientSide client, Origin origin) {
        client.connection().addEventListener(new Connection.Listener() {
            @Override
            public void onClosed(Connection closed) {
                legs.remove(closed);
            }
        });
        return new ClientLeg(client, upstream, tap, origin, options.allowPrivate());
    }
}
