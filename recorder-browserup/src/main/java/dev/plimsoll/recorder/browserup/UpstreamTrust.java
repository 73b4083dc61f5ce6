package dev.plimsoll.recorder.browserup;

import com.browserup.bup.mitm.TrustSource;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whose certificates are believed of servers, and why one was not: the proxy tells its filters only that there is no
 * connection.
 */
final class UpstreamTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager trust;
    private final SSLContext context;
    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    private UpstreamTrust(X509ExtendedTrustManager trust) throws GeneralSecurityException {
        this.trust = trust;
        context = SSLContext.getInstance("TLS");
    }

    /** The system's roots and {@code more}. */
    static UpstreamTrust besidesTheSystemsRoots(List<X509Certificate> more) {
        try {
            var roots = TrustSource.javaTrustSource().add(more.toArray(X509Certificate[]::new));
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var root : roots.getTrustedCAs()) {
                store.setCertificateEntry("root-" + store.size(), root);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (var manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    var made = new UpstreamTrust(extended);
                    made.context.init(null, new TrustManager[] {made}, null);
                    return made;
                }
            }
            throw new IllegalStateException("this Java platform has no trust manager that checks host names");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot build a trust store: " + e.getMessage(), e);
        }
    }

    /** For a connection to a server whose name is checked. */
    SSLEngine engine(String host, int port) {
        var engine = context.createSSLEngine(host, port);
        var parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Why the certificate of this server was not believed, if that was so; told once. */
    Optional<String> takeReason(String host, int port) {
        return Optional.ofNullable(reasons.remove(host + ":" + port));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        var server = engine.getPeerHost() + ":" + engine.getPeerPort();
        try {
            trust.checkServerTrusted(chain, type, engine);
            reasons.remove(server);
        } catch (CertificateException e) {
            reasons.put(server, reason(e));
            throw e;
        }
    }

    private static String reason(CertificateException failure) {
        Throwable at = failure;
        // Eight causes deep is deep enough; a cycle would have no end.
        for (int depth = 0; at != null && depth < 8; depth++) {
            if (at instanceof CertificateExpiredException) {
                return "its certificate has expired";
            } else if (at instanceof CertPathBuilderException) {
                return "its certificate is signed by nobody who is trusted here; name the authority with --upstream-ca";
            }
            at = at.getCause();
        }
        return "its certificate is not valid for it: " + failure.getMessage();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        trust.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        trust.checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        trust.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        trust.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        trust.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
