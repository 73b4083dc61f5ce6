package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.ConnectionEnd;
import dev.plimsoll.model.http.HeaderField;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.recorder.tap.ExchangeRecording;
import dev.plimsoll.wire.MessageHead;
import dev.plimsoll.wire.MirrorRoutes;
import dev.plimsoll.wire.TappedHttp;
import java.io.EOFException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Passes one answer on to the client as it came, and records it. Called by Jetty, one call at a time. */
final class Relay implements Response.Listener {
    private final TappedHttp http;
    private final HttpUrl asked;
    private final ClientSide client;
    private final MessageHead request;
    private final org.eclipse.jetty.server.Response response;
    private final Callback callback;
    private final ExchangeRecording recording;
    private final Optional<RequestBody> body;
    private final UnaryOperator<MessageHead> rewriting;
    private final ExchangesUnderWay underWay;
    private final Runnable done;
    private volatile Optional<ServerSide> server = Optional.empty();
    private volatile MessageHead answer = new MessageHead("", List.of());
    private volatile Optional<BodyPump> pump = Optional.empty();
    private boolean answered;
    private volatile boolean complete;
    private volatile boolean clientGone;

    /**
     * For one request.
     *
     * @param request the head as the client sent it
     * @param rewriting what is changed in the answer's head for the client
     * @param underWay told when the exchange is over
     * @param done run once when the exchange is over
     */
    Relay(
            TappedHttp http,
            HttpUrl asked,
            ClientSide client,
            MessageHead request,
            org.eclipse.jetty.server.Response response,
            Callback callback,
            ExchangeRecording recording,
            Optional<RequestBody> body,
            UnaryOperator<MessageHead> rewriting,
            ExchangesUnderWay underWay,
            Runnable done) {
        this.http = http;
        this.asked = asked;
        this.client = client;
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.recording = recording;
        this.body = body;
        this.rewriting = rewriting;
        this.underWay = underWay;
        this.done = done;
    }

    /** The request begins to go over a connection. */
    void goesOut(Request outgoing) {
        server = ServerSide.of(http, outgoing);
        if (client.speaksHttp2()
                && server.filter(ServerSide.Http2.class::isInstance).isEmpty()) {
            recording.note("the client speaks HTTP/2, the server HTTP/1.1");
        }
    }

    /** The client has gone: what the server still sends is for nobody. */
    void clientLeft(Request outgoing) {
        clientGone = true;
        var unused = outgoing.abort(new EOFException("the client closed the connection"));
    }

    /** Writes the 1xx answers that have come, as they came; the final answer is not begun yet. */
    void passInterims(int status, HttpFields fields) {
        for (var interim : server.orElseThrow().takeInterims(status, fields)) {
            recording.note(("interim: " + interim.part(1) + " " + interim.part(2)).strip());
            client.passInterim(interim);
        }
    }

    @Override
    public void onHeaders(Response answering) {
        var head = server.orElseThrow().head(answering);
        answer = head;
        answered = true;
        recording.responseHead(new HttpResponse(
                head.part(0), answering.getStatus(), head.part(2), head.fields(), Body.omitted(), BodyEnd.UNKNOWN));
        var toClient = rewriting.apply(head);
        var changed = MirrorRoutes.differences(head, toClient);
        if (!changed.isEmpty()) {
            recording.note("changed for the client: response " + String.join(", ", changed));
        }
        client.prepare(toClient, answering, recording);
    }

    @Override
    public void onContentSource(Response answering, Content.Source source) {
        var begun = new BodyPump(
                source, response, recording, answer.fields().contentLength().orElse(-1), failure -> {
                    clientGone = true;
                    var unused = answering.abort(failure);
                });
        pump = Optional.of(begun);
        begun.iterate();
    }

    /** An answer that comes before the request is sent whole ends the sending: the server wants no more of it. */
    @Override
    public void onSuccess(Response answering) {
        complete = true;
        if (body.isPresent() && !body.get().isFinished()) {
            recording.note("request body not sent whole: the answer came before its end");
            var unused = answering.abort(new EOFException("answered early"));
        }
    }

