package dev.plimsoll.suites.run;

import static io.restassured.config.DecoderConfig.decoderConfig;
import static io.restassured.config.HttpClientConfig.httpClientConfig;
import static io.restassured.config.RedirectConfig.redirectConfig;

import dev.plimsoll.engine.ExchangeListener;
import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.model.http.Origin;
import io.restassured.RestAssured;
import io.restassured.config.RestAssuredConfig;
import io.restassured.config.SSLConfig;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.http.conn.ssl.SSLSocketFactory;

/**
 * RestAssured as a probe needs it: no redirect followed, nothing decoded, paths left as written, every exchange noted
 * with the header lines that really went over the wire.
 */
final class RestClient {
    private final TransportOptions options;
    private final RestAssuredConfig config;

    RestClient(TransportOptions options) {
        this.options = options;
        var base = RestAssuredConfig.config()
                .redirect(redirectConfig().followRedirects(false))
                .decoderConfig(decoderConfig().noContentDecoders())
                .httpClient(httpClientConfig()
                        .httpClientFactory(WireTap::client)
                        .setParam(
                                "http.connection.timeout",
                                Math.toIntExact(options.connectTimeout().toMillis()))
                        .setParam(
                                "http.socket.timeout",
                                Math.toIntExact(options.idleTimeout().toMillis())));
        this.config = options.trustedCertificates().isEmpty()
                ? base
                : base.sslConfig(SSLConfig.sslConfig().with().sslSocketFactory(sockets(options)));
    }

    /** A fresh request to an origin; the listener is told of the exchange once its body is there. */
    RequestSpecification request(Origin origin, String userAgent, ExchangeListener listener) {
        var request = RestAssured.given()
                .config(config)
                .baseUri(origin.toString())
                .port(origin.port())
                .urlEncodingEnabled(false)
                .header("User-Agent", userAgent)
                .filter(new WireTap(listener));
        return options.proxy()
                .map(proxy -> request.proxy(proxy.getHostString(), proxy.getPort()))
                .orElse(request);
    }

    /** One for all requests: a context for each would begin TLS anew, and look through all certificates, every time. */
    @SuppressWarnings("deprecation")
    private static SSLSocketFactory sockets(TransportOptions options) {
        try {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore(options));
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], trust.getTrustManagers(), new SecureRandom());
            return new SSLSocketFactory(context, SSLSocketFactory.STRICT_HOSTNAME_VERIFIER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    private static KeyStore trustStore(TransportOptions options) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate : options.trustedCertificates()) {
                store.setCertificateEntry(certificate.getSerialNumber().toString(), certificate);
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory can be made on every Java platform", e);
        }
    }
}
