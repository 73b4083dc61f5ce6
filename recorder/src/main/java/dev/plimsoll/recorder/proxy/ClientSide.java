package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.Origin;
import dev.plimsoll.recorder.tap.ExchangeRecording;
import dev.plimsoll.wire.MessageHead;
import dev.plimsoll.wire.VerbatimConnection;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The client of one exchange. */
sealed interface ClientSide permits Http1Client, Http2Client {
    /** Who sent a request, and waits for the response. */
    static ClientSide of(Request request, Response response) {
        return VerbatimConnection.of(request)
                .<ClientSide>map(connection -> new Http1Client(connection, connection.requestHead(), response))
                .orElseGet(() -> new Http2Client(request, response));
    }

    /** The request's head as the client sent it. */
    MessageHead head();

    /** What the client is connected with. */
    Connection connection();

    /** The origin that the client named when it asked for the tunnel in which this is. */
    Optional<Origin> tunnel();

    /** Whether the client speaks HTTP/2. */
    boolean speaksHttp2();

    /**
     * Has it told, once and by another thread, when the client leaves before it is answered.
     *
     * @param hasBody whether the request has a body, which tells of it too while it is read
     */
    void watch(boolean hasBody, Runnable gone);

    /** Ends {@link #watch}: the request is answered. */
    void unwatch();

    /** Writes a 1xx answer as it came; the final answer is not begun yet. */
    void passInterim(MessageHead interim);

    /**
     * Gets the head of the final answer ready.
     *
     * @param head as it came, but for what a mirror changes
     * @param answer Jetty's view of the same, which has the trailers when the body has ended
     */
    void prepare(MessageHead head, org.eclipse.jetty.client.Response answer, ExchangeRecording recording);

    /**
     * Ends the answer as it should be.
     *
     * @param last writes what is left of it, if anything, as the last
     */
    void finish(Consumer<Callback> last, Callback callback);

    /** Ends the answer where and as the server's ended. */
    void cut(ServerEnd end, Callback callback);
}
