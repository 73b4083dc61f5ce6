package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.ConnectionEnd;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.recorder.tap.ExchangeRecording;
import dev.plimsoll.wire.ClientEnd;
import dev.plimsoll.wire.MessageHead;
import dev.plimsoll.wire.VerbatimConnection;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.FutureCallback;

/**
 * A client that speaks HTTP/1.1: heads pass to the byte, and an answer that is cut ends the connection.
 *
 * @param head the request's as sent
 */
record Http1Client(VerbatimConnection connected, MessageHead head, Response response) implements ClientSide {
    @Override
    public Connection connection() {
        return connected;
    }

    @Override
    public Optional<Origin> tunnel() {
        return connected.tunnel();
    }

    @Override
    public boolean speaksHttp2() {
        return false;
    }

    @Override
    public void watch(boolean hasBody, Runnable gone) {
        if (!hasBody) {
            connected.watchClient(gone);
        }
    }

    @Override
    public void unwatch() {
        connected.unwatchClient();
    }

    @Override
    public void passInterim(MessageHead interim) {
        if (!isOld()) {
            var written = new FutureCallback();
            connected.getEndPoint().write(written, ByteBuffer.wrap(interim.bytes()));
            InterimAnswers.await(written);
        }
    }

    @Override
    public void prepare(MessageHead answered, org.eclipse.jetty.client.Response answer, ExchangeRecording recording) {
        new AnswerHead(answered, answer, head.part(0).equals("HEAD"), isOld()).prepare(response, recording);
    }

    @Override
    public void finish(Consumer<Callback> last, Callback callback) {
        last.accept(callback);
    }

    /** A head that has nothing after it goes out first. */
    @Override
    public void cut(ServerEnd end, Callback callback) {
        boolean prepared = response.getStatus() != 0;
        if (response.isCommitted() || !prepared) {
            close(end.connection(), callback);
        } else {
            response.write(
                    false,
                    BufferUtil.EMPTY_BUFFER,
                    Callback.from(() -> close(end.connection(), callback), callback::failed));
        }
    }

    /** Closed here first, so that Jetty has nowhere to write an answer of its own. */
    private void close(ConnectionEnd server, Callback callback) {
        ClientEnd.like(server, connected.getEndPoint());
        callback.failed(new EOFException("cut as the server's answer was"));
    }

    private boolean isOld() {
        return head.part(2).equals("HTTP/1.0");
    }
}