    @Override
    public void onComplete(Result result) {
        client.unwatch();
        done.run();
        var trailers = result.getResponse().getTrailers();
        if (trailers != null) {
            recording.responseTrailers(fields(trailers));
        }
        var ended = ended(result);
        server.map(ServerSide::goAway)
                .orElse(OptionalInt.empty())
                .ifPresent(code -> recording.note(
                        "the server announced with GOAWAY that it ends the connection: " + StreamReset.nameOf(code)));
        boolean cutByServer = ended.isShared() && ended.connection() != ConnectionEnd.OPEN;
        if (hasLeft() && !cutByServer) {
            end(BodyEnd.CLIENT_ABORT, Optional.of("the client closed the connection"), cut(ended));
        } else if (complete && isShort()) {
            end(
                    BodyEnd.SHORT,
                    Optional.of(asked.origin() + " ended the body before its declared length"),
                    this::finish);
        } else if (complete && !(endsWithConnection() && isAbrupt(ended.connection()))) {
            end(BodyEnd.COMPLETE, Optional.empty(), this::finish);
        } else if (underWay.areBeingCut()) {
            end(BodyEnd.UNKNOWN, Optional.of("the recorder was stopped before the end"), cut(ended));
        } else if (ended.connection() == ConnectionEnd.RESET) {
            end(BodyEnd.RESET, Optional.of(asked.origin() + " reset the connection"), cut(ended));
        } else if (complete) {
            end(BodyEnd.SHORT, Optional.of(asked.origin() + " closed TLS without close_notify"), cut(ended));
        } else if (ended.stream().isPresent()) {
            var code = StreamReset.nameOf(ended.stream().get().code());
            end(BodyEnd.RESET, Optional.of(asked.origin() + " reset the stream: " + code), cut(ended));
        } else {
            failed(UpstreamFailure.of(asked.origin(), result.getFailure(), server.isPresent()), ended);
        }
    }

    private void finish() {
        if (pump.isPresent()) {
            client.finish(pump.get()::finish, callback);
        } else {
            client.finish(written -> response.write(true, BufferUtil.EMPTY_BUFFER, written), callback);
        }
    }

    private ServerEnd ended(Result result) {
        boolean shared = server.filter(ServerSide.Http2.class::isInstance).isPresent();
        return new ServerEnd(
                server.map(ServerSide::end).orElse(ConnectionEnd.OPEN),
                shared,
                shared && result.isFailed() ? StreamReset.in(result.getFailure()) : Optional.empty());
    }

    private void failed(UpstreamFailure failure, ServerEnd ended) {
        Runnable then = answered || failure.isOfTheExchange()
                ? cut(ended)
                : () -> new Refusal(Refusal.BAD_GATEWAY, failure.kind(), failure.reason()).send(response, callback);
        end(failure.end(), Optional.of(failure.kind() + ": " + failure.reason()), then);
    }

    private void end(BodyEnd end, Optional<String> failure, Runnable then) {
        recording.end(end, failure).whenComplete((nothing, unwritten) -> {
            then.run();
            underWay.end();
        });
    }

    private Runnable cut(ServerEnd ended) {
        return () -> client.cut(ended, callback);
    }

    private boolean hasLeft() {
        return clientGone || body.map(RequestBody::wasAborted).orElse(false);
    }

    private static boolean isAbrupt(ConnectionEnd end) {
        return end == ConnectionEnd.RESET || end == ConnectionEnd.FIN_WITHOUT_CLOSE_NOTIFY;
    }

    private HeaderFields fields(HttpFields parsed) {
        boolean http2 = Http2Head.is(answer);
        return new HeaderFields(parsed.stream()
                .map(field -> new HeaderField(
                        http2 ? field.getLowerCaseName() : field.getName(),
                        field.getValue() == null ? "" : field.getValue()))
                .toList());
    }

    /** Whether less came than was promised, which in HTTP/2 is for nobody but us to notice. */
    private boolean isShort() {
        int status = response.getStatus();
        boolean bodiless = request.part(0).equals("HEAD") || status == 204 || status == 304;
        return Http2Head.is(answer)
                && !bodiless
                && pump.filter(BodyPump::isShort).isPresent();
    }

    private boolean endsWithConnection() {
        var fields = answer.fields();
        return !Http2Head.is(answer) && fields.contentLength().isEmpty() && !fields.contains("Transfer-Encoding");
    }
}
