package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.ConnectionEnd;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.recorder.tap.ExchangeRecording;
import dev.plimsoll.wire.ClientEnd;
import dev.plimsoll.wire.MessageHead;
import java.io.EOFException;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * A client that speaks HTTP/2: an exchange has a stream to itself, and an answer that is cut ends that with RST_STREAM
 * (RFC 9113 §6.4). The fields of a server's HTTP/1.1 answer pass without those that are not for HTTP/2.
 */
record Http2Client(Request request, Response response) implements ClientSide {
    @Override
    public MessageHead head() {
        var uri = request.getHttpURI();
        boolean connect = request.getMethod().equals("CONNECT");
        var target = connect ? uri.getAuthority() : uri.getPathQuery();
        return Http2Head.ofRequest(request.getMethod(), String.valueOf(target), request.getHeaders());
    }

    @Override
    public Connection connection() {
        return request.getConnectionMetaData().getConnection();
    }

    @Override
    public Optional<Origin> tunnel() {
        return Tunnels.around(connection().getEndPoint());
    }

    @Override
    public boolean speaksHttp2() {
        return true;
    }

    @Override
    public void watch(boolean hasBody, Runnable gone) {
        request.addFailureListener(failure -> gone.run());
    }

    @Override
    public void unwatch() {
        // Jetty tells of failures while there is an exchange to fail.
    }

    @Override
    public void passInterim(MessageHead interim) {
        var fields = Http2Head.opaque(Http2Head.withoutConnectionFields(interim));
        InterimAnswers.await(response.writeInterim(Integer.parseInt(interim.part(1)), fields));
    }

    @Override
    public void prepare(MessageHead head, org.eclipse.jetty.client.Response answer, ExchangeRecording recording) {
        response.setStatus(answer.getStatus());
        response.getHeaders().add(Http2Head.opaque(Http2Head.withoutConnectionFields(head)));
        response.setTrailersSupplier(answer::getTrailers);
    }

    /** The head goes first, for Jetty would add a length to one that is the last thing it writes. */
    @Override
    public void finish(Consumer<Callback> last, Callback callback) {
        afterHead(() -> last.accept(callback), callback);
    }

    @Override
    public void cut(ServerEnd end, Callback callback) {
        boolean prepared = response.getStatus() != 0;
        if (prepared) {
            afterHead(() -> reset(end, callback), callback);
        } else {
            reset(end, callback);
        }
    }

    private void afterHead(Runnable then, Callback callback) {
        if (response.isCommitted()) {
            then.run();
        } else {
            response.write(false, BufferUtil.EMPTY_BUFFER, Callback.from(then, callback::failed));
        }
    }

    /** Reset here first, so that Jetty has nowhere to write an answer of its own. */
    private void reset(ServerEnd end, Callback callback) {
        if (end.isShared() && end.connection() != ConnectionEnd.OPEN) {
            ClientEnd.like(end.connection(), connection().getEndPoint());
        } else if (connection() instanceof HTTP2Connection http2) {
            int id = Integer.parseInt(request.getId());
            int code = end.stream().map(StreamReset::code).orElse(ErrorCode.INTERNAL_ERROR.code);
            var stream = http2.getSession().getStream(id);
            if (stream != null) {
                stream.reset(new ResetFrame(id, code), Callback.NOOP);
            }
        }
        callback.failed(new EOFException("cut as the server's answer was"));
    }
}
