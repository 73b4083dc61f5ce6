package dev.plimsoll.recorder.proxy;

import dev.plimsoll.model.http.Connection;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What a handshake came to. */
public final class Tls {
    private Tls() {}

    /** With a client, that was shown a certificate of ours. */
    public static Connection.Tls withClient(SSLEngine engine) {
        return facts(engine, Optional.empty());
    }

    /** With a server, whose certificate was believed. */
    public static Connection.Tls withServer(SSLEngine engine) {
        return facts(engine, certificate(engine.getSession()));
    }

    private static Connection.Tls facts(SSLEngine engine, Optional<Connection.Certificate> certificate) {
        var session = engine.getSession();
        return new Connection.Tls(
                session.getProtocol(),
                session.getCipherSuite(),
                Optional.ofNullable(engine.getApplicationProtocol()).filter(protocol -> !protocol.isEmpty()),
                serverName(session),
                certificate);
    }

    private static Optional<String> serverName(SSLSession session) {
        if (session instanceof ExtendedSSLSession extended) {
            return extended.getRequestedServerNames().stream()
                    .filter(SNIHostName.class::isInstance)
                    .map(name -> ((SNIHostName) name).getAsciiName())
                    .findFirst();
        }
        return Optional.empty();
    }

    private static Optional<Connection.Certificate> certificate(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate shown
                    ? Optional.of(new Connection.Certificate(
                            names(shown),
                            shown.getIssuerX500Principal().getName(),
                            shown.getNotAfter().toInstant()))
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            // Each entry is a kind and a name; names of the kinds that browsers look at are strings.
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.get(1) instanceof String)
                            .map(name -> (String) name.get(1))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
