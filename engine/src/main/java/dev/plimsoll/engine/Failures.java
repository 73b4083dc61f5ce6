package dev.plimsoll.engine;

import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Origin;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.http.HttpException;

/** Tells what kind of failure an exception of the HTTP client or the JDK means. */
final class Failures {
    /** How the JDK's TLS engine calls a peer whose first bytes are no TLS record. */
    private static final String NOT_TLS = "Unrecognized SSL message";

    private Failures() {}

    /** A failure before the response head. */
    static TransportException ofHead(Origin origin, Throwable cause) {
        if (String.valueOf(cause.getMessage()).contains(NOT_TLS)) {
            return new TransportException(
                    TransportException.Kind.TLS,
                    origin + " does not speak TLS; is it a registry of plain http?",
                    cause);
        } else if (isAny(cause, SSLException.class)) {
            return new TransportException(
                    TransportException.Kind.TLS,
                    "TLS with " + origin + " failed: " + cause.getMessage() + "; is its certificate's issuer trusted?",
                    cause);
        } else if (isAny(cause, UnknownHostException.class, UnresolvedAddressException.class)) {
            return new TransportException(
                    TransportException.Kind.CONNECT, "the host of " + origin + " has no address", cause);
        } else if (isAny(cause, ConnectException.class, SocketTimeoutException.class, NoRouteToHostException.class)) {
            return new TransportException(
                    TransportException.Kind.CONNECT, "cannot connect to " + origin + ": " + cause.getMessage(), cause);
        } else if (isAny(cause, TimeoutException.class)) {
            return new TransportException(
                    TransportException.Kind.TIMEOUT, "no response head from " + origin + " in time", cause);
        } else if (cause instanceof HttpResponseException refusal && isTunnel(refusal)) {
            return new TransportException(
                    TransportException.Kind.CONNECT,
                    "the proxy would not tunnel to " + origin + ": it answered "
                            + refusal.getResponse().getStatus(),
                    cause);
        } else if (isAny(cause, HttpResponseException.class) || cause instanceof HttpException) {
            return new TransportException(
                    TransportException.Kind.PROTOCOL,
                    "what " + origin + " sent is no valid HTTP response: " + reasonOf(cause),
                    cause);
        } else if (cause instanceof IOException) {
            return new TransportException(
                    TransportException.Kind.CLOSED,
                    origin + " closed the connection before a response head: " + describe(cause),
                    cause);
        }
        return new TransportException(
                TransportException.Kind.PROTOCOL, "the exchange with " + origin + " failed: " + describe(cause), cause);
    }

    /** A failure in the middle of a body, {@code received} bytes into it. */
    static BodyCutException ofBody(Origin origin, long received, Throwable cause) {
        var end =
                isAny(cause, TimeoutException.class) ? BodyEnd.TIMEOUT : isReset(cause) ? BodyEnd.RESET : BodyEnd.SHORT;
        var what = switch (end) {
            case TIMEOUT -> "stalled";
            case RESET -> "was reset";
            default -> "ended early";
        };
        return new BodyCutException(
                end, "the body from " + origin + " " + what + " after " + received + " bytes", cause);
    }

    private static boolean isTunnel(HttpResponseException refusal) {
        return "CONNECT".equals(refusal.getResponse().getRequest().getMethod());
    }

    private static boolean isReset(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof EOFException || t instanceof ClosedChannelException) {
                return false;
            } else if (t instanceof IOException
                    && String.valueOf(t.getMessage()).contains("reset")) {
                return true;
            }
        }
        return false;
    }

    @SafeVarargs
    private static boolean isAny(Throwable cause, Class<? extends Throwable>... types) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            for (var type : types) {
                if (type.isInstance(t)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Without the connection's inner state, which the client appends to its messages. */
    private static String reasonOf(Throwable cause) {
        if (cause instanceof HttpResponseException refusal
                && refusal.getResponse().getReason() != null) {
            return refusal.getResponse().getReason();
        }
        return describe(cause);
    }

    private static String describe(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
