package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Habits that class files do not show. */
class SourceShapeTests {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int LINES_OF_A_SOURCE = 400;
    private static final int LINES_OF_A_TEST = 500;

    @Test
    void filesAreShort() throws IOException {
        var sources = sources();
        assertThat(sources).hasSizeGreaterThan(150);
        assertThat(sources)
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .as("%s: split it by noun", ROOT.relativize(file))
                        .hasSizeLessThanOrEqualTo(
                                file.toString().contains("/src/test/") ? LINES_OF_A_TEST : LINES_OF_A_SOURCE));
    }

    @Test
    void everyModuleHasAReadme() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            assertThat(folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))))
                    .hasSizeGreaterThan(5)
                    .allSatisfy(
                            module -> assertThat(module.resolve("README.md")).exists());
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }
}
