package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.junit.Fault;
import dev.plimsoll.junit.Replay;
import dev.plimsoll.junit.Replay.Per;
import dev.plimsoll.junit.ReplayedRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Docker Hub as it answered in 2020, and as one hopes that it never does. */
@Replay(value = "dockerhub", per = Per.METHOD)
class PullClientTests {
    private final ReplayedRegistry registry;
    private final PullClient client;

    PullClientTests(ReplayedRegistry registry) {
        this.registry = registry;
        client = new PullClient(registry.httpClient(), registry.origin());
    }

    @Test
    void pullsConfigAndLayer() throws Exception {
        var blobs = client.pull(registry.repository(), registry.tag());

        assertEquals(2, blobs.size());
        assertTrue(new String(blobs.get(0)).contains("\"rootfs\""));
        registry.assertNothingUnmatched();
    }

    @Test
    void pullsFromAMirrorInPlainText() throws Exception {
        var blobs = new PullClient(HttpClient.newHttpClient(), registry.uri()).pull(registry.repository(), registry.tag());

        assertEquals(2, blobs.size());
    }

    @Test
    void keepsItsTokenFromTheCdn() throws Exception {
        client.pull(registry.repository(), registry.tag());

        var atCdn = registry.requestsTo("production.cloudflare.docker.com");
        assertFalse(atCdn.isEmpty());
        atCdn.forEach(request -> assertFalse(request.fields().contains("Authorization"), request.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"library/alpine"})
    @Fault("cut=50%@blob")
    void noticesABlobThatIsCutOff(String repository) {
        assertThrows(IOException.class, () -> client.pull(repository, "latest"));
    }

    @Test
    @Fault("flip@blob")
    void noticesAFlippedBit() {
        var thrown = assertThrows(IOException.class, () -> client.pull(registry.repository(), registry.tag()));

        assertTrue(thrown.getMessage().contains("bytes are not sha256:"), thrown.getMessage());
    }

    @Test
    @Fault("token-lives=1")
    @Fault("latency=1.5@manifest,credentials:true,nth:1")
    void getsAnotherTokenWhenTheFirstExpires() throws Exception {
        client.pull(registry.repository(), registry.tag());

        assertEquals(2, registry.requestsTo("auth.docker.io").size());
    }
}
