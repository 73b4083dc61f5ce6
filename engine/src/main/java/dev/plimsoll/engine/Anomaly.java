package dev.plimsoll.engine;

import dev.plimsoll.model.http.HttpUrl;

/**
 * A deviation that does not stop a pull.
 *
 * @param url where it was seen, without a query
 * @param expected what the specifications or the descriptor promise
 * @param actual what came
 */
public record Anomaly(Kind kind, HttpUrl url, String expected, String actual) {
    /** What deviates. */
    public enum Kind {
        /** {@code Docker-Content-Digest} is not a digest, or not the body's. */
        CONTENT_DIGEST_HEADER,
        /** {@code Content-Type} is not the type that the manifest states or was described with. */
        CONTENT_TYPE,
        /** A blob came with a content coding that nobody asked for. */
        CONTENT_ENCODING,
        /** {@code Content-Length} is not the size that the descriptor gives. */
        CONTENT_LENGTH,
        /** The answer to a range request is not the range. */
        RANGE,
        /** The layer's compression is not the one that its media type names. */
        COMPRESSION,
        /** The config's platform is not the one that was asked for. */
        PLATFORM
    }
}
