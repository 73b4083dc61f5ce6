package dev.plimsoll.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.recorder.ca.RecorderAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each probe in surroundings that were made for it: folders, programs and sockets that are really there. */
@Timeout(60)
class DoctorTests {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void thisMachineIsFitAndEveryDiagnosisSaysWhatItIsForAndWhatToDo() throws Exception {
        var diagnoses = Doctor.in(Surroundings.ofThisProcess()).examine();

        assertThat(Doctor.isFit(diagnoses)).isTrue();
        assertThat(diagnoses)
                .extracting(Diagnosis::what)
                .contains(
                        "Java",
                        "memory",
                        "IPv4 loopback",
                        "temporary folder",
                        "Docker engine",
                        "curl",
                        "recorder's CA");
        assertThat(diagnoses).allSatisfy(diagnosis -> {
            assertThat(diagnosis.found()).isNotBlank().doesNotContain("\n");
            assertThat(diagnosis.purpose()).isNotBlank();
            assertThat(diagnosis.remedy().isPresent()).isEqualTo(diagnosis.state() != State.OK);
        });
    }

    @Test
    void nothingIsMadeByLooking() throws Exception {
        var diagnoses = Doctor.in(in(Map.of("PATH", ""))).examine();

        assertThat(diagnoses).extracting(Diagnosis::what).contains("recorder's CA");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aProbeThatHangsIsToldAndTheOthersAreHeard() throws Exception {
        var never = new CountDownLatch(1);
        Probe hanging = () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        };
        var doctor = new Doctor(List.of(hanging, new LoopbackProbe(new byte[] {127, 0, 0, 1})), Duration.ofSeconds(1));

        assertThat(doctor.examine()).extracting(Diagnosis::state).containsExactly(State.WARNING, State.OK);
    }

    @ParameterizedTest
    @CsvSource({"11, PROBLEM", "17, WARNING"})
    void anOldJavaIsAProblemAndOneWithoutACompilerAWarning(int feature, State state) {
        var diagnosis = only(new JavaProbe(feature + ".0.2", feature, "Somebody", folder));

        assertThat(diagnosis.state()).isEqualTo(state);
        assertThat(diagnosis.remedy().orElse("")).contains("openjdk-17-jdk-headless", "JAVA_HOME");
    }

    @Test
    void littleMemoryIsAWarning() {
        assertThat(only(new MemoryProbe(128L << 20, 512L << 20)).found())
                .isEqualTo("128 MiB at most for Java, of 512 MiB");
        assertThat(only(new MemoryProbe(128L << 20, 512L << 20)).state()).isEqualTo(State.WARNING);
        assertThat(only(new MemoryProbe(1L << 30, 4L << 30)).state()).isEqualTo(State.OK);
    }

