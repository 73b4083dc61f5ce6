package dev.plimsoll.suites.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads certificates that a user wants trusted. */
public final class TrustedCertificates {
    private TrustedCertificates() {}

    /**
     * All certificates of a file in PEM form.
     *
     * @throws ConfigurationException if the file cannot be read or holds no certificate
     */
    public static List<X509Certificate> read(Path file) {
        try (var stream = Files.newInputStream(file)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(stream).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (certificates.isEmpty()) {
                throw new ConfigurationException(file + " holds no certificate; it should be in PEM form");
            }
            return certificates;
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(
                    "cannot read certificates: " + file + ": there is no such file or folder", e);
        } catch (IOException e) {
            throw new ConfigurationException("cannot read certificates: " + file + ": " + e.getMessage(), e);
        } catch (CertificateException e) {
            throw new ConfigurationException(file + " is no certificate in PEM form: " + e.getMessage(), e);
        }
    }
}
