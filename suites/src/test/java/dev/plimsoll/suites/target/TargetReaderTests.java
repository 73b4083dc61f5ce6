package dev.plimsoll.suites.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetReaderTests {
    private static final String GOOD = """
            id: hub
            title: A hub
            registry: https://hub.example
            capture: hub
            modes: [replay]
            capabilities: [tokens]
            expectations:
              - check: tokens/issued-at-is-utc
                reason: sends its own time zone
                source: https://hub.example/issues/1
            """;

    @Test
    void everythingIsRead() {
        var target = read(GOOD);

        assertThat(target.title()).isEqualTo("A hub");
        assertThat(target.registry().origin().host()).isEqualTo("hub.example");
        assertThat(target.modes()).containsExactly(Mode.REPLAY);
        assertThat(target.expectations()).singleElement().satisfies(expected -> {
            assertThat(expected.check().value()).isEqualTo("tokens/issued-at-is-utc");
            assertThat(expected.subject()).isEqualTo("registry");
        });
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "modes: [replay] | modes: [telepathy] | field \"modes\" has \"telepathy\"; known are replay, process",
                "modes: [replay] | modes: [] | field \"modes\" is missing",
                "modes: [replay] | modes: replay | line 5: field \"modes\" is of the wrong kind",
                "modes: [replay] | modes: [process] | field \"process\" is missing, but modes has process",
                "capture: hub | captured: hub | line 4: unknown field \"captured\"",
                "title: A hub | title: | field \"title\" is missing",
                "title: A hub | title: \"A hub | not YAML: while scanning a quoted scalar, found unexpected end",
                "modes: [replay] | modes: [replay | not YAML: while parsing a flow sequence",
                "title: A hub | id: hub | line 2: not YAML: Duplicate field 'id'",
                "https://hub.example | hub.example | field \"registry\" not an absolute http(s) URL",
                "[tokens] | [magic] | field \"capabilities\" has \"magic\"; known are schema1, tokens, redirects",
                "check: tokens/ | check: Tokens/ | field \"expectations.check\" not a check id",
                "capabilities: [tokens] | writable: maybe | line 6: field \"writable\" is of the wrong kind",
                "capabilities: [tokens] | maxWrittenBytes: 0 | field \"maxWrittenBytes\" is 0; it is a number of bytes",
                "capabilities: [tokens] | maxWrittenBytes: 7 | says how much may be written, but writable is not true",
                "capabilities: [tokens] | writable: true | field \"writable\" is true, but a replay",
                "capabilities: [tokens] | driven: true | field \"driven\" says how a live registry is asked, but modes",
                "modes: [replay] | modes: [live] | field \"image\" is missing, but modes has live",
                "reason: sends | cause: sends | unknown field \"cause\""
            })
    void aMistakeIsNamedWithItsFile(String from, String to, String message) {
        assertThat(GOOD).contains(from);

        assertThatThrownBy(() -> read(GOOD.replace(from, to == null ? "" : to)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("targets/hub.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void anEmptyFileIsNoTarget() {
        assertThatThrownBy(() -> read(""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("targets/hub.yaml");
    }

    @Test
    void anUnknownTargetIsAnsweredWithThoseThereAre(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("hub.yaml"), GOOD);

        assertThatThrownBy(() -> Targets.in(folder).load("../hub"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("no target \"../hub\" in " + folder + "; there are hub");
    }

    @Test
    void aFileNamedUnlikeItsTargetIsRefused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("other.yaml"), GOOD);

        assertThatThrownBy(() -> Targets.in(folder).load("other"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("\"id\" is \"hub\"");
    }

    @Test
    void aMissingFolderIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> Targets.in(folder.resolve("nowhere")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nowhere");
    }

    private static Target read(String yaml) {
        return new TargetReader(Optional.empty(), "hub").read(yaml);
    }
}
