package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.suites.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A target's file, its Maven profile, the list that an error prints and the bundled index name the same suites. */
class SuiteProfilesTests {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void everyTargetHasAProfileAndEveryProfileATarget() throws IOException {
        var pom = Files.readString(ROOT.resolve("pom.xml"));
        var targets = Targets.in(ROOT.resolve("targets")).ids();

        assertThat(Pattern.compile("<id>suite=([^<]+)</id>").matcher(pom).results())
                .extracting(match -> match.group(1))
                .containsExactlyElementsOf(targets);
        assertThat(pom).contains("<plimsoll.knownSuites>" + String.join(", ", targets) + "</plimsoll.knownSuites>");
        assertThat(Targets.bundled().ids()).isEqualTo(targets);
    }

    @Test
    void everyTargetFileCanBeRead() {
        var targets = Targets.in(ROOT.resolve("targets"));

        assertThat(targets.ids())
                .isNotEmpty()
                .allSatisfy(id -> assertThat(targets.load(id).id()).isEqualTo(id));
    }
}
