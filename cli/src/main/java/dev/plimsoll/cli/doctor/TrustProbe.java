package dev.plimsoll.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Who trusts the recorder's CA already, as far as can be seen without being root.
 *
 * @param certificate the CA's, which may be missing
 * @param root the file system's
 * @param java what the virtual machine trusts
 */
record TrustProbe(Path certificate, Path root, Supplier<List<X509Certificate>> java) implements Probe {
    private static final String PURPOSE = "to record clients that take no CA of their own";

    /** Debian and Alpine, Fedora and Red Hat, openSUSE. */
    private static final List<String> BUNDLES = List.of(
            "etc/ssl/certs/ca-certificates.crt",
            "etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
            "etc/ssl/ca-bundle.pem");

    @Override
    public List<Diagnosis> look() {
        return read(certificate).stream()
                .findFirst()
                .map(authority -> List.of(
                        system(authority),
                        told(
                                "CA in this Java",
                                java.get().contains(authority),
                                "keytool -importcert -noprompt -cacerts -storepass changeit -alias plimsoll -file "
                                        + certificate),
                        docker(authority)))
                .orElse(List.of());
    }

    private Diagnosis system(X509Certificate authority) {
        boolean trusted = BUNDLES.stream()
                .map(root::resolve)
                .flatMap(file -> read(file).stream())
                .anyMatch(authority::equals);
        return told(
                "CA in the system",
                trusted,
                "SSL_CERT_FILE=" + certificate + " for one command, or cp " + certificate
                        + " /usr/local/share/ca-certificates/plimsoll.crt && update-ca-certificates, as root");
    }

    private Diagnosis docker(X509Certificate authority) {
        var what = "CA in Docker";
        var folder = root.resolve("etc/docker/certs.d");
        var remedy = "mkdir -p /etc/docker/certs.d/REGISTRY && cp " + certificate
                + " /etc/docker/certs.d/REGISTRY/plimsoll.crt, as root";
        if (Files.exists(folder) && !Files.isReadable(folder)) {
            return Diagnosis.missing(what, folder + " cannot be read", PURPOSE, "sudo ls -R " + folder);
        }
        var hosts = new ArrayList<String>();
        try (Stream<Path> registries = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (var registry : registries.sorted().toList()) {
                if (holds(registry, authority)) {
                    hosts.add(String.valueOf(registry.getFileName()));
                }
            }
        } catch (IOException e) {
            return Diagnosis.missing(what, folder + " cannot be read", PURPOSE, "sudo ls -R " + folder);
        }
        return hosts.isEmpty()
                ? told(what, false, remedy)
                : Diagnosis.ok(what, "trusted for " + String.join(", ", hosts), PURPOSE);
    }

    private static boolean holds(Path registry, X509Certificate authority) throws IOException {
        if (!Files.isDirectory(registry) || !Files.isReadable(registry)) {
            return false;
        }
        try (var files = Files.list(registry)) {
            return files.filter(file -> file.toString().endsWith(".crt"))
                    .flatMap(file -> read(file).stream())
                    .anyMatch(authority::equals);
        }
    }

    private static Diagnosis told(String what, boolean trusted, String remedy) {
        return trusted
                ? Diagnosis.ok(what, "trusted", PURPOSE)
                : Diagnosis.missing(what, "not trusted", PURPOSE, remedy);
    }

    /** Those in a PEM file; none if it cannot be read. */
    static List<X509Certificate> read(Path file) {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        try (var stream = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(stream).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException | CertificateException e) {
            return List.of();
        }
    }

    /** What this virtual machine trusts; nothing if its store cannot be opened. */
    static List<X509Certificate> ofThisJava() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Stream.of(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                    .toList();
        } catch (GeneralSecurityException e) {
            return List.of();
        }
    }
}
