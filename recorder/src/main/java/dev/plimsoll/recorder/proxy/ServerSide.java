package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.ConnectionEnd;
import dev.plimsoll.wire.HeadTap;
import dev.plimsoll.wire.MessageHead;
import dev.plimsoll.wire.NotingConnector;
import dev.plimsoll.wire.TappedHttp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http2.client.transport.internal.HttpConnectionOverHTTP2;

/** The connection to a server on which a request went out. */
sealed interface ServerSide {
    /** The connection of a request that goes out just now. */
    static Optional<ServerSide> of(TappedHttp http, Request outgoing) {
        if (outgoing.getConnection() instanceof HttpConnectionOverHTTP2 connection
                && connection.getSession() instanceof Http2ServerSession session) {
            return Optional.of(new Http2(session));
        }
        return http.tapOf(outgoing).map(Http1::new);
    }

    /** The head of an answer that has just arrived, as it came. */
    MessageHead head(Response answer);

    /**
     * The heads of 1xx answers that came and were not taken yet.
     *
     * @param status the latest one's
     * @param fields the latest one's
     */
    List<MessageHead> takeInterims(int status, HttpFields fields);

    /** How the server ended the connection. */
    ConnectionEnd end();

    /** The code with which the server announced that it ends the connection. */
    OptionalInt goAway();

    /** HTTP/1.1, to the byte. */
    record Http1(HeadTap tap) implements ServerSide {
        @Override
        public MessageHead head(Response answer) {
            return tap.head();
        }

        @Override
        public List<MessageHead> takeInterims(int status, HttpFields fields) {
            return tap.takeInterims();
        }

        @Override
        public ConnectionEnd end() {
            return tap.end();
        }

        @Override
        public OptionalInt goAway() {
            return OptionalInt.empty();
        }
    }

    /** HTTP/2, where others may use the connection at the same time. */
    record Http2(Http2ServerSession session) implements ServerSide {
        @Override
        public MessageHead head(Response answer) {
            return Http2Head.ofResponse(answer.getStatus(), answer.getHeaders());
        }

        @Override
        public List<MessageHead> takeInterims(int status, HttpFields fields) {
            return List.of(Http2Head.ofResponse(status, fields));
        }

        @Override
        public ConnectionEnd end() {
            return NotingConnector.endOf(session.getEndPoint());
        }

        @Override
        public OptionalInt goAway() {
            return session.goAway();
        }
    }
}
