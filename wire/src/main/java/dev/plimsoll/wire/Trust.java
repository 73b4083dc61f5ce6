package dev.plimsoll.wire;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed. */
public final class Trust {
    private Trust() {}

    /** The system's roots and {@code more}; host names are checked. */
    public static SslContextFactory.Client besidesTheSystemsRoots(List<X509Certificate> more) {
        var factory = new SslContextFactory.Client();
        if (!more.isEmpty()) {
            factory.setTrustStore(storeWith(more));
        }
        return factory;
    }

    private static KeyStore storeWith(List<X509Certificate> more) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (var certificate : more) {
                store.setCertificateEntry("given-" + count++, certificate);
            }
            for (var root : systemsRoots()) {
                store.setCertificateEntry("system-" + count++, root);
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot build a trust store: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> systemsRoots() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((@Nullable KeyStore) null);
        for (var manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return List.of(x509.getAcceptedIssuers());
            }
        }
        return List.of();
    }
}
