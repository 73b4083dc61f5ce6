package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.suites.target.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolutionsTests {
    @Test
    void aNameAndPortLeadToAnAddressAndPort() {
        var resolutions = Resolutions.parse(List.of("Registry.Test:443:127.0.0.1:8443", "cdn.test:80:[::1]:8080"));

        assertThat(resolutions).containsOnlyKeys("registry.test:443", "cdn.test:80");
        assertThat(resolutions.get("registry.test:443")).hasToString("/127.0.0.1:8443");
        assertThat(resolutions.get("cdn.test:80")).hasToString("/[0:0:0:0:0:0:0:1]:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:1", "a:1:b:2", "a:1:127.0.0.1", "a:1:127.0.0.1:65536", "a:1:999.0.0.1:1", "a:x:127.0.0.1:1"})
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Resolutions.parse(List.of(text)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("registry.plimsoll.test:443:127.0.0.1:8443");
    }
}