    /** 192.0.2.1 is for documentation, and no machine's own. */
    @Test
    void anAddressThatCannotBeListenedOnIsAProblem() {
        var diagnosis = only(new LoopbackProbe(new byte[] {(byte) 192, 0, 2, 1}));

        assertThat(diagnosis.state()).isEqualTo(State.PROBLEM);
        assertThat(diagnosis.found()).startsWith("192.0.2.1 cannot be listened on: ");
        assertThat(Doctor.isFit(List.of(diagnosis))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, OK", "::1, WARNING", "127.0.0.1 ::1, OK", "'', WARNING"})
    void localhostShouldBe127001(String addresses, State state) {
        assertThat(only(new LocalhostProbe(name -> resolved(addresses))).state())
                .isEqualTo(state);
    }

    @Test
    void folders() throws IOException {
        assertThat(new FolderProbe(in(Map.of())).look())
                .extracting(Diagnosis::state)
                .doesNotContain(State.PROBLEM);
        var gone = new Surroundings(Map.of(), folder, folder, folder.resolve("gone"), folder.resolve("gone"));

        assertThat(new FolderProbe(gone).look())
                .extracting(Diagnosis::state)
                .containsExactly(State.PROBLEM, State.WARNING);
    }

    @Test
    void noProxyIsWell() {
        assertThat(only(new ProxyProbe(in(Map.of("NO_PROXY", "x")))).state()).isEqualTo(State.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost,127.0.0.1", "*", "10.0.0.0/8, 127.0.0.0/8"})
    void aProxyThatSparesThisMachineIsWell(String spared) {
        var diagnosis =
                only(new ProxyProbe(in(Map.of("https_proxy", "http://proxy.example:3128", "no_proxy", spared))));

        assertThat(diagnosis.state()).as(diagnosis.found()).isEqualTo(State.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", ".example.com", "127.0.0.12"})
    void aProxyThatWouldCatchThisMachineIsAWarning(String spared) {
        var diagnosis = only(new ProxyProbe(in(Map.of("HTTP_PROXY", "http://proxy.example:3128", "NO_PROXY", spared))));

        assertThat(diagnosis.state()).isEqualTo(State.WARNING);
        assertThat(diagnosis.remedy().orElse("")).contains("export NO_PROXY=", "127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy:3128, http://proxy:3128",
        "http://me:s3cret@proxy:3128, http://***@proxy:3128",
        "me:s3cret@proxy:3128, ***@proxy:3128",
        "http://me:s3/c@r:et@proxy:3128, http://***@proxy:3128",
        "http://s3cret@proxy, http://***@proxy"
    })
    void passwordsOfProxiesAreNeverShown(String proxy, String shown) {
        assertThat(ProxyProbe.masked(proxy)).isEqualTo(shown).doesNotContain("s3");
        var said = new ProxyProbe(in(Map.of("ALL_PROXY", proxy))).look().toString();
        assertThat(said).contains("ALL_PROXY=" + shown).doesNotContain("s3");
    }

    @Test
    void programsTellTheirVersionInOneLineWithoutATerminalsColours() throws IOException {
        var surroundings = withProgram("crane", "printf '\\n\\033[1mcrane 0.22.1\\033[m\\nmore\\n'");

        var diagnosis = only(new ProgramProbe(known("crane"), new Commands(surroundings, Duration.ofSeconds(10))));

        assertThat(diagnosis.state()).isEqualTo(State.OK);
        assertThat(diagnosis.found()).isEqualTo("crane 0.22.1, " + folder.resolve("crane"));
    }

    @Test
    void aProgramThatIsNotThereIsMissingAndTheCommandIsGiven() {
        var diagnosis =
                only(new ProgramProbe(known("skopeo"), new Commands(in(Map.of("PATH", "" + folder)), Commands.LIMIT)));

        assertThat(diagnosis.state()).isEqualTo(State.MISSING);
        assertThat(diagnosis.remedy()).contains("apt-get install skopeo");
    }

    @Test
    void aProgramThatHangsIsNotWaitedFor() throws IOException {
        var surroundings = withProgram("crane", "sleep 600");

        var diagnosis = only(new ProgramProbe(known("crane"), new Commands(surroundings, Duration.ofSeconds(1))));

        assertThat(diagnosis.state()).isEqualTo(State.WARNING);
        assertThat(diagnosis.found()).endsWith("crane does not answer within 1 s");
    }

    @Test
    void aProgramThatSaysNothingOrCannotRunIsAWarning() throws IOException {
        assertThat(only(new ProgramProbe(known("curl"), new Commands(withProgram("curl", "exit 1"), Commands.LIMIT)))
                        .found())
                .endsWith("says nothing of its version");
        Files.writeString(folder.resolve("curl"), "#!/nowhere/interpreter\n");
        assertThat(only(new ProgramProbe(known("curl"), new Commands(in(Map.of("PATH", "" + folder)), Commands.LIMIT)))
                        .found())
                .endsWith("cannot be run");
    }

    @ParameterizedTest
    @CsvSource({"Apache Maven 3.8.7, OK", "Apache Maven 4.0.0-rc-4, OK", "Apache Maven 3.6.3, WARNING", "hello, WARNING"
    })
    void mavenHasToBeNewEnough(String line, State state) throws IOException {
        var surroundings = withProgram("mvn", "echo '" + line + "'");

        assertThat(only(new MavenProbe(new Commands(surroundings, Duration.ofSeconds(10))))
                        .state())
                .isEqualTo(state);
    }

    @Test
    void theDockerEngineIsMissingWithTheReason() {
        var none = only(new DockerProbe(Optional.empty(), host -> Optional.of("no engine at x")));
        assertThat(none.state()).isEqualTo(State.MISSING);
        assertThat(none.found()).isEqualTo("no engine at x");

        var there = only(new DockerProbe(Optional.of("unix:///x.sock"), host -> Optional.empty()));
        assertThat(there.found()).isEqualTo("answers at unix:///x.sock");

        var elsewhere = only(new DockerProbe(Optional.of("tcp://docker:2375"), host -> Optional.empty()));
        assertThat(elsewhere.found()).contains("tcp://docker:2375", "was not asked");
    }

    @Test
    void theAuthorityIsMissingThenWellThenOthersMayReadItThenExpired() throws IOException {
        var authority = RecorderAuthority.in(folder.resolve("state"));
        var now = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
        var probe = new AuthorityProbe(authority, now);
        assertThat(only(probe).state()).isEqualTo(State.MISSING);

        authority.open(new SecureRandom(), now);
        assertThat(only(probe).found()).contains("valid until 20", "the owner's alone");

        Files.setPosixFilePermissions(authority.key(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(only(probe).remedy()).contains("chmod 600 " + authority.key());

        Files.setPosixFilePermissions(authority.key(), PosixFilePermissions.fromString("rw-------"));
        var later = Clock.offset(now, Duration.ofDays(1000));
        assertThat(only(new AuthorityProbe(authority, later)).found()).contains("expired");

        Files.writeString(authority.certificate(), "no certificate");
        assertThat(only(probe).found()).endsWith("is no certificate");
    }

    @Test
    void trustIsSeenInTheSystemsBundleAndInDockersFolder() throws IOException {
        var authority = RecorderAuthority.in(folder.resolve("state"));
        var made = authority.open(new SecureRandom(), Clock.systemUTC());
        var probe = new TrustProbe(authority.certificate(), folder, List::of);
        assertThat(probe.look())
                .allSatisfy(
                        diagnosis -> assertThat(diagnosis.remedy().orElse("")).contains(authority.certificate() + ""))
                .extracting(Diagnosis::state)
                .containsExactly(State.MISSING, State.MISSING, State.MISSING);

        var other = RecorderAuthority.in(folder.resolve("other")).open(new SecureRandom(), Clock.systemUTC());
        Files.createDirectories(folder.resolve("etc/ssl/certs"));
        Files.writeString(folder.resolve("etc/ssl/certs/ca-certificates.crt"), other.pem() + made.pem());
        Files.createDirectories(folder.resolve("etc/docker/certs.d/quay.io"));
        Files.writeString(folder.resolve("etc/docker/certs.d/quay.io/ca.crt"), made.pem());

        var trusted = new TrustProbe(authority.certificate(), folder, () -> List.of(made.certificate())).look();
        assertThat(trusted).extracting(Diagnosis::found).containsExactly("trusted", "trusted", "trusted for quay.io");
    }

    @Test
    void whereThereIsNoAuthorityNobodyCanTrustIt() {
        assertThat(new TrustProbe(folder.resolve("none.pem"), folder, List::of).look())
                .isEmpty();
    }

    @Test
    void javasOwnStoreCanBeRead() {
        assertThat(TrustProbe.ofThisJava()).isNotEmpty();
    }

    private static InetAddress[] resolved(String addresses) throws UnknownHostException {
        if (addresses.isEmpty()) {
            throw new UnknownHostException("localhost");
        }
        var parts = addresses.split(" ", -1);
        var resolved = new InetAddress[parts.length];
        for (int i = 0; i < parts.length; i++) {
            resolved[i] = InetAddress.getByName(parts[i]);
        }
        return resolved;
    }

    private static KnownProgram known(String name) {
        return KnownProgram.all().stream()
                .filter(program -> program.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Surroundings withProgram(String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return in(Map.of("PATH", folder + ":/bin:/usr/bin"));
    }

    private Surroundings in(Map<String, String> variables) {
        return new Surroundings(variables, folder, folder, folder, folder);
    }

    private static Diagnosis only(Probe probe) {
        var diagnoses = probe.look();
        assertThat(diagnoses).hasSize(1);
        return diagnoses.get(0);
    }
}
