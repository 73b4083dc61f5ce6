package dev.plimsoll.recorder.ca;

import dev.plimsoll.fixtures.replay.CertificateAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * The recorder's own certificate authority on a user's disk: {@code ca.pem}, which clients trust, and
 * {@code ca-key.pem}, which nobody but the user may read. Made when it is first asked for.
 */
public final class RecorderAuthority {
    /** The longest that Apple's platforms accept of any certificate, and others of leaves. */
    private static final Duration LIFETIME = Duration.ofDays(825);

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path folder;

    private RecorderAuthority(Path folder) {
        this.folder = folder;
    }

    /** The authority in a folder, whether it is there already or not. */
    public static RecorderAuthority in(Path folder) {
        return new RecorderAuthority(folder);
    }

    /**
     * The authority of a user: in {@code $XDG_STATE_HOME/plimsoll}, or {@code ~/.local/state/plimsoll}.
     *
     * @param environment the process's
     * @param home the user's folder
     */
    public static RecorderAuthority ofUser(Map<String, String> environment, Path home) {
        var state = environment.getOrDefault("XDG_STATE_HOME", "");
        // The XDG specification has relative paths ignored.
        var base = Path.of(state).isAbsolute() ? Path.of(state) : home.resolve(".local/state");
        return new RecorderAuthority(base.resolve("plimsoll"));
    }

    /** Whether it was made. */
    public boolean exists() {
        return Files.exists(key());
    }

    /** The file that clients are told to trust. */
    public Path certificate() {
        return folder.resolve("ca.pem");
    }

    /**
     * Reads the authority, or makes it.
     *
     * @throws IOException if it cannot be read or made, has expired, or others may read its key; the message says what to
     *     do about it
     */
    public CertificateAuthority open(SecureRandom random, Clock clock) throws IOException {
        if (!exists()) {
            make(random, clock);
        }
        refuseOthers();
        try {
            var authority =
                    CertificateAuthority.load(random, clock, Files.readString(certificate()), Files.readString(key()));
            if (authority.certificate().getNotAfter().toInstant().isBefore(clock.instant())) {
                throw new IOException(certificate() + ": expired on "
                        + authority.certificate().getNotAfter().toInstant() + "; remove it with: plimsoll ca remove");
            }
            return authority;
        } catch (IllegalArgumentException e) {
            throw new IOException(folder + ": " + e.getMessage() + "; remove it with: plimsoll ca remove", e);
        }
    }

    /** Deletes the authority; whether there was one. */
    public boolean remove() throws IOException {
        boolean was = Files.deleteIfExists(key());
        return Files.deleteIfExists(certificate()) || was;
    }

    /** The SHA-256 fingerprint of a certificate, as {@code openssl x509 -fingerprint -sha256} writes it. */
    public static String fingerprint(CertificateAuthority authority) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(sha256.digest(authority.certificate().getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("every Java platform has SHA-256, and made the certificate", e);
        }
    }

    /** The file with the private key. */
    public Path key() {
        return folder.resolve("ca-key.pem");
    }

    /** The key last: it is what tells that the authority is complete. */
    private void make(SecureRandom random, Clock clock) throws IOException {
        Files.createDirectories(folder.resolveSibling(""));
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        var made = CertificateAuthority.create(random, clock, "Plimsoll recorder CA", LIFETIME);
        move(made.pem(), certificate(), "rw-r--r--");
        move(made.keyPem(), key(), "rw-------");
    }

    private void move(String text, Path target, String permissions) throws IOException {
        var attribute = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        var part = Files.createTempFile(folder, "ca-", ".part", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.write(part, text.getBytes(StandardCharsets.US_ASCII));
        Files.setPosixFilePermissions(part, attribute.value());
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void refuseOthers() throws IOException {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(key()))) {
            throw new IOException(key() + ": others than its owner may read or write it, and whoever has it can pose as"
                    + " any host towards you; correct it with: chmod 600 " + key()
                    + ", or make another one with: plimsoll ca remove");
        }
    }
}
