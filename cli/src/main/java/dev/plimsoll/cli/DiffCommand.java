package dev.plimsoll.cli;

import dev.plimsoll.reports.DiffReport;
import dev.plimsoll.reports.diff.RunDiffs;
import dev.plimsoll.suites.run.ResultsFile;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.target.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll diff}: what changed from one run to another. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Tells what changed between runs: new failures, what is no longer judged, worse, fixed or better, the same"
                    + " grade by other findings, added and gone checks. Numbers of exchanges, ports and stand-ins of"
                    + " secrets do not count."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plimsoll diff yesterday/results.json plimsoll-report",
            "  plimsoll diff old new --format markdown >> \"$GITHUB_STEP_SUMMARY\"",
            "  plimsoll diff old new --format html --output changes.html",
            "  plimsoll diff old new --exit-code || echo 'something fails that did not'",
            "",
            "Exit codes: 0 compared, 1 new failures and --exit-code, 4 configuration, 5 our own fault."
        })
final class DiffCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "A results.json, its folder, or a folder of such folders: then by target and mode.")
    private Path old = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "Likewise.")
    private Path now = Path.of("");

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (if it is left out), markdown or html.")
    private DiffReport.Format format = DiffReport.Format.TEXT;

    @Option(names = "--output", paramLabel = "FILE", description = "Write it there instead of printing it.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--exit-code", description = "End with 1 if something fails that did not fail before.")
    private boolean exitCode;

    @Override
    public Integer call() throws IOException {
        output.ifPresent(file -> Outputs.requireFile("--output", file));
        var diffs = RunDiffs.between(runs(old), runs(now));
        var text = DiffReport.of(diffs, format);
        if (output.isPresent()) {
            Files.writeString(output.get(), text);
        } else {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        }
        return exitCode && diffs.hasNewFailures() ? ExitCode.VIOLATIONS : ExitCode.CONFORMS;
    }

    private static List<RunRecord> runs(Path place) throws IOException {
        var runs = new ArrayList<RunRecord>();
        for (var file : files(place)) {
            try {
                runs.add(ResultsFile.read(file));
            } catch (ResultsFile.UnusableException e) {
                throw new ConfigurationException(String.valueOf(e.getMessage()), e);
            }
        }
        return runs;
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place) || Files.exists(place.resolve(ResultsFile.NAME))) {
            return List.of(Files.isDirectory(place) ? place.resolve(ResultsFile.NAME) : place);
        }
        try (var folders = Files.list(place)) {
            var files = folders.map(folder -> folder.resolve(ResultsFile.NAME))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new ConfigurationException(place + ": there is no " + ResultsFile.NAME
                        + " in this folder, nor in one below it; plimsoll check --output FOLDER writes one");
            }
            return files;
        }
    }
}
