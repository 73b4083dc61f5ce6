package dev.plimsoll.suites.run;

import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the Maven build says of a suite, in system properties.
 *
 * @param suite the target's id
 * @param mode {@code auto}, or one of the target's modes
 * @param strict {@code true} or {@code false}
 * @param checks patterns of check ids
 * @param output the folder for {@code results.json}
 * @param captureTo where to write the run's own traffic, if anywhere
 */
record SuiteProperties(
        String suite, String mode, String checks, String strict, Path targets, Path output, Optional<Path> captureTo) {
    static SuiteProperties fromSystem() {
        return new SuiteProperties(
                System.getProperty("plimsoll.suite", ""),
                System.getProperty("plimsoll.mode", "auto"),
                System.getProperty("plimsoll.check", "*"),
                System.getProperty("strict", "false"),
                Path.of(System.getProperty("plimsoll.targets", "../targets")).normalize(),
                Path.of(System.getProperty("plimsoll.output", "target/conformance")),
                Optional.ofNullable(System.getProperty("plimsoll.capture"))
                        .filter(path -> !path.isEmpty())
                        .map(Path::of));
    }

    /** The record before there is one. */
    static RunRecord nothingYet() {
        return new RunRecord(
                RunRecord.FORMAT,
                Scribe.TOOL,
                new RunRecord.TargetRecord("", "", "", Optional.empty()),
                "",
                "",
                false,
                Instant.EPOCH,
                0,
                List.of(),
                Optional.empty(),
                Map.of(),
                new RunRecord.Verdict(5, "the suite did not run"),
                Optional.empty());
    }

    /**
     * Runs the suite and writes its results; an older run's are gone from the start.
     *
     * @throws ConfigurationException if it cannot be run; the report's step says the same at the end of the build
     */
    RunRecord run(Path scratch) throws IOException {
        var results = output.resolve(ResultsFile.NAME);
        ResultsFile.clear(results, "the suite " + suite + " did not come to an end; its error stands further up");
        try {
            var request = RunRequest.of(
                    Targets.in(targets).load(suite),
                    parsedMode(),
                    Selection.of(checks).checks(),
                    parsedStrict(),
                    scratch,
                    captureTo);
            var record = new Runner(RunListener.SILENT, Clock.systemUTC()).run(request);
            ResultsFile.write(record, results);
            return record;
        } catch (ConfigurationException e) {
            ResultsFile.clear(results, "the suite " + suite + " cannot be run: " + e.getMessage());
            throw e;
        }
    }

    /** {@code -Dstrict} alone is true: Maven gives it that value. */
    private boolean parsedStrict() {
        if (!strict.equals("true") && !strict.equals("false")) {
            throw new ConfigurationException("-Dstrict is true or false, not \"" + strict + "\"");
        }
        return strict.equals("true");
    }

    private Optional<Mode> parsedMode() {
        if (mode.equals("auto")) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(Mode.values())
                .filter(known -> known.yamlName().equals(mode))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("no mode \"" + mode + "\"; there are auto, "
                        + String.join(
                                ", ",
                                Stream.of(Mode.values()).map(Mode::yamlName).toList()))));
    }
}
