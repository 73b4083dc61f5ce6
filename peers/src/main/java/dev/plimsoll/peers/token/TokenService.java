package dev.plimsoll.peers.token;

import dev.plimsoll.model.oci.Scope;
import dev.plimsoll.model.oci.Secret;
import dev.plimsoll.peers.process.PeerException;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A token service on 127.0.0.1, in plain HTTP: whoever puts it before clients gives it TLS. It has one account; what it
 * signs, a registry takes that has {@link #certificatePem()} as its {@code rootcertbundle}.
 */
public final class TokenService implements AutoCloseable {
    private final Server server;
    private final ServerConnector connector;
    private final TokenServiceOptions options;
    private final TokenIssuer issuer;

    private TokenService(Server server, ServerConnector connector, TokenServiceOptions options, TokenIssuer issuer) {
        this.server = server;
        this.connector = connector;
        this.options = options;
        this.issuer = issuer;
    }

    /**
     * Starts one on a free port.
     *
     * @throws PeerException if it cannot
     */
    public static TokenService start(TokenServiceOptions options) {
        var threads = new QueuedThreadPool();
        threads.setName("plimsoll-token-service");
        threads.setDaemon(true);
        var server = new Server(threads);
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        var connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var issuer = new TokenIssuer(options);
        server.setHandler(new TokenHandler(options.service(), new TokenDesk(options, issuer)));
        var service = new TokenService(server, connector, options, issuer);
        try {
            server.start();
        } catch (Exception e) {
            service.close();
            throw new PeerException("the token service cannot start: " + e.getMessage(), e);
        }
        return service;
    }

    /** The port on 127.0.0.1; the path is {@code /token}. */
    public int port() {
        return connector.getLocalPort();
    }

    /** The path of the realm. */
    public static String path() {
        return TokenHandler.PATH;
    }

    /** The certificate of the key that signs, as a PEM file's text. */
    public String certificatePem() {
        return issuer.pem();
    }

    /** A token of the account's for that scope, without a request. */
    public Secret issue(Scope scope) {
        return issuer.issue(
                options.account().name(), List.of(scope), options.clock().instant());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new PeerException("the token service did not stop: " + e.getMessage(), e);
        }
    }
}
