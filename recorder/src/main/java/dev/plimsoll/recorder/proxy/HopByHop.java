package dev.plimsoll.recorder.proxy;

import dev.plimsoll.wire.MessageHead;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields that are for the recorder and not for the server (RFC 9110 §7.6.1). {@code Connection: close} and
 * {@code keep-alive} do go on, and mean the same there; so do {@code TE} and {@code Trailer}, for trailers pass; so does
 * {@code Transfer-Encoding}, which is decoded and applied again.
 */
public final class HopByHop {
    private static final Set<String> ALWAYS =
            Set.of("proxy-connection", "proxy-authorization", "keep-alive", "upgrade");
    private static final Set<String> PASSED = Set.of("close", "keep-alive", "te", "trailer", "transfer-encoding");
    /** Naming these in Connection would take away what the message is. */
    private static final Set<String> NEVER = Set.of("host", "content-length", "transfer-encoding", "te", "trailer");

    private HopByHop() {}

    /** Lower-case names of the fields of this request that are not passed on. */
    public static Set<String> in(MessageHead head) {
        var members = head.fields().listMembers("Connection").stream()
                .map(member -> member.toLowerCase(Locale.ROOT))
                .toList();
        var names = new TreeSet<>(ALWAYS);
        names.addAll(members);
        names.removeAll(NEVER);
        if (!PASSED.containsAll(members)) {
            names.add("connection");
        }
        return names;
    }

    /** The head without them. */
    static MessageHead removed(MessageHead head) {
        var names = in(head);
        return head.without(name -> names.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** The names, as written, of what {@link #removed} takes away. */
    public static List<String> names(MessageHead head) {
        var names = in(head);
        return head.lines().stream()
                .map(MessageHead::nameOf)
                .filter(name -> names.contains(name.toLowerCase(Locale.ROOT)))
                .distinct()
                .toList();
    }
}
