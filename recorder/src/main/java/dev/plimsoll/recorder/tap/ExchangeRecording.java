package dev.plimsoll.recorder.tap;

import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One exchange as it passes. The bytes of a body come in order, from one thread at a time; those of the request and those
 * of the response may come side by side. A call may block for as long as the recording is slower than the network: that
 * is the back-pressure. Buffers are read before a call returns, and their position is left as it was.
 */
public interface ExchangeRecording {
    /** More of the request's body, with transfer coding removed. */
    void requestBytes(ByteBuffer bytes);

    /** Something that was changed on the way, or that the format has no place for; without secrets. */
    void note(String note);

    /** It goes to the server over the connection of that id. */
    void serverConnection(int id);

    /** The final response has begun; its body is not known yet. */
    void responseHead(HttpResponse response);

    /** More of the response's body, with transfer coding removed. */
    void responseBytes(ByteBuffer bytes);

    /** The fields that came after the response's body. */
    void responseTrailers(HeaderFields trailers);

    /**
     * Nothing more will come; later calls have no effect.
     *
     * @param end how the response's body ended
     * @param failure why there is no response, or why its body is not complete
     * @return done when the exchange is on disk, also if it could not be written
     */
    CompletionStage<Void> end(BodyEnd end, Optional<String> failure);
}
