package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.suites.target.ConfigurationException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolutionsTests {
    @Test
    void aNameAndPortLeadToAnAddressAndPort() {
        assertThat(Resolutions.parse(List.of("Registry.Test:443:127.0.0.1:8443", "cdn.test:80:[::1]:8080")))
                .isEqualTo(Map.of(
                        "registry.test:443", new InetSocketAddress("127.0.0.1", 8443),
                        "cdn.test:80", new InetSocketAddress("::1", 8080)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:1", "a:1:b:2", "a:1:127.0.0.1", "a:1:127.0.0.1:65536", "a:1:999.0.0.1:1", "a:x:127.0.0.1:1"})
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Resolutions.parse(List.of(text)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("registry.plimsoll.test:443:127.0.0.1:8443");
    }
}
