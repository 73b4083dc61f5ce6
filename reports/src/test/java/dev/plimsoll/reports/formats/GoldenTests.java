package dev.plimsoll.reports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each writer makes of one hostile run; {@code reports/README.md} tells how to change it. JSON has its own in suites. */
class GoldenTests {
    private static final Path MADE = Path.of("target/golden/formats");

    @BeforeAll
    static void write() throws IOException {
        Formats.write(List.of(SampleRuns.hostile()), EnumSet.allOf(Format.class), MADE);
        Files.writeString(MADE.resolve("allure-results.txt"), allure(MADE.resolve("allure-results")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"HTML", "ALLURE", "JSON"},
            mode = EnumSource.Mode.EXCLUDE)
    void theFileIsAsItWas(Format format) throws IOException {
        assertThat(Files.readString(MADE.resolve(format.fileName()))).isEqualTo(golden(format.fileName()));
    }

    @Test
    void allureFolderIsAsItWas() throws IOException {
        assertThat(Files.readString(MADE.resolve("allure-results.txt"))).isEqualTo(golden("allure-results.txt"));
    }

    /** All files of the folder by name, one after the other. */
    private static String allure(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var all = new StringBuilder();
            for (var file : files.sorted().toList()) {
                all.append("=== ").append(file.getFileName()).append('\n');
                all.append(Files.readString(file).replace("\r\n", "\n").stripTrailing())
                        .append('\n');
            }
            return all.toString();
        }
    }

    private static String golden(String name) throws IOException {
        try (var stream = GoldenTests.class.getResourceAsStream(name)) {
            assertThat(stream).as("a golden file %s", name).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
