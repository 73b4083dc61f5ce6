package dev.plimsoll.suites.run;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a Docker engine answers. Asked on its socket by {@code /_ping}, since Testcontainers (2.0.5) looks for minutes
 * where there is none, and then for an image that it cannot have.
 */
final class DockerEngine {
    /** Where the engine is, as Docker's own programs take it. */
    static final String HOST = "DOCKER_HOST";

    private static final String DEFAULT_HOST = "unix:///var/run/docker.sock";
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String PING = "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n";

    private DockerEngine() {}

    /** Why no engine can be had there; nothing if one answers. */
    static Optional<String> absence(Optional<String> dockerHost) {
        var host = dockerHost.orElse(DEFAULT_HOST);
        var uri = URI.create(host);
        if (!"unix".equals(uri.getScheme())) {
            // Elsewhere on the network: Testcontainers asks it, and does not need to look.
            return Optional.empty();
        }
        try {
            return ping(UnixDomainSocketAddress.of(Path.of(uri.getPath())))
                    ? Optional.empty()
                    : Optional.of("no Docker engine answers at " + host + " within " + LIMIT.toSeconds() + " s");
        } catch (IOException e) {
            return Optional.of("no Docker engine at " + host + " (" + e.getMessage() + "); start one, or set " + HOST);
        }
    }

    private static boolean ping(UnixDomainSocketAddress address) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                var selector = Selector.open()) {
            channel.connect(address);
            channel.write(ByteBuffer.wrap(PING.getBytes(StandardCharsets.US_ASCII)));
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
