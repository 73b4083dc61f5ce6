package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.recorder.tap.ExchangeRecording;
import dev.plimsoll.wire.HeadTap;
import dev.plimsoll.wire.MessageHead;
import dev.plimsoll.wire.MirrorRoutes;
import dev.plimsoll.wire.Sockets;
import dev.plimsoll.wire.TappedHttp;
import dev.plimsoll.wire.VerbatimConnection;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
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
    private final Runnable done;
    private Optional<HeadTap> tap = Optional.empty();
    private boolean answered;
    private volatile boolean complete;
    private volatile boolean clientGone;

    /**
     * For one request.
     *
     * @param request the head as the client sent it
     * @param rewriting what is changed in the answer's head for the client
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
        this.done = done;
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
        tap = http.tapOf(response.getRequest());
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
        new BodyPump(source, client, recording, failure -> {
                    clientGone = true;
                    var unused = response.abort(failure);
                })
                .iterate();
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
        done.run();
        boolean reset = tap.map(HeadTap::wasReset).orElse(false);
        if (clientGone || body.map(RequestBody::wasAborted).orElse(false)) {
            end(BodyEnd.CLIENT_ABORT, Optional.of("the client closed the connection"), this::cut);
        } else if (complete && !(reset && endsWithConnection())) {
            end(BodyEnd.COMPLETE, Optional.empty(), () -> client.write(true, BufferUtil.EMPTY_BUFFER, callback));
        } else if (reset) {
            end(BodyEnd.RESET, Optional.of(asked.origin() + " reset the connection"), () -> {
                Sockets.resetOnClose(connection.getEndPoint());
                cut();
            });
        } else {
            failed(UpstreamFailure.of(asked.origin(), result.getFailure()));
        }
    }

    private void failed(UpstreamFailure failure) {
        Runnable then = answered
                ? this::cut
                : () -> new Refusal(Refusal.BAD_GATEWAY, failure.kind(), failure.reason()).send(client, callback);
        end(failure.end(), Optional.of(failure.kind() + ": " + failure.reason()), then);
    }

    private void end(BodyEnd end, Optional<String> failure, Runnable then) {
        recording.end(end, failure).whenComplete((nothing, unwritten) -> then.run());
    }

    /** Ends the answer where the server's ended; a head that has nothing after it goes out first. */
    private void cut() {
        var cause = new EOFException("cut as the server's answer was");
        if (client.isCommitted() || !answered) {
            callback.failed(cause);
        } else {
            client.write(false, BufferUtil.EMPTY_BUFFER, Callback.from(() -> callback.failed(cause), callback::failed));
        }
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
