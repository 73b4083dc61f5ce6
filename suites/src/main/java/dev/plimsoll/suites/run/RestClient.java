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
                : base.sslConfig(SSLConfig.sslConfig().with().trustStore(trustStore(options)));
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
