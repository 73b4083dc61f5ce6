package dev.plimsoll.wire;

import dev.plimsoll.model.http.ConnectionEnd;
import dev.plimsoll.model.http.HeaderField;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the head of the latest response on a connection as it came. Jetty's parser (12.1.14) gives most well-known
 * field names back in its own case whatever the compliance mode says, so the names are taken from here. On the way out
 * it puts a head that was given to the byte in the place of the one that Jetty wrote.
 */
public final class HeadTap implements InvocationHandler {
    private static final int END_OF_LINE = '\n';

    private final EndPoint connection;
    private final int limit;
    private final GivenHeads given;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final Deque<MessageHead> interims = new ArrayDeque<>();
    private MessageHead latest = new MessageHead("", List.of());
    private boolean complete;
    private boolean answered;
    private int lineLength;

    HeadTap(EndPoint connection, int limit, GivenHeads given) {
        this.connection = connection;
        this.limit = limit;
        this.given = given;
    }

    /** The connection, tapped. */
    EndPoint tapped() {
        return (EndPoint) Proxy.newProxyInstance(HeadTap.class.getClassLoader(), new Class<?>[] {EndPoint.class}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            if (method.getName().equals("write") || method.getName().equals("flush")) {
                beforeWrite();
                given.putInPlace(arguments);
            }
            var result = method.invoke(connection, arguments);
            if (method.getName().equals("fill") && arguments != null && result instanceof Integer count && count > 0) {
                filled((ByteBuffer) arguments[0], count);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** The head of the response that is being read, to be asked when it has just arrived. */
    public synchronized MessageHead head() {
        return latest;
    }

    /** Takes the heads of the 1xx answers that came before it and were not taken yet. */
    public synchronized List<MessageHead> takeInterims() {
        var taken = List.copyOf(interims);
        interims.clear();
        return taken;
    }

    /** How the peer ended the connection; known only to a {@link NotingConnector}. */
    public ConnectionEnd end() {
        return NotingConnector.endOf(connection);
    }

    /** The same fields with the names' case as received; unchanged if they cannot be matched one to one. */
    synchronized List<HeaderField> inReceivedCase(List<HeaderField> parsed) {
        var names = head().fields().lines().stream().map(HeaderField::name).toList();
        if (names.size() != parsed.size()) {
            return parsed;
        }
        var restored = new ArrayList<HeaderField>();
        for (int i = 0; i < parsed.size(); i++) {
            if (!parsed.get(i).isNamed(names.get(i))) {
                return parsed;
            }
            restored.add(new HeaderField(names.get(i), parsed.get(i).value()));
        }
        return restored;
    }

    /** The first write after an answer begins the next request. */
    private synchronized void beforeWrite() {
        if (answered) {
            answered = false;
            startHead();
            interims.clear();
        }
    }

    private synchronized void filled(@Nullable ByteBuffer buffer, int count) {
        if (buffer == null || complete) {
            return;
        }
        var content = buffer.asReadOnlyBuffer();
        content.position(content.limit() - count);
        while (!complete && content.hasRemaining()) {
            byte octet = content.get();
            head.write(octet);
            if (octet == END_OF_LINE) {
                endLine();
            } else if (octet != '\r') {
                lineLength++;
            }
            complete |= head.size() > limit;
        }
        answered = complete;
    }

    private void endLine() {
        boolean blank = lineLength == 0;
        lineLength = 0;
        if (blank && isInterim()) {
            interims.add(MessageHead.parse(head.toByteArray()));
            startHead();
        } else if (blank) {
            complete = true;
            keepIfHead();
        }
    }

    /** A request that is still being sent makes the rest of an early answer look like another one: it is none. */
    private void keepIfHead() {
        var read = MessageHead.parse(head.toByteArray());
        if (read.startLine().startsWith("HTTP/")) {
            latest = read;
        }
    }

    /** 1xx answers come before the one that counts. */
    private boolean isInterim() {
        return head.toString(StandardCharsets.ISO_8859_1).matches("(?s)HTTP/1\\.[01] 1[0-9][0-9][ \r\n].*");
    }

    private void startHead() {
        head.reset();
        complete = false;
        lineLength = 0;
    }
}
