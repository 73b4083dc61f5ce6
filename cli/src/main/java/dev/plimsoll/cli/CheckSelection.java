package dev.plimsoll.cli;

import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Grade;
import dev.plimsoll.suites.check.Level;
import dev.plimsoll.suites.check.Profile;
import dev.plimsoll.suites.run.ResultsFile;
import dev.plimsoll.suites.run.RunRecord.ResultRecord;
import dev.plimsoll.suites.run.Selection;
import dev.plimsoll.suites.target.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options by which checks are chosen, the same for all commands that have them. */
final class CheckSelection {
    private static final Set<Grade> FAILED = EnumSet.of(Grade.FAIL, Grade.WARN, Grade.STALE, Grade.INCONCLUSIVE);

    @Option(
            names = "--check",
            paramLabel = "PATTERN",
            completionCandidates = TopicPatterns.class,
            description = "Ids of checks, comma-separated, * for anything (default: ${DEFAULT-VALUE}).")
    private String checks = "*";

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            split = ",",
            description = "Only checks of these levels: ${COMPLETION-CANDIDATES}; comma-separated.")
    private Set<Level> levels = EnumSet.noneOf(Level.class);

    @Option(
            names = "--profile",
            paramLabel = "VERSION",
            description = "The version of the distribution specification: 1.0, 1.1.1 or draft"
                    + " (default: ${DEFAULT-VALUE}).")
    private String profile = Profile.V1_1_1.version();

    @Option(
            names = "--rerun-failed",
            paramLabel = "results.json",
            description = "Only what an earlier run found violated, stale or could not judge.")
    private Optional<Path> earlier = Optional.empty();

    /** @throws ConfigurationException if nothing is left, or an earlier run had nothing to run again */
    List<Check> checks() throws IOException {
        var wanted = new Selection(checks, levels, knownProfile()).checks();
        if (earlier.isEmpty()) {
            return wanted;
        }
        var failed = ResultsFile.read(earlier.get()).results().stream()
                .filter(result -> FAILED.contains(Grade.valueOf(result.grade())))
                .map(ResultRecord::check)
                .collect(Collectors.toSet());
        var again = wanted.stream()
                .filter(check -> failed.contains(check.id().value()))
                .toList();
        if (again.isEmpty()) {
            throw new ConfigurationException("nothing to run again: " + earlier.get() + " has "
                    + (failed.isEmpty() ? "no check that failed" : "none of the checks that are selected"));
        }
        return again;
    }

    private Profile knownProfile() {
        return Profile.find(profile)
                .orElseThrow(() -> new ConfigurationException(
                        "there is no profile \"" + profile + "\"; known are " + Profile.versions()));
    }
}
