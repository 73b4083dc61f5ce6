package dev.plimsoll.recorder.proxy;

import dev.plimsoll.wire.MessageHead;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Heads of HTTP/2 (RFC 9113 §8): fields in order, their names in lower case, with a start line for what is in
 * pseudo-fields there.
 */
final class Http2Head {
    /** As the version stands in start lines and captures. */
    static final String VERSION = "HTTP/2";

    /** What RFC 9113 §8.2.2 forbids. */
    private static final Set<String> OF_CONNECTIONS =
            Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    private Http2Head() {}

    /** The head of a request. */
    static MessageHead ofRequest(String method, String target, HttpFields fields) {
        return of(method + " " + target + " " + VERSION, fields);
    }

    /** The head of an answer, which has no reason in HTTP/2. */
    static MessageHead ofResponse(int status, HttpFields fields) {
        return of(VERSION + " " + status, fields);
    }

    /** Whether a head is one of these. */
    static boolean is(MessageHead head) {
        return head.part(0).equals(VERSION) || head.part(2).equals(VERSION);
    }

    /** An HTTP/1.1 head's lines without those that say how its connection is used. */
    static MessageHead withoutConnectionFields(MessageHead head) {
        var names = new TreeSet<>(OF_CONNECTIONS);
        head.fields().listMembers("Connection").forEach(member -> names.add(member.toLowerCase(Locale.ROOT)));
        return head.without(name -> names.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** The fields in lower case, as Jetty is to send them: it knows none of them, and so neither adds nor checks. */
    static HttpFields opaque(MessageHead head) {
        var fields = HttpFields.build();
        head.fields().lines().forEach(line -> fields.add(opaque(line.name(), line.value())));
        return fields.asImmutable();
    }

    /** The fields with a {@code Content-Length} that Jetty does not know for one. */
    static HttpFields withoutCounting(HttpFields fields) {
        var changed = HttpFields.build();
        for (var field : fields) {
            boolean length = field.getHeader() == HttpHeader.CONTENT_LENGTH;
            changed.add(length ? opaque(field.getName(), valueOf(field)) : field);
        }
        return changed.asImmutable();
    }

    private static MessageHead of(String startLine, HttpFields fields) {
        var lines = new ArrayList<String>();
        fields.forEach(field -> lines.add(field.getLowerCaseName() + ": " + valueOf(field)));
        return new MessageHead(startLine, lines);
    }

    private static HttpField opaque(String name, String value) {
        return new HttpField(null, name.toLowerCase(Locale.ROOT), value);
    }

    private static String valueOf(HttpField field) {
        return field.getValue() == null ? "" : field.getValue();
    }
}
