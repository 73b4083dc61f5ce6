package dev.plimsoll.reports.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTests {
    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve(History.NAME);
    }

    @Test
    void whatIsAddedIsReadAgain() throws IOException {
        History.append(file, run("quay"));
        History.append(file, run("gcr"));

        assertThat(History.read(file)).containsExactly(HistoryLine.of(run("quay")), HistoryLine.of(run("gcr")));
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .first()
                .isEqualTo(
                        "{\"format\":\"1.0\",\"started\":\"2026-11-21T10:00:00Z\",\"target\":\"quay\",\"mode\":\"replay\","
                                + "\"tool\":\"plimsoll/0.1.0\",\"exitCode\":0,\"verdict\":\"all well\",\"grades\":{},"
                                + "\"violated\":{},\"durationMillis\":12}");
    }

    @Test
    void nothingIsNoHistory() throws IOException {
        assertThat(History.read(file)).isEmpty();
    }

    @Test
    void lineThatWasCutOffIsPassedOver() throws IOException {
        History.append(file, run("quay"));
        Files.writeString(file, "{\"format\":\"1.0\",\"star", StandardOpenOption.APPEND);
        assertThat(History.read(file)).hasSize(1);

        History.append(file, run("gcr"));

        assertThat(History.read(file)).extracting(HistoryLine::target).containsExactly("quay", "gcr");
    }

    @Test
    void lineOfANewerMajorVersionIsPassedOver() throws IOException {
        Files.writeString(file, "{\"format\":\"2.0\"}\n[]\n\n");
        History.append(file, run("quay"));

        assertThat(History.read(file)).hasSize(1);
    }

    @Test
    void trendIsOfTheSameTarget() throws IOException {
        History.append(file, run("quay"));
        History.append(file, run("gcr"));

        assertThat(EarlierRuns.of(run("gcr"), Optional.of(run("quay")), History.read(file)))
                .satisfies(past -> assertThat(past.changes()).isEmpty())
                .satisfies(past -> assertThat(past.trend()).containsExactly(HistoryLine.of(run("gcr"))));
    }

    private static RunRecord run(String target) {
        return new RunRecord(
                RunRecord.FORMAT,
                "plimsoll/0.1.0",
                new RunRecord.TargetRecord(target, target, "https://" + target + ".test", Optional.empty()),
                "replay",
                "",
                false,
                Instant.parse("2026-11-21T10:00:00Z"),
                12,
                List.of(),
                Optional.empty(),
                Map.of(),
                new RunRecord.Verdict(0, "all well"),
                Optional.empty());
    }
}
