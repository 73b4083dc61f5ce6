package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.recorder.tap.ExchangeTap;
import dev.plimsoll.wire.MessageHead;
import dev.plimsoll.wire.MirrorRoutes;
import dev.plimsoll.wire.VerbatimConnection;
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
    private static final String CREDENTIALS = "Authorization";

    private final RecorderOptions options;
    private final Upstream upstream;
    private final Tunnels tunnels;
    private final ExchangeTap tap;
    private final RecorderListener listener;
    private final Optional<MirrorRoutes> routes;
    private final ExchangesUnderWay underWay;
    private final Map<VerbatimConnection, ClientLeg> legs = new ConcurrentHashMap<>();

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
        var connection = VerbatimConnection.of(request).orElseThrow();
        var head = connection.requestHead();
        try {
            boolean connect = request.getMethod().equals("CONNECT");
            var target = connect ? HttpUrl.parse("https://" + head.part(1)) : target(connection, head);
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
            } else if (connect && routes.isEmpty() && connection.tunnel().isEmpty()) {
                tunnels.open(target.origin(), request, response, callback);
            } else if (connect) {
                throw new MalformedException("a mirror, and the inside of a tunnel, open no tunnels");
            } else {
                relay(request, response, callback, connection, head, target);
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

    private HttpUrl target(VerbatimConnection connection, MessageHead head) {
        var target = head.part(1);
        if (connection.tunnel().isPresent() && target.startsWith("/")) {
            return HttpUrl.parse(connection.tunnel().get() + target);
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
            VerbatimConnection connection,
            MessageHead received,
            HttpUrl target) {
        var sent = HopByHop.removed(received)
                .withStartLine(received.part(0) + " " + target.target() + " " + received.part(2));
        boolean withheld = withholdsCredentials(sent, target);
        sent = withheld ? sent.without(CREDENTIALS::equalsIgnoreCase) : sent;
        sent = routes.isPresent() ? addressed(sent, target) : sent;
        var fields = sent.fields();
        var leg = legs.computeIfAbsent(connection, unseen -> leg(unseen, target.origin()));
        var recording = tap.begin(
                new HttpRequest(received.part(0), target, received.part(2), fields, Body.omitted()), leg.id());
        HopByHop.names(received).forEach(name -> recording.note("not passed on: request " + name));
        if (routes.isPresent()) {
            recording.note("changed by the mirror: request Host");
        }
        if (withheld) {
            recording.note("not passed on: request Authorization, which is not for this origin");
        }
        boolean chunked = fields.contains("Transfer-Encoding");
        Optional<RequestBody> body = chunked || fields.contentLength().orElse(0) > 0
                ? Optional.of(new RequestBody(
                        request,
                        recording,
                        chunked ? -1 : fields.contentLength().orElse(0)))
                : Optional.empty();
        var outgoing = VerbatimRequest.of(upstream.client(), target, false);
        outgoing.method(received.part(0));
        if (chunked) {
            outgoing.addHeader(new HttpField(HttpHeader.TRANSFER_ENCODING, "chunked"));
            outgoing.trailersSupplier(request::getTrailers);
        }
        if (fields.listMembers("Connection").stream().anyMatch("close"::equalsIgnoreCase)) {
            outgoing.addHeader(new HttpField(HttpHeader.CONNECTION, "close"));
        }
        body.ifPresent(outgoing::body);
        leg.carry(outgoing);
        var forget = upstream.http().sendWithHead(outgoing, sent);
        underWay.begin();
        var relay = new Relay(
                upstream.http(),
                target,
                connection,
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
        if (body.isEmpty()) {
            connection.watchClient(() -> relay.clientLeft(outgoing));
        }
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

    private ClientLeg leg(VerbatimConnection connection, Origin origin) {
        connection.addEventListener(new Connection.Listener() {
            @Override
            public void onClosed(Connection closed) {
                legs.remove(connection);
            }
        });
        return new ClientLeg(connection, upstream, tap, origin, options.allowPrivate());
    }
}
