package dev.plimsoll.engine;

import dev.plimsoll.model.http.HeaderField;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the head of the latest response on a connection as it came. Jetty's parser (12.1.14) gives most well-known
 * field names back in its own case whatever the compliance mode says, so the names are taken from here.
 */
final class HeadTap implements InvocationHandler {
    private static final int END_OF_LINE = '\n';

    private final EndPoint connection;
    private final int limit;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private boolean complete;
    private boolean answered;
    private int lineLength;

    HeadTap(EndPoint connection, int limit) {
        this.connection = connection;
        this.limit = limit;
    }

    /** The connection, tapped. */
    EndPoint tapped() {
        return (EndPoint) Proxy.newProxyInstance(HeadTap.class.getClassLoader(), new Class<?>[] {EndPoint.class}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            if (method.getName().equals("write") || method.getName().equals("flush")) {
                beforeWrite();
            }
            var result = method.invoke(connection, arguments);
            if (method.getName().equals("fill") && arguments != null && result instanceof Integer count && count > 0) {
                var buffer = ((ByteBuffer) arguments[0]).asReadOnlyBuffer();
                filled(buffer.position(buffer.limit() - count));
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** The same fields with the names' case as received; unchanged if they cannot be matched one to one. */
    synchronized List<HeaderField> inReceivedCase(List<HeaderField> parsed) {
        var names = names();
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

    private List<String> names() {
        return head.toString(StandardCharsets.ISO_8859_1)
                .lines()
                .skip(1)
                .filter(line -> line.indexOf(':') > 0)
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }

    /** The first write after an answer begins the next request. */
    private synchronized void beforeWrite() {
        if (answered) {
            answered = false;
            startHead();
        }
    }

    private synchronized void filled(ByteBuffer content) {
        answered = true;
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
    }

    private void endLine() {
        boolean blank = lineLength == 0;
        lineLength = 0;
        if (blank && isInterim()) {
            startHead();
        } else {
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
