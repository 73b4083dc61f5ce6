package dev.plimsoll.peers.token;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key that signs tokens, and its certificate, which a registry has in its {@code rootcertbundle}. */
final class SigningKey {
    private static final Duration BACKDATED = Duration.ofDays(1);
    private static final Duration LIFETIME = Duration.ofDays(90);
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final SigningAlgorithm algorithm;
    private final KeyPair pair;
    private final X509Certificate certificate;

    private SigningKey(SigningAlgorithm algorithm, KeyPair pair, X509Certificate certificate) {
        this.algorithm = algorithm;
        this.pair = pair;
        this.certificate = certificate;
    }

    /** A new key, whose certificate is valid from a day ago for 90 days. */
    static SigningKey create(SigningAlgorithm algorithm, SecureRandom random, Clock clock) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm.keyType());
            switch (algorithm) {
                case ES256 -> generator.initialize(new ECGenParameterSpec(algorithm.keyParameter()), random);
                case RS256 -> generator.initialize(Integer.parseInt(algorithm.keyParameter()), random);
            }
            var pair = generator.generateKeyPair();
            var name = new X500Name("CN=Plimsoll token service");
            var now = clock.instant();
            var builder = new JcaX509v3CertificateBuilder(
                            name,
                            new BigInteger(127, random).add(BigInteger.ONE),
                            Date.from(now.minus(BACKDATED)),
                            Date.from(now.plus(LIFETIME)),
                            name,
                            pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            var signer = new JcaContentSignerBuilder(algorithm.certificateSignature()).build(pair.getPrivate());
            return new SigningKey(
                    algorithm, pair, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("this Java platform cannot sign with " + algorithm, e);
        }
    }

    /** The certificate as a PEM file's text. */
    String pem() {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            pem.writeObject(certificate);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return text.toString();
    }

    /** The value of {@code x5c} (RFC 7515 §4.1.6): a registry finds by it whose key it is. */
    String x5c() {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was made here can be written", e);
        }
    }

    SigningAlgorithm algorithm() {
        return algorithm;
    }

    /** A signed token in its compact form (RFC 7515 §7.1). */
    String sign(String header, String claims) {
        var input = encoded(header) + "." + encoded(claims);
        try {
            var signature = Signature.getInstance(algorithm.tokenSignature());
            signature.initSign(pair.getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot sign with " + algorithm, e);
        }
    }

    private static String encoded(String json) {
        return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
