package dev.plimsoll.cli;

import dev.plimsoll.suites.target.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads certificates that a user wants trusted. */
final class Certificates {
    private Certificates() {}

    /** @throws ConfigurationException if the file cannot be read or holds no certificate */
    static List<X509Certificate> read(Path file) {
        try (var stream = Files.newInputStream(file)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(stream).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (certificates.isEmpty()) {
                throw new ConfigurationException(file + " holds no certificate; it should be in PEM form");
            }
            return certificates;
        } catch (IOException e) {
            throw new ConfigurationException("cannot read certificates: " + FileFault.describe(e), e);
        } catch (CertificateException e) {
            throw new ConfigurationException(file + " is no certificate in PEM form: " + e.getMessage(), e);
        }
    }
}
