package dev.plimsoll.suites.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether an engine is there is known within seconds, and why it is not. */
class DockerEngineTests {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void noSocketIsNoEngine() {
        assertThat(DockerEngine.absence(Optional.of("unix://" + folder.resolve("none.sock"))))
                .hasValueSatisfying(why -> assertThat(why).contains("none.sock").contains("DOCKER_HOST"));
    }

    @Test
    void whoAnswersThePingIsAnEngine() throws IOException {
        assertThat(absenceBehind("HTTP/1.0 200 OK\r\n\r\nOK")).isEmpty();
    }

    @Test
    void whoAnswersOtherwiseIsNone() throws IOException {
        assertThat(absenceBehind("HTTP/1.0 503 Service Unavailable\r\n\r\n"))
                .hasValueSatisfying(why -> assertThat(why).contains("no Docker engine answers"));
    }

    @Test
    void whoSaysNothingIsNoneAfterTwoSeconds() throws IOException {
        var began = System.nanoTime();

        assertThat(absenceBehind("")).isPresent();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    private Optional<String> absenceBehind(String answer) throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("engine.sock"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            var asked = CompletableFuture.supplyAsync(
                    () -> DockerEngine.absence(Optional.of("unix://" + address.getPath())));
            try (var engine = server.accept()) {
                engine.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
                return asked.join();
            }
        }
    }
}
