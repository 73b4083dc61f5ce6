package dev.plimsoll.recorder.tap;

import dev.plimsoll.model.http.HttpRequest;

/** What a front end tells of each exchange that passes it, so that the front end can change. Called by many threads. */
public interface ExchangeTap {
    /**
     * A request has begun.
     *
     * @param request its head as it goes to the server; the body is not known yet and omitted
     */
    ExchangeRecording begin(HttpRequest request, ClientConnection connection);
}
