package dev.plimsoll.model.http;

/** How a response body ended, as seen by whoever wrote the exchange down. */
public enum BodyEnd {
    /** All of the framing was honoured. */
    COMPLETE,
    /** The connection closed before the declared length or the last chunk. */
    SHORT,
    /** The connection was reset. */
    RESET,
    /** Nothing came for longer than the limit. */
    TIMEOUT,
    /** The client closed first. */
    CLIENT_ABORT,
    /** Nobody looked: the body was not captured. */
    UNKNOWN
}
