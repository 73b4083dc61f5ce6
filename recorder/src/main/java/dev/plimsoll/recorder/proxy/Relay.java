package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.ConnectionEnd;
import dev.plimsoll.model.http.HeaderField;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.recorder.tap.ExchangeRecording;
import dev.plimsoll.wire.ClientEnd;
import dev.plimsoll.wire.HeadTap;
import dev.plimsoll.wire.MessageHead;
import dev.plimsoll.wire.MirrorRoutes;
import dev.plimsoll.wire.TappedHttp;
import dev.plimsoll.wire.VerbatimConnection;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.FutureCallback;

/** Passes one answer on to the client as it came, and records it. Called by Jetty, one call at a time. */
final class Relay implements Response.Listener {
    private static final long INTERIM_SECONDS = 10;

    private final TappedHttp http;
    private final HttpUrl asked;
    private final VerbatimConnection connection;
    private final MessageHead request;
    private final org.eclipse.jetty.server.Response client;
    private final Callback callback;
    private final ExchangeRecording recording;
    private final Optional<RequestBody> body;
    private final UnaryOperator<MessageHead> rewriting;
    private final ExchangesUnderWay underWay;
    private final Runnable done;
    private volatile Optional<HeadTap> tap = Optional.empty();
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
            VerbatimConnection connection,
            MessageHead request,
            org.eclipse.jetty.server.Response client,
            Callback callback,
            ExchangeRecording recording,
            Optional<RequestBody> body,
            UnaryOperator<MessageHead> rewriting,
            ExchangesUnderWay underWay,
            Runnable done) {
        this.http = http;
        this.asked = asked;
        this.connection = connection;
        this.request = request;
        this.client = client;
        this.callback = callback;
        this.recording = recording;
        this.body = body;
        this.rewriting = rewriting;
        this.underWay = underWay;
        this.done = done;
    }

    /** The request begins to go over a connection. */
    void goesOut(Request outgoing) {
        tap = http.tapOf(outgoing);
    }

    /** The client has gone: what the server still sends is for nobody. */
    void clientLeft(Request outgoing) {
        clientGone = true;
        var unused = outgoing.abort(new EOFException("the client closed the connection"));
    }

    /** Writes the 1xx answers that have come, as they came; the final answer is not begun yet. */
    void passInterims(Request outgoing) {
        var interims = http.tapOf(outgoing).map(HeadTap::takeInterims).orElseThrow();
        for (var interim : interims) {
            recording.note("interim: " + interim.part(1) + " " + interim.part(2));
            if (!isOldClient()) {
                var written = new FutureCallback();
                connection.getEndPoint().write(written, ByteBuffer.wrap(interim.bytes()));
                await(written);
            }
        }
    }

    @Override
    public void onHeaders(Response response) {
        var head = tap.map(HeadTap::head).orElseThrow();
        answered = true;
        recording.responseHead(new HttpResponse(
                head.part(0), response.getStatus(), head.part(2), head.fields(), Body.omitted(), BodyEnd.UNKNOWN));
        var toClient = rewriting.apply(head);
        var changed = MirrorRoutes.differences(head, toClient);
        if (!changed.isEmpty()) {
            recording.note("changed for the client: response " + String.join(", ", changed));
        }
        new AnswerHead(toClient, response, request.part(0).equals("HEAD"), isOldClient()).prepare(client, recording);
    }

    @Override
    public void onContentSource(Response response, Content.Source source) {
        var begun = new BodyPump(source, client, recording, declared().orElse(-1), failure -> {
            clientGone = true;
            var unused = response.abort(failure);
        });
        pump = Optional.of(begun);
        begun.iterate();
    }

    /** An answer that comes before the request is sent whole ends the sending: the server wants no more of it. */
    @Override
    public void onSuccess(Response response) {
        complete = true;
        if (body.isPresent() && !body.get().isFinished()) {
            recording.note("request body not sent whole: the answer came before its end");
            var unused = response.abort(new EOFException("answered early"));
        }
    }

    @Override
    public void onComplete(Result result) {
        connection.unwatchClient();
        done.run();
        var trailers = result.getResponse().getTrailers();
        if (trailers != null) {
            recording.responseTrailers(fields(trailers));
        }
        var server = tap.map(HeadTap::end).orElse(ConnectionEnd.OPEN);
        if (clientGone || body.map(RequestBody::wasAborted).orElse(false)) {
            end(BodyEnd.CLIENT_ABORT, Optional.of("the client closed the connection"), () -> cut(server));
        } else if (complete && !(endsWithConnection() && isAbrupt(server))) {
            end(BodyEnd.COMPLETE, Optional.empty(), this::finish);
        } else if (underWay.areBeingCut()) {
            end(BodyEnd.UNKNOWN, Optional.of("the recorder was stopped before the end"), () -> cut(server));
        } else if (server == ConnectionEnd.RESET) {
            end(BodyEnd.RESET, Optional.of(asked.origin() + " reset the connection"), () -> cut(server));
        } else if (complete) {
            end(BodyEnd.SHORT, Optional.of(asked.origin() + " closed TLS without close_notify"), () -> cut(server));
        } else {
            failed(UpstreamFailure.of(asked.origin(), result.getFailure()), server);
        }
    }

    private void finish() {
        if (pump.isPresent()) {
            pump.get().finish(callback);
        } else {
            client.write(true, BufferUtil.EMPTY_BUFFER, callback);
        }
    }

    private void failed(UpstreamFailure failure, ConnectionEnd server) {
        Runnable then = answered || failure.isOfTheExchange()
                ? () -> cut(server)
                : () -> new Refusal(Refusal.BAD_GATEWAY, failure.kind(), failure.reason()).send(client, callback);
        end(failure.end(), Optional.of(failure.kind() + ": " + failure.reason()), then);
    }

    private void end(BodyEnd end, Optional<String> failure, Runnable then) {
        recording.end(end, failure).whenComplete((nothing, unwritten) -> {
            then.run();
            underWay.end();
        });
    }

    /** Ends the answer where and as the server's ended; a head that has nothing after it goes out first. */
    private void cut(ConnectionEnd server) {
        if (client.isCommitted() || !answered) {
            end(server);
        } else {
            client.write(false, BufferUtil.EMPTY_BUFFER, Callback.from(() -> end(server), callback::failed));
        }
    }

    /** Closed here first, so that Jetty has nowhere to write an answer of its own. */
    private void end(ConnectionEnd server) {
        ClientEnd.like(server, connection.getEndPoint());
        callback.failed(new EOFException("cut as the server's answer was"));
    }

    private static HeaderFields fields(HttpFields parsed) {
        return new HeaderFields(parsed.stream()
                .map(field -> new HeaderField(field.getName(), field.getValue() == null ? "" : field.getValue()))
                .toList());
    }

    private static boolean isAbrupt(ConnectionEnd server) {
        return server == ConnectionEnd.RESET || server == ConnectionEnd.FIN_WITHOUT_CLOSE_NOTIFY;
    }

    private OptionalLong declared() {
        return tap.map(known -> known.head().fields().contentLength()).orElse(OptionalLong.empty());
    }

    private boolean endsWithConnection() {
        var fields = tap.map(known -> known.head().fields()).orElseThrow();
        return fields.contentLength().isEmpty() && !fields.contains("Transfer-Encoding");
    }

    private boolean isOldClient() {
        return request.part(2).equals("HTTP/1.0");
    }

    private static void await(FutureCallback written) {
        try {
            written.get(INTERIM_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // A client that does not take an interim answer will not take the final one, and that is noticed then.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
