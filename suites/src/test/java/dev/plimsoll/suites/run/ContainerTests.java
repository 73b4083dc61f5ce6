package dev.plimsoll.suites.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.ContainerImage;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Targets;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;

/**
 * The target registry2 in a container. Where there is no engine or no image the tests are skipped and say why, unless
 * the environment variable {@code PLIMSOLL_REQUIRE_PEERS} or the property {@code plimsoll.requireDocker} is true.
 */
@Timeout(120)
class ContainerTests {
    private static final Targets TARGETS = Targets.in(Path.of("../targets"));
    private static final ContainerImage REGISTRY =
            TARGETS.load("registry2").container().orElseThrow();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theTargetIsCheckedInAContainerThatIsGoneAfterwards() throws Exception {
        needsTheImage();
        var run = new Runner(RunListener.SILENT, Clock.systemUTC())
                .run(RunRequest.of(
                        TARGETS.load("registry2"),
                        Optional.of(Mode.CONTAINER),
                        Selection.of("digests/*,errors/*,uploads/*").checks(),
                        false,
                        folder,
                        Optional.empty()));

        assertThat(run.mode()).isEqualTo("container");
        assertThat(run.verdict().exitCode()).as(run.verdict().summary()).isZero();
        assertThat(run.results())
                .filteredOn(result -> result.outcome().equals("conforms"))
                .hasSizeGreaterThan(10);
        assertThat(containersLeft()).isEmpty();
    }

    @Test
    void aRegistryThatDoesNotStartIsOneLineWithItsReasonAndLeavesNoContainer() throws Exception {
        needsTheImage();
        var broken = new ContainerImage(
                REGISTRY.image(), REGISTRY.port(), REGISTRY.configurationPath(), Optional.of("version: 0.9\n"));

        assertThatThrownBy(() -> RegistryContainer.start(broken))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .hasLineCount(1)
                .contains("the container of registry:2 does not start", "it said: ", "version");
        assertThat(containersLeft()).isEmpty();
    }

    @Test
    void anImageThatTheEngineDoesNotHaveIsNotWaitedFor() {
        needsTheImage();
        var unknown = new ContainerImage("plimsoll.invalid/none:1", 5000, Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> RegistryContainer.start(unknown))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has no image plimsoll.invalid/none:1; docker pull ");
    }

    @Test
    void withoutRyuksImageTheVariablesToSetAreNamed() throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("engine.sock"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            var environment = Map.of(DockerEngine.HOST, "unix://" + address);
            var absence = CompletableFuture.supplyAsync(() -> DockerEngine.absence(environment, "registry:2"));
            for (var answer : List.of("HTTP/1.0 200 OK", "HTTP/1.0 200 OK", "HTTP/1.0 404 Not Found")) {
                try (var engine = server.accept()) {
                    // A socket that is closed with something unread in it takes the answer along.
                    engine.read(ByteBuffer.allocate(1024));
                    engine.write(ByteBuffer.wrap((answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
                }
            }
            assertThat(absence.join())
                    .hasValueSatisfying(
                            why -> assertThat(why)
                                    .contains("has no image testcontainers/ryuk:")
                                    .endsWith(
                                            "set TESTCONTAINERS_RYUK_DISABLED=true and TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1"));
        }
    }

    @Test
    void withoutAnEngineThatIsTheReason() {
        var environment = Map.of(DockerEngine.HOST, "unix://" + folder.resolve("none.sock"));

        assertThat(DockerEngine.absence(environment, REGISTRY.image()))
                .hasValueSatisfying(why -> assertThat(why).startsWith("no Docker engine at unix://"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix:relative.sock", "/var/run/docker.sock", "unix:///a socket", ""})
    void whatIsNoAddressIsSaidToBeNone(String host) {
        assertThat(DockerEngine.absence(Map.of(DockerEngine.HOST, host), REGISTRY.image()))
                .hasValueSatisfying(why -> assertThat(why)
                        .isEqualTo("DOCKER_HOST is \"" + host
                                + "\", which is no address such as unix:///var/run/docker.sock"));
    }

    private static void needsTheImage() {
        RegistryContainer.absence(REGISTRY).ifPresent(why -> {
            if ("true".equals(System.getenv("PLIMSOLL_REQUIRE_PEERS"))
                    || Boolean.getBoolean("plimsoll.requireDocker")) {
                fail(why + ", and PLIMSOLL_REQUIRE_PEERS or -Dplimsoll.requireDocker is true");
            }
            abort(why);
        });
    }

    /** The ids of this process's containers, ended ones too. */
    private static String containersLeft() throws IOException, InterruptedException {
        var session =
                "label=" + DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL + "=" + DockerClientFactory.SESSION_ID;
        var docker = new ProcessBuilder("docker", "ps", "--all", "--quiet", "--filter", session)
                .redirectErrorStream(true)
                .start();
        var said = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(docker.waitFor()).as(said).isZero();
        return said;
    }
}
