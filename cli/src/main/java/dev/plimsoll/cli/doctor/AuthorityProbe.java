package dev.plimsoll.cli.doctor;

import dev.plimsoll.recorder.ca.RecorderAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The recorder's certificate authority: whether it is there, in date, and its key nobody else's. Makes none. */
record AuthorityProbe(RecorderAuthority authority, Clock clock) implements Probe {
    private static final String WHAT = "recorder's CA";
    private static final String PURPOSE = "clients that are recorded through the proxy have to trust it";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    @Override
    public List<Diagnosis> look() {
        return List.of(diagnosis());
    }

    private Diagnosis diagnosis() {
        if (!authority.exists()) {
            return Diagnosis.missing(WHAT, "not made yet; the first recording makes it", PURPOSE, "plimsoll ca print");
        }
        var certificate = certificate();
        try {
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(authority.key()))) {
                return Diagnosis.warning(
                        WHAT,
                        authority.key() + ": others may read or write the key, and pose as any host with it",
                        PURPOSE,
                        "chmod 600 " + authority.key());
            }
        } catch (IOException | UnsupportedOperationException e) {
            return Diagnosis.warning(
                    WHAT, authority.key() + " does not tell who may read it", PURPOSE, "ls -l " + authority.key());
        }
        if (certificate.isEmpty()) {
            return Diagnosis.warning(
                    WHAT, authority.certificate() + " is no certificate", PURPOSE, "plimsoll ca remove");
        }
        var end = certificate.get().getNotAfter().toInstant();
        return end.isBefore(clock.instant())
                ? Diagnosis.warning(WHAT, authority.certificate() + ": expired " + end, PURPOSE, "plimsoll ca remove")
                : Diagnosis.ok(
                        WHAT,
                        authority.certificate() + ", valid until " + end + ", its key the owner's alone",
                        PURPOSE);
    }

    private Optional<X509Certificate> certificate() {
        return TrustProbe.read(authority.certificate()).stream().findFirst();
    }
}
