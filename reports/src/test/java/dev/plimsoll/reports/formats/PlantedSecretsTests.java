package dev.plimsoll.reports.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.Planting;
import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlantedSecretsTests {
    private static final Set<Format> MASKED = EnumSet.complementOf(EnumSet.of(Format.JSON, Format.HTML));

    @TempDir
    private Path folder;

    @Test
    void theSampleHasSecretsAndNoFileShowsThem() throws IOException {
        var text = written(SampleRuns.hostile());

        assertThat(SampleRuns.hostile().toString()).contains(SampleRuns.SECRET, SampleRuns.PASSWORD);
        assertThat(text).isNotEmpty().doesNotContain(SampleRuns.SECRET, SampleRuns.PASSWORD, "ab12ab12");
    }

    @Test
    void aTokenInWhateverTextOfTheRecordIsInNoFile() throws Exception {
        var planted = Planting.everywhere(SampleRuns.failing(1), text -> text + " Bearer " + SampleRuns.SECRET + " ");

        assertThat(planted).hasSizeGreaterThan(80);
        for (var run : planted) {
            assertThat(around(written(run))).isEmpty();
        }
    }

    /** Each in a place of its own, hidden characters: the wire's text must not leave an XML or JSON broken. */
    @Test
    void hostileTextInWhateverPlaceLeavesTheFilesValid() throws Exception {
        for (var run : Planting.everywhere(SampleRuns.failing(1), text -> text + SampleRuns.HOSTILE)) {
            assertThat(Schemas.junit(JunitXml.of(List.of(run)))).isEmpty();
            assertThat(Sarif.of(List.of(run))).doesNotContain("\u202e", "\\u0000");
        }
    }

    /** The places where the token stands, as a whole file tells nobody anything. */
    private static List<String> around(String text) {
        return Pattern.compile("(?s).{0,90}" + Pattern.quote(SampleRuns.SECRET))
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private String written(RunRecord run) throws IOException {
        Formats.clear(folder, MASKED);
        Formats.write(List.of(run), MASKED, folder);
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.append(file.getFileName()).append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
