package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Origin;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.http.HttpException;

/**
 * Why a server's answer did not come, or not whole, in words for people; they hold no part of a URL but the origin.
 *
 * @param kind for {@link Refusal#kind}
 */
record UpstreamFailure(String kind, String reason, BodyEnd end) {
    private static final Pattern BROKEN = Pattern.compile("[a-z_]+_error/invalid_[a-z_]+");
    private static final String CLOSED = "connection closed";
    private static final String NOT_TLS = "no TLS";

    /**
     * Why an exchange failed.
     *
     * @param sent whether the request went over a connection, or at least began to
     */
    static UpstreamFailure of(Origin origin, Throwable failure, boolean sent) {
        if (caused(failure, Addresses.PrivateAddressException.class).isPresent()) {
            var refused =
                    caused(failure, Addresses.PrivateAddressException.class).get();
            return new UpstreamFailure("private address", String.valueOf(refused.getMessage()), BodyEnd.UNKNOWN);
        } else if (caused(failure, CertificateExpiredException.class).isPresent()) {
            return tls(origin, "its certificate has expired");
        } else if (caused(failure, CertPathBuilderException.class).isPresent()) {
            return tls(
                    origin,
                    "its certificate is signed by nobody who is trusted here; name the authority with --upstream-ca");
        } else if (caused(failure, CertificateException.class).isPresent()) {
            return tls(
                    origin,
                    "its certificate is not valid for it: "
                            + caused(failure, CertificateException.class).get().getMessage());
        } else if (caused(failure, SSLException.class)
                .filter(UpstreamFailure::isNoTls)
                .isPresent()) {
            return new UpstreamFailure(NOT_TLS, origin + " does not speak TLS", BodyEnd.UNKNOWN);
        } else if (caused(failure, SSLException.class).isPresent()) {
            return tls(
                    origin,
                    String.valueOf(caused(failure, SSLException.class).get().getMessage()));
        } else if (caused(failure, UnknownHostException.class).isPresent()
                || caused(failure, UnresolvedAddressException.class).isPresent()) {
            return new UpstreamFailure("unknown host", "no address is known for " + origin.host(), BodyEnd.UNKNOWN);
        } else if (caused(failure, SocketTimeoutException.class).isPresent()) {
            return new UpstreamFailure("connect timeout", "no connection to " + origin + " in time", BodyEnd.TIMEOUT);
        } else if (caused(failure, ConnectException.class).isPresent()) {
            return new UpstreamFailure("connection refused", "no connection to " + origin, BodyEnd.UNKNOWN);
        } else if (caused(failure, HttpException.RuntimeException.class).isPresent()) {
            return new UpstreamFailure(
                    "not HTTP",
                    "what " + origin + " answered is not HTTP/1.1, or its head is longer than " + Upstream.HEAD_BYTES
                            + " bytes",
                    BodyEnd.UNKNOWN);
        } else if (isBrokenHttp2(failure)) {
            return new UpstreamFailure(
                    "not HTTP",
                    "what " + origin + " answered is not HTTP/2, or its head is longer than " + Upstream.HEAD_BYTES
                            + " bytes",
                    BodyEnd.UNKNOWN);
        } else if (caused(failure, TimeoutException.class).isPresent()) {
            return new UpstreamFailure("timeout", "nothing came from " + origin + " for too long", BodyEnd.TIMEOUT);
        }
        if (origin.isTls() && !sent) {
            var why = origin + " ended the connection before TLS was agreed on; it may speak none";
            return new UpstreamFailure(NOT_TLS, why, BodyEnd.UNKNOWN);
        }
        return new UpstreamFailure(CLOSED, origin + " closed the connection early", BodyEnd.SHORT);
    }

    /**
     * Whether the client is to see its connection closed and no answer of ours: where the server closed its own, and where it
     * speaks no TLS. Docker takes any answer for that of a registry, and only without one tries plain HTTP.
     */
    boolean isOfTheExchange() {
        return kind.equals(CLOSED) || kind.equals(NOT_TLS);
    }

    /** The JDK's words for it; its class is that of other failures too. */
    private static boolean isNoTls(SSLException e) {
        var message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("unrecognized ssl message");
    }

    /** Jetty (12.1.14) has no type for what its HTTP/2 parser refuses, but {@code protocol_error/invalid_hpack_block}. */
    private static boolean isBrokenHttp2(Throwable failure) {
        return failure instanceof IOException
                && BROKEN.matcher(String.valueOf(failure.getMessage())).matches();
    }

    private static UpstreamFailure tls(Origin origin, String why) {
        return new UpstreamFailure("TLS", "no TLS with " + origin + ": " + why, BodyEnd.UNKNOWN);
    }

    private static <T extends Throwable> Optional<T> caused(Throwable failure, Class<T> kind) {
        Throwable at = failure;
        // Sixteen causes deep is deep enough; a cycle would have no end.
        for (int depth = 0; at != null && depth < 16; depth++) {
            if (kind.isInstance(at)) {
                return Optional.of(kind.cast(at));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }
}
