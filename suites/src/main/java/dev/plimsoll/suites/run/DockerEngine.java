package dev.plimsoll.suites.run;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a Docker engine answers and has an image. Asked on its socket, since Testcontainers (2.0.5) looks for minutes
 * where there is no engine, and for minutes more for images that it cannot have. An engine that is not on a socket of
 * this machine is not asked.
 */
public final class DockerEngine {
    /** The variable that tells where the engine is, as Docker's own programs take it. */
    public static final String HOST = "DOCKER_HOST";

    private static final String UNIX = "unix://";
    private static final String DEFAULT_HOST = UNIX + "/var/run/docker.sock";
    private static final Pattern ADDRESS = Pattern.compile("unix:///\\S+|(tcp|npipe|ssh)://\\S+");
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** Testcontainers takes these two from the environment alone: neither can be set from Java or in its properties. */
    private static final String NO_RYUK = "TESTCONTAINERS_RYUK_DISABLED";

    /** What Testcontainers 2.0.5 removes the containers of a killed process with. */
    private static final String RYUK = "testcontainers/ryuk:0.14.0";

    private static final String HOST_OVERRIDE = "TESTCONTAINERS_HOST_OVERRIDE";
    private static final String REMEDY = "; set " + NO_RYUK + "=true and " + HOST_OVERRIDE + "=127.0.0.1";
    private static final Path IN_A_CONTAINER = Path.of("/.dockerenv");

    private DockerEngine() {}

    /**
     * Why no engine can be had there, within two seconds; nothing if one answers, or if it is elsewhere on the network.
     *
     * @param dockerHost the variable's value; without one Docker's default socket is asked
     */
    public static Optional<String> absence(Optional<String> dockerHost) {
        var host = dockerHost.orElse(DEFAULT_HOST);
        if (!ADDRESS.matcher(host).matches()) {
            return Optional.of(HOST + " is \"" + host + "\", which is no address such as " + DEFAULT_HOST);
        } else if (!host.startsWith(UNIX)) {
            // Elsewhere on the network: Testcontainers asks it, and does not need to look.
            return Optional.empty();
        }
        try {
            return answers(host, "/_ping")
                    ? Optional.empty()
                    : Optional.of("no Docker engine answers at " + host + " within " + LIMIT.toSeconds() + " s");
        } catch (IOException | InvalidPathException e) {
            return Optional.of("no Docker engine at " + host + " (" + e.getMessage() + "); start one, or set " + HOST);
        }
    }

    /**
     * Why Testcontainers cannot start a container of the image; nothing if it should.
     *
     * @param environment this process's variables
     */
    static Optional<String> absence(Map<String, String> environment, String image) {
        var dockerHost = Optional.ofNullable(environment.get(HOST));
        return absence(dockerHost)
                .or(() -> dockerHost.orElse(DEFAULT_HOST).startsWith(UNIX)
                        ? lack(environment, dockerHost.orElse(DEFAULT_HOST), image)
                        : Optional.empty());
    }

    private static Optional<String> lack(Map<String, String> environment, String host, String image) {
        try {
            if (!answers(host, "/images/" + image + "/json")) {
                return Optional.of("the Docker engine at " + host + " has no image " + image + "; docker pull " + image
                        + ", or make it with .ci/registry-image");
            }
            if (!"true".equalsIgnoreCase(environment.get(NO_RYUK)) && !answers(host, "/images/" + RYUK + "/json")) {
                return Optional.of("the Docker engine at " + host + " has no image " + RYUK
                        + ", which Testcontainers removes containers with" + REMEDY);
            }
        } catch (IOException e) {
            return Optional.of("the Docker engine at " + host + " does not tell its images: " + e.getMessage());
        }
        if (Files.exists(IN_A_CONTAINER) && !environment.containsKey(HOST_OVERRIDE)) {
            return Optional.of("this is itself a container, and Testcontainers does not know where the ports of others"
                    + " are" + REMEDY + ", or what leads to the engine's machine");
        }
        return Optional.empty();
    }

    /** Whether the answer is 200, and comes in time. */
    private static boolean answers(String host, String path) throws IOException {
        var request = "GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n";
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                var selector = Selector.open()) {
            channel.connect(UnixDomainSocketAddress.of(host.substring(UNIX.length())));
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            if (selector.select(LIMIT.toMillis()) == 0) {
                return false;
            }
            var answer = ByteBuffer.allocate(64);
            channel.read(answer);
            return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII).contains(" 200 ");
        }
    }
}
