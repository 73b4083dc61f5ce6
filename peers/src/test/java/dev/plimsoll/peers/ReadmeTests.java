package dev.plimsoll.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReadmeTests {
    @Test
    void theSnippetStartsARegistryWithTokens(@TempDir Path folder) {
        Peers.need(RegistryVariant.TOKEN);
        var options = RegistryOptions.defaults(Clock.systemUTC(), new SecureRandom());
        try (RunningRegistry registry = RegistryVariant.TOKEN.start(folder, options)) {
            assertThat(registry.origin().toString()).startsWith("https://127.0.0.1:");
            assertThat(registry.authorityPem())
                    .hasValueSatisfying(pem -> assertThat(pem).exists());
            assertThat(registry.credentials().orElseThrow().name()).isEqualTo("mariner");
            assertThat(registry.seeded().orElseThrow().repository()).isEqualTo("plimsoll/seed");
        }
    }
}
