package dev.plimsoll.suites.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.RegistryProgram;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryProcessTests {
    @Test
    void aMissingProgramIsNamedWithItsRemedy(@TempDir Path scratch) {
        var program = new RegistryProgram("no-such-registry", "install the package no-such", List.of(), "");

        assertThatThrownBy(() -> RegistryProcess.start(program, scratch))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("no-such-registry is not on the PATH; install the package no-such, or use mode replay");
    }

    @Test
    void aProgramThatEndsAtOnceIsQuoted(@TempDir Path scratch) {
        var program = new RegistryProgram(
                "sh", "", List.of("-c", "echo 'configuration error: no storage' >&2; exit 1", "{configuration}"), "x");

        assertThatThrownBy(() -> RegistryProcess.start(program, scratch))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("it printed: configuration error: no storage");
    }
}
