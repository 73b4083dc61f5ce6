package dev.plimsoll.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpParser;

/** Keeps the bytes of the head that it parses; a head ends with the parser's own limit, so these do too. */
final class HeadKeepingParser extends HttpParser {
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private boolean complete;
    private int lineLength;

    HeadKeepingParser(RequestHandler handler, int maxHeaderBytes, HttpCompliance compliance) {
        super(handler, maxHeaderBytes, compliance);
    }

    byte[] head() {
        return head.toByteArray();
    }

    @Override
    public boolean parseNext(ByteBuffer buffer) {
        if (isStart() && buffer.hasRemaining()) {
            head.reset();
            complete = false;
            lineLength = 0;
        }
        if (!complete) {
            keep(buffer.asReadOnlyBuffer());
        }
        return super.parseNext(buffer);
    }

    private void keep(ByteBuffer content) {
        while (!complete && content.hasRemaining()) {
            byte octet = content.get();
            head.write(octet);
            if (octet != '\n') {
                lineLength += octet == '\r' ? 0 : 1;
            } else {
                // Empty lines before the request line are no end (RFC 9112 §2.2).
                complete = lineLength == 0 && !isBlank();
                lineLength = 0;
            }
        }
    }

    private boolean isBlank() {
        for (byte octet : head.toByteArray()) {
            if (octet != '\r' && octet != '\n') {
                return false;
            }
        }
        return true;
    }
}
