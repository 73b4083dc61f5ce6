package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.suites.coverage.RulebookPages;
import dev.plimsoll.suites.run.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the rulebook are what the checks say of themselves. */
class RulebookTests {
    private static final Path PAGES = Path.of("../docs/rulebook");

    @TempDir
    Path folder = Path.of("");

    @Test
    void thePagesAreThoseOfTheCommand() throws IOException {
        var command = Cli.run("rulebook", "--output", folder.toString());

        assertThat(command.exitCode()).isZero();
        assertThat(names(PAGES))
                .as("bring them up to date: plimsoll rulebook --output docs/rulebook")
                .isEqualTo(names(folder));
        for (var page : names(folder).split("\n", -1)) {
            assertThat(Files.readString(PAGES.resolve(page)))
                    .as("bring it up to date: plimsoll rulebook --output docs/rulebook")
                    .isEqualTo(Files.readString(folder.resolve(page)));
        }
    }

    @Test
    void everyCheckShowsWhatFailsIt() {
        var pages = RulebookPages.of(Catalog.all());

        assertThat(Catalog.all())
                .allSatisfy(check -> assertThat(pages.get(check.id().topic() + ".md"))
                        .contains("## " + check.id().value() + "\n"));
        assertThat(pages.values().stream()
                        .mapToInt(page -> page.split("What fails it", -1).length - 1)
                        .sum())
                .isEqualTo(Catalog.all().size());
    }

    private static String names(Path pages) throws IOException {
        try (var files = Files.list(pages)) {
            return String.join(
                    "\n",
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
