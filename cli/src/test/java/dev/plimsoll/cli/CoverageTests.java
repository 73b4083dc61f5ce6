package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.suites.check.Requirements;
import dev.plimsoll.suites.coverage.Coverage;
import dev.plimsoll.suites.run.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of coverage is what the rulebook gives, and leaves no requirement without a word. */
class CoverageTests {
    private static final Path PAGE = Path.of("../docs/coverage.md");

    @Test
    void thePageIsThatOfTheCommand() throws IOException {
        var command = Cli.run("coverage");

        assertThat(Files.readString(PAGE))
                .as("bring it up to date: plimsoll coverage > docs/coverage.md")
                .isEqualTo(command.out());
    }

    @Test
    void everyRequirementIsCheckedOrSaysWhyItIsNot() {
        assertThat(Coverage.of(Requirements.all().values(), Catalog.all()).rows())
                .hasSizeGreaterThanOrEqualTo(155)
                .allSatisfy(row -> assertThat(row.requirement().unchecked().isEmpty())
                        .as(row.requirement().id())
                        .isEqualTo(row.isChecked()));
    }
}
