package dev.plimsoll.peers.process;

import dev.plimsoll.wire.Trust;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.net.ssl.HttpsURLConnection;

/** Whether a server has any answer to a request, which a proxy before a server that is still down has not (502). */
public final class Answering {
    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 5_000;

    private Answering() {}

    /** Looks at a URL of plain HTTP. */
    public static BooleanSupplier at(String url) {
        return () -> answers(url, connection -> {});
    }

    /**
     * Looks at a URL of HTTPS.
     *
     * @param trusted whose certificates are believed, besides the system's
     */
    public static BooleanSupplier at(String url, List<X509Certificate> trusted) {
        var factory = Trust.besidesTheSystemsRoots(trusted);
        try {
            factory.start();
        } catch (Exception e) {
            throw new PeerException("this Java platform has no TLS: " + e.getMessage(), e);
        }
        var sockets = factory.getSslContext().getSocketFactory();
        return () -> answers(url, connection -> {
            if (connection instanceof HttpsURLConnection secure) {
                secure.setSSLSocketFactory(sockets);
            }
        });
    }

    private interface Preparation {
        void prepare(HttpURLConnection connection);
    }

    private static boolean answers(String url, Preparation preparation) {
        try {
            var connection = (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
            preparation.prepare(connection);
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            int status = connection.getResponseCode();
            return status > 0 && status != HttpURLConnection.HTTP_BAD_GATEWAY;
        } catch (IOException e) {
            return false;
        }
    }
}
