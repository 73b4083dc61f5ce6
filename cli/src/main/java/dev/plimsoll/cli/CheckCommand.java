package dev.plimsoll.cli;

import dev.plimsoll.reports.HtmlReport;
import dev.plimsoll.suites.run.Catalog;
import dev.plimsoll.suites.run.ResultsFile;
import dev.plimsoll.suites.run.RunRequest;
import dev.plimsoll.suites.run.Runner;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plimsoll check}: runs the rulebook against a target and writes the report. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Runs the checks against a target and writes the conformance report.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plimsoll check --target dockerhub",
            "  plimsoll check --target registry2 --mode process --strict",
            "  plimsoll check --target quay --check 'tokens/*,challenges/*' --output /tmp/quay"
        })
final class CheckCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--target", required = true, paramLabel = "ID", description = "The registry; see: plimsoll list")
    private String target = "";

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "replay or process; by default the first of the target's modes that can be had.")
    private Optional<Mode> mode = Optional.empty();

    @Option(
            names = "--check",
            paramLabel = "PATTERN",
            description = "Ids of checks, comma-separated, * for anything (default: ${DEFAULT-VALUE}).")
    private String checks = "*";

    @Option(names = "--strict", description = "A violated SHOULD fails as well.")
    private boolean strict;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Where index.html and results.json go (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("plimsoll-report");

    @Option(names = "--targets", paramLabel = "FOLDER", description = "Targets of your own, one YAML file each.")
    private Optional<Path> targets = Optional.empty();

    @Option(
            names = "--capture",
            paramLabel = "FOLDER",
            description = "Write the run's own traffic there as a capture that can be replayed.")
    private Optional<Path> capture = Optional.empty();

    @Override
    public Integer call() throws IOException {
        var known = targets.map(Targets::in).orElseGet(Targets::bundled);
        try (var scratch = Scratch.create()) {
            var request =
                    new RunRequest(known.load(target), mode, Catalog.select(checks), strict, scratch.folder(), capture);
            var out = spec.commandLine().getOut();
            Outputs.requireFolder("--output", output);
            var run = new Runner(new ConsoleRunListener(out), Clock.systemUTC()).run(request);
            ResultsFile.write(run, output.resolve(ResultsFile.NAME));
            var page = HtmlReport.write(run, output);
            out.println(run.verdict().summary());
            out.println("report: " + page.toAbsolutePath());
            out.flush();
            return run.verdict().exitCode();
        }
    }
}
