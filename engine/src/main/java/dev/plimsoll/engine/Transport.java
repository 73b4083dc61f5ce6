package dev.plimsoll.engine;

import dev.plimsoll.model.http.HttpRequest;

/**
 * Sends one request and gives its one reply. The engine is a stack of these: each adds one concern (tokens, redirects,
 * retries, recording) to the one beneath, and none does anything that another request would not show.
 */
public interface Transport extends AutoCloseable {
    /**
     * Sends the request and waits for the head of the response; the body is still on the wire. The caller closes the
     * reply.
     *
     * @throws TransportException if there is no response head: a status of 4xx or 5xx is a reply, not a failure
     */
    Reply send(HttpRequest request) throws TransportException;

    /** Lets go of connections and threads; the decorators have none of their own. */
    @Override
    default void close() {}
}
