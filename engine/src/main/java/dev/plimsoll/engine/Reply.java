package dev.plimsoll.engine;

import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.oci.Bytes;
import java.io.IOException;
import java.io.InputStream;

/** A response whose body is still on the wire: the head is known, the bytes come as they are read. */
public final class Reply implements AutoCloseable {
    /** A body announced as no longer than this is read to its end on close, so that its connection can serve again. */
    private static final int DRAINED_BYTES = 64 * 1024;

    private final HttpResponse head;
    private final InputStream body;
    private final String origin;

    /**
     * A reply.
     *
     * @param head with {@code Body.omitted()} in the place of the body
     * @param body the raw bytes; fails with {@link BodyCutException} when the body is cut
     * @param origin who answered, for messages: {@code https://registry.example}
     */
    public Reply(HttpResponse head, InputStream body, String origin) {
        this.head = head;
        this.body = body;
        this.origin = origin;
    }

    /** The head as received: field order, case and repetition, and the reason phrase, are the sender's. */
    public HttpResponse head() {
        return head;
    }

    public int status() {
        return head.status();
    }

    /** Scheme, host and port that answered. */
    public String origin() {
        return origin;
    }

    /**
     * The body's bytes, never decompressed; no more is taken from the network than is read here. Reading throws
     * {@link BodyCutException} when the body is short, reset or stalled.
     */
    public InputStream body() {
        return body;
    }

    /** The same reply with its body seen through {@code wrapped}. */
    Reply withBody(InputStream wrapped) {
        return new Reply(head, wrapped, origin);
    }

    /**
     * The whole body.
     *
     * @param limit in bytes, inclusive
     * @throws LimitExceededException if the body is longer
     * @throws TransportException if the body is cut
     */
    public Bytes readUpTo(int limit) throws TransportException {
        try {
            var content = body.readNBytes(limit);
            if (content.length == limit && body.read() >= 0) {
                throw new LimitExceededException("the body that " + origin + " sent is longer than the limit of "
                        + limit + " bytes; raise the limit if that is right");
            }
            return Bytes.of(content);
        } catch (TransportException e) {
            throw e;
        } catch (BodyCutException e) {
            throw new TransportException(
                    switch (e.end()) {
                        case TIMEOUT -> TransportException.Kind.TIMEOUT;
                        default -> TransportException.Kind.CLOSED;
                    },
                    messageOf(e),
                    e);
        } catch (IOException e) {
            throw new TransportException(
                    TransportException.Kind.CLOSED, "reading from " + origin + " failed: " + messageOf(e), e);
        }
    }

    /** Reads a short rest of the body or breaks the connection off. */
    @Override
    public void close() {
        try (body) {
            var length = head.fields().contentLength();
            if (length.isPresent() && length.getAsLong() <= DRAINED_BYTES) {
                body.skip(DRAINED_BYTES);
            }
        } catch (IOException e) {
            // The rest is of no interest to anybody, and neither is why it did not come.
            return;
        }
    }

    private static String messageOf(Throwable e) {
        return String.valueOf(e.getMessage());
    }
}
