package dev.plimsoll.wire;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A server's end of a connection that notices when the client leaves while its request is being answered. Jetty reads
 * nothing then, and would notice at the next write, which a server that has gone silent never causes. What the client sends
 * meanwhile, as the next of pipelined requests, is kept for Jetty.
 */
final class ClientWatch implements InvocationHandler {
    private static final int BUFFER = 16 << 10;

    private final EndPoint connection;
    private final Executor executor;
    private Optional<Runnable> gone = Optional.empty();
    /** Whether the connection tells us, and nobody else, when it can be read. */
    private boolean registered;
    /** Whoever wants to read while we are registered. */
    private Optional<Callback> reader = Optional.empty();

    private ByteBuffer ahead = BufferUtil.EMPTY_BUFFER;
    private boolean ended;

    ClientWatch(EndPoint connection, Executor executor) {
        this.connection = connection;
        this.executor = executor;
    }

    /** The connection, watched. */
    EndPoint watched() {
        return (EndPoint)
                Proxy.newProxyInstance(ClientWatch.class.getClassLoader(), new Class<?>[] {EndPoint.class}, this);
    }

    /** From now on until {@link #stop}, runs {@code told} once when the client leaves. */
    synchronized void start(Runnable told) {
        gone = Optional.of(told);
        if (ended) {
            tell();
        } else if (!ahead.hasRemaining()) {
            register();
        }
    }

    /** Tells nobody any more. */
    synchronized void stop() {
        gone = Optional.empty();
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (arguments != null && arguments.length == 1) {
            switch (method.getName()) {
                case "fill" -> {
                    return fill((ByteBuffer) arguments[0]);
                }
                case "fillInterested" -> {
                    fillInterested((Callback) arguments[0]);
                    return null;
                }
                case "tryFillInterested" -> {
                    return tryFillInterested((Callback) arguments[0]);
                }
                default -> {}
            }
        }
        if (method.getName().equals("isFillInterested")) {
            return isSomebodyElseInterested();
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private synchronized int fill(@Nullable ByteBuffer target) throws IOException {
        if (ahead.hasRemaining()) {
            return BufferUtil.append(target, ahead);
        }
        return ended ? -1 : connection.fill(target);
    }

    private synchronized void fillInterested(@Nullable Callback callback) {
        if (callback != null && !later(callback)) {
            connection.fillInterested(callback);
        }
    }

    private synchronized boolean tryFillInterested(@Nullable Callback callback) {
        return callback != null && (later(callback) || connection.tryFillInterested(callback));
    }

    /** Jetty gives up a connection on which somebody waits to read when an answer is complete; we may go on. */
    private synchronized boolean isSomebodyElseInterested() {
        return registered ? reader.isPresent() : connection.isFillInterested();
    }

    /** Whether the callback is called without asking the connection. */
    private boolean later(Callback callback) {
        if (ahead.hasRemaining() || ended) {
            executor.execute(callback::succeeded);
            return true;
        } else if (registered) {
            reader = Optional.of(callback);
            return true;
        }
        return false;
    }

    private void register() {
        if (!registered) {
            registered = connection.tryFillInterested(Callback.from(this::readable, this::failed));
        }
    }

    private void readable() {
        var waiting = released();
        if (waiting.isPresent()) {
            waiting.get().succeeded();
        } else {
            readAhead();
        }
    }

    private void failed(Throwable failure) {
        var waiting = released();
        if (waiting.isPresent()) {
            waiting.get().failed(failure);
        } else {
            readAhead();
        }
    }

    private synchronized Optional<Callback> released() {
        registered = false;
        var waiting = reader;
        reader = Optional.empty();
        return waiting;
    }

    private synchronized void readAhead() {
        if (gone.isEmpty() || ahead.hasRemaining() || ended) {
            return;
        }
        var buffer = BufferUtil.allocate(BUFFER);
        try {
            int count = connection.fill(buffer);
            ended = count < 0;
            ahead = count > 0 ? buffer : ahead;
        } catch (IOException e) {
            ended = true;
        }
        if (ended) {
            tell();
        } else if (!ahead.hasRemaining()) {
            register();
        }
    }

    private void tell() {
        gone.ifPresent(executor::execute);
        gone = Optional.empty();
    }
}
