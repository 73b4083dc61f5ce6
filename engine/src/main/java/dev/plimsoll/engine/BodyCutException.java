package dev.plimsoll.engine;

import dev.plimsoll.model.http.BodyEnd;
import java.io.IOException;

/** A response body ended before its framing said so. */
public final class BodyCutException extends IOException {
    private static final long serialVersionUID = 1L;

    private final BodyEnd end;

    public BodyCutException(BodyEnd end, String message) {
        super(message);
        this.end = end;
    }

    public BodyCutException(BodyEnd end, String message, Throwable cause) {
        super(message, cause);
        this.end = end;
    }

    /** How it ended: never {@link BodyEnd#COMPLETE}. */
    public BodyEnd end() {
        return end;
    }
}
