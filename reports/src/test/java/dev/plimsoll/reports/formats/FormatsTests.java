package dev.plimsoll.reports.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.suites.run.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTests {
    @TempDir
    private Path folder;

    @Test
    void eachFormatHasItsFile() throws IOException {
        var written = Formats.write(List.of(SampleRuns.hostile()), EnumSet.allOf(Format.class), folder);

        assertThat(written.stream().map(file -> file.getFileName().toString()))
                .containsExactly(
                        "results.json", "junit.xml", "results.sarif", "summary.md", "badge.json", "allure-results");
        assertThat(written).allSatisfy(file -> assertThat(file).exists());
        assertThat(ResultsFile.read(folder.resolve("results.json"))).isEqualTo(SampleRuns.hostile());
    }

    @Test
    void onlyWhatWasAskedForIsWritten() throws IOException {
        Formats.write(List.of(SampleRuns.hostile()), EnumSet.of(Format.BADGE, Format.HTML), folder.resolve("new"));

        assertThat(folder.resolve("new")).isDirectoryContaining("glob:**/badge.json");
        assertThat(files(folder.resolve("new"))).hasSize(1);
    }

    @Test
    void runsOfOneTargetAreToldApart() throws IOException {
        var runs = List.of(
                SampleRuns.conforming("quay", "replay"),
                SampleRuns.conforming("quay", "live"),
                SampleRuns.conforming("quay", "live"),
                SampleRuns.conforming("../../etc", "live"));

        var written = Formats.write(runs, EnumSet.of(Format.JSON), folder);

        assertThat(RunKeys.of(runs)).containsExactly("quay-replay", "quay-live", "quay-live-2", "--..-etc");
        assertThat(written).hasSize(4).allSatisfy(file -> assertThat(file).hasParentRaw(folder));
    }

    @Test
    void theSameRecordGivesTheSameBytes() throws IOException {
        Formats.write(List.of(SampleRuns.hostile()), EnumSet.allOf(Format.class), folder.resolve("a"));
        Formats.write(List.of(SampleRuns.hostile()), EnumSet.allOf(Format.class), folder.resolve("b"));

        var names = files(folder.resolve("a"));
        assertThat(names).hasSizeGreaterThan(15).isEqualTo(files(folder.resolve("b")));
        for (var name : names) {
            assertThat(folder.resolve("a").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("b").resolve(name));
        }
    }

    @Test
    void clearingTakesOurFilesAndNoOthers() throws IOException {
        Formats.write(List.of(SampleRuns.hostile()), EnumSet.allOf(Format.class), folder);
        Files.writeString(folder.resolve("mine.txt"), "mine");
        Files.writeString(folder.resolve("allure-results/mine.txt"), "mine");

        Formats.clear(folder, EnumSet.allOf(Format.class));

        assertThat(files(folder)).containsExactly("allure-results/mine.txt", "mine.txt");
        Files.delete(folder.resolve("allure-results/mine.txt"));
        Formats.clear(folder, EnumSet.allOf(Format.class));
        assertThat(folder.resolve("allure-results")).doesNotExist();
    }

    @Test
    void anAllureFolderHasOneRunsResultsAlone() throws IOException {
        Formats.write(List.of(SampleRuns.hostile()), EnumSet.of(Format.ALLURE), folder);
        Formats.write(List.of(SampleRuns.conforming("quay", "replay")), EnumSet.of(Format.ALLURE), folder);

        assertThat(files(folder).stream().filter(name -> name.endsWith("-result.json")))
                .hasSize(2);
    }

    @Test
    void noRunIsAMistake() {
        assertThatThrownBy(() -> Formats.write(List.of(), Format.usual(), folder))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, conforms, brightgreen",
        "1, cannot be pulled from, red",
        "2, stale expectations, orange",
        "3, inconclusive, lightgrey",
        "5, not run, lightgrey"
    })
    void aBadgeTellsTheVerdict(int exitCode, String message, String colour) throws IOException {
        var run = SampleRuns.withVerdict(SampleRuns.conforming("quay", "replay"), exitCode);
        var badge = new ObjectMapper().readTree(Badge.of(List.of(run)));

        assertThat(badge.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(badge.path("label").asText()).isEqualTo("plimsoll: quay");
        assertThat(badge.path("message").asText()).isEqualTo(message);
        assertThat(badge.path("color").asText()).isEqualTo(colour);
    }

    @Test
    void aBadgeOfSeveralRunsCountsThem() {
        assertThat(Badge.of(List.of(SampleRuns.hostile(), SampleRuns.conforming("quay", "replay"))))
                .contains("\"1 of 2 conform\"", "\"red\"");
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
