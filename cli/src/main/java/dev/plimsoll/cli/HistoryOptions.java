package dev.plimsoll.cli;

import dev.plimsoll.reports.diff.EarlierRuns;
import dev.plimsoll.reports.diff.History;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.target.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a run's line of history goes, and what was before it. */
final class HistoryOptions {
    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Add a line about the run there (default: history.jsonl in the folder of --output).")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--no-history", description = "Add no line about the run.")
    private boolean none;

    /** @throws ConfigurationException if the line can go nowhere */
    void require() {
        if (none && file.isPresent()) {
            throw new ConfigurationException("--history FILE and --no-history exclude each other: leave one of them");
        }
        file.ifPresent(given -> Outputs.requireFile("--history", given));
    }

    /**
     * Writes the line of a run whose results are not written yet.
     *
     * @param output where the previous run's results lie, if they do
     */
    EarlierRuns keep(RunRecord run, Path output) throws IOException {
        var previous = EarlierRuns.in(output);
        if (none) {
            return EarlierRuns.of(run, previous, List.of());
        }
        var history = file.orElse(output.resolve(History.NAME));
        History.append(history, run);
        return EarlierRuns.of(run, previous, History.read(history));
    }
}
