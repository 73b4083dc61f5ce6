package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.recorder.tap.ExchangeRecording;
import dev.plimsoll.wire.MessageHead;
import dev.plimsoll.wire.VerbatimHead;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;

/**
 * The head of an answer for the client, as it came. Jetty is told how the body ends, and thinks of fields of its own;
 * the given head then takes their place.
 *
 * @param answer Jetty's view of the same, which has the trailers when the body has ended
 * @param isHead whether the request was a HEAD
 * @param oldClient whether the client speaks HTTP/1.0, and so no chunks
 */
record AnswerHead(MessageHead head, org.eclipse.jetty.client.Response answer, boolean isHead, boolean oldClient) {
    void prepare(Response client, ExchangeRecording recording) {
        var fields = head.fields();
        boolean chunked = fields.listMembers("Transfer-Encoding").stream().anyMatch("chunked"::equalsIgnoreCase);
        int status = answer.getStatus();
        boolean bodiless = isHead || status == 204 || status == 304;
        client.setStatus(status);
        var shape = client.getHeaders();
        var sent = head;
        if (bodiless) {
            closeIfSaid(fields, client);
        } else if (chunked && oldClient) {
            sent = head.without("Transfer-Encoding"::equalsIgnoreCase);
            recording.note("changed for the client: chunked coding removed, as it speaks HTTP/1.0");
            shape.put(HttpHeader.CONNECTION, "close");
        } else if (chunked) {
            shape.put(HttpHeader.TRANSFER_ENCODING, "chunked");
            client.setTrailersSupplier(() -> answer.getTrailers());
            closeIfSaid(fields, client);
        } else if (fields.contentLength().isPresent()) {
            shape.put(HttpHeader.CONTENT_LENGTH, fields.contentLength().getAsLong());
            closeIfSaid(fields, client);
        } else {
            shape.put(HttpHeader.CONNECTION, "close");
        }
        shape.add(new VerbatimHead(sent.bytes()));
    }

    private void closeIfSaid(HeaderFields fields, Response client) {
        boolean close = fields.listMembers("Connection").stream()
                .anyMatch(member -> member.toLowerCase(Locale.ROOT).equals("close"));
        if (close || head.part(0).equals("HTTP/1.0")) {
            client.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
    }
}
