package dev.plimsoll.recorder.tap;

import dev.plimsoll.model.http.Connection;
import dev.plimsoll.model.http.HttpRequest;

/** What a front end tells of each exchange that passes it, so that the front end can change. Called by many threads. */
public interface ExchangeTap {
    /**
     * A request has begun.
     *
     * @param request its head as it goes to the server; the body is not known yet and omitted
     * @param clientConnection the id of the connection on which it came
     */
    ExchangeRecording begin(HttpRequest request, int clientConnection);

    /** An id for a connection that was opened; they count from 1. */
    int newConnection();

    /** What is known of a connection by now; a later word on the same one takes its place. */
    void connection(Connection state);
}
