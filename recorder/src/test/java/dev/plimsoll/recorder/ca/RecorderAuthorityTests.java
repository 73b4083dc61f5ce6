package dev.plimsoll.recorder.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.fixtures.replay.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderAuthorityTests {
    @TempDir
    private Path home = Path.of("");

    private RecorderAuthority authority = RecorderAuthority.in(Path.of(""));

    @BeforeEach
    void ofUser() {
        authority = RecorderAuthority.ofUser(Map.of(), home);
    }

    @Test
    void isMadeOnceAndFoundAgain() throws IOException {
        assertThat(authority.exists()).isFalse();
        var made = open(Clock.systemUTC());
        var found = open(Clock.systemUTC());
        assertThat(found.pem()).isEqualTo(made.pem());
        assertThat(found.keyPem()).isEqualTo(made.keyPem());
        assertThat(Files.readString(authority.certificate()))
                .isEqualTo(made.pem())
                .doesNotContain("PRIVATE");
    }

    @Test
    void itsKeyIsForItsOwnerAlone() throws IOException {
        open(Clock.systemUTC());
        var folder = home.resolve(".local/state/plimsoll");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        var key = folder.resolve("ca-key.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> open(Clock.systemUTC()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600 " + key);
    }

    @Test
    void liesWhereTheXdgSpecificationSays() {
        var elsewhere = home.resolve("state");
        assertThat(RecorderAuthority.ofUser(Map.of("XDG_STATE_HOME", elsewhere.toString()), home)
                        .certificate())
                .isEqualTo(elsewhere.resolve("plimsoll/ca.pem"));
        assertThat(RecorderAuthority.ofUser(Map.of("XDG_STATE_HOME", "relative"), home)
                        .certificate())
                .isEqualTo(home.resolve(".local/state/plimsoll/ca.pem"));
    }

    @Test
    void anExpiredOneIsRefusedWithTheRemedy() throws IOException {
        open(Clock.systemUTC());
        assertThatThrownBy(() -> open(Clock.offset(Clock.systemUTC(), Duration.ofDays(900))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expired")
                .hasMessageContaining("plimsoll ca remove");
    }

    @Test
    void filesThatDoNotBelongTogetherAreRefusedAndNotShown() throws IOException {
        open(Clock.systemUTC());
        var key = home.resolve(".local/state/plimsoll/ca-key.pem");
        Files.writeString(key, "secret of another kind");
        assertThatThrownBy(() -> open(Clock.systemUTC()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("plimsoll ca remove")
                .hasMessageNotContaining("secret");
    }

    @Test
    void isRemovedWhole() throws IOException {
        open(Clock.systemUTC());
        assertThat(authority.remove()).isTrue();
        assertThat(home.resolve(".local/state/plimsoll")).isEmptyDirectory();
        assertThat(authority.remove()).isFalse();
    }

    private CertificateAuthority open(Clock clock) throws IOException {
        return authority.open(new SecureRandom(), clock);
    }
}
