package dev.plimsoll.recorder.browserup;

import com.browserup.bup.mitm.CertificateAndKey;
import com.browserup.bup.mitm.keys.ECKeyGenerator;
import com.browserup.bup.mitm.manager.ImpersonatingMitmManager;
import dev.plimsoll.fixtures.replay.CertificateAuthority;
import dev.plimsoll.model.http.Origin;
import io.netty.handler.codec.http.HttpRequest;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.littleshoot.proxy.MitmManager;

/** TLS to both sides: certificates of our own authority, made by browserup's module, and our own trust in servers. */
final class Interception implements MitmManager {
    private final MitmManager impersonating;
    private final UpstreamTrust trust;
    /** The CONNECT requests whose clients are being shown a certificate, as TLS with their servers was there then. */
    private final Queue<Shown> shown = new ConcurrentLinkedQueue<>();

    private record Shown(HttpRequest connect, long nanos) {}

    Interception(CertificateAuthority authority, UpstreamTrust trust) {
        var pair = new CertificateAndKey(authority.certificate(), key(authority));
        impersonating = ImpersonatingMitmManager.builder()
                // The module's own authority is the same for everybody, with its key in the jar.
                .rootCertificateSource(() -> pair)
                .serverKeyGenerator(new ECKeyGenerator())
                .build();
        this.trust = trust;
    }

    @Override
    public SSLEngine serverSslEngine(String host, int port) {
        return trust.engine(host, port);
    }

    @Override
    public SSLEngine serverSslEngine() {
        throw new UnsupportedOperationException("a server that is not named cannot be checked");
    }

    @Override
    public SSLEngine clientSslEngineFor(HttpRequest connect, SSLSession server) {
        shown.add(new Shown(connect, System.nanoTime()));
        return impersonating.clientSslEngineFor(connect, server);
    }

    /** Whether a client got as far as to be shown a certificate. */
    boolean wasShown(HttpRequest connect) {
        return shown.stream().anyMatch(known -> known.connect() == connect);
    }

    /** When that was, by {@link System#nanoTime}; told once for a request. */
    OptionalLong takeShown(HttpRequest connect) {
        var found = shown.stream().filter(known -> known.connect() == connect).findFirst();
        found.ifPresent(shown::remove);
        return found.map(known -> OptionalLong.of(known.nanos())).orElse(OptionalLong.empty());
    }

    /** Why the certificate of a server was not believed, if that was so; told once. */
    Optional<String> takeReason(Origin server) {
        return trust.takeReason(server.host(), server.port());
    }

    private static PrivateKey key(CertificateAuthority authority) {
        var encoded = authority.keyPem().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance(authority.certificate().getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the authority's key cannot be used: " + e.getMessage(), e);
        }
    }
}
