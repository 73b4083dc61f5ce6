package dev.plimsoll.suites.run;

import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Targets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
 * @param checks patterns of check ids
 * @param output the folder for {@code results.json}
 * @param captureTo where to write the run's own traffic, if anywhere
 */
record SuiteProperties(
        String suite, String mode, String checks, boolean strict, Path targets, Path output, Optional<Path> captureTo) {
    static SuiteProperties fromSystem() {
        return new SuiteProperties(
                System.getProperty("plimsoll.suite", ""),
                System.getProperty("plimsoll.mode", "auto"),
                System.getProperty("plimsoll.check", "*"),
                Boolean.parseBoolean(System.getProperty("plimsoll.strict", "false")),
                Path.of(System.getProperty("plimsoll.targets", "../targets")),
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
                new RunRecord.Verdict(5, "the suite did not run"));
    }

    RunRecord run(Path scratch) {
        var request = new RunRequest(
                Targets.in(targets).load(suite), parsedMode(), Catalog.select(checks), strict, scratch, captureTo);
        var record = new Runner(RunListener.SILENT, Clock.systemUTC()).run(request);
        try {
            Files.createDirectories(output);
            ResultsFile.write(record, output.resolve("results.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return record;
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
