package dev.plimsoll.cli;

import dev.plimsoll.reports.HtmlReport;
import dev.plimsoll.suites.run.ExpectationsFile;
import dev.plimsoll.suites.run.ResultsFile;
import dev.plimsoll.suites.run.RunRequest;
import dev.plimsoll.suites.run.Runner;
import dev.plimsoll.suites.target.ConfigurationException;
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
            "  plimsoll check --target quay --check 'tokens/*,challenges/*' --output /tmp/quay",
            "  plimsoll check --target registry2 --level MUST --profile draft",
            "  plimsoll check --target registry2 --rerun-failed plimsoll-report/results.json",
            "  plimsoll check --target dockerhub --mode replay --fault wrong-digest@manifest",
            "  plimsoll check --list --check 'redirects/*' --json",
            "",
            "Exit codes: 0 conforms, 1 violations, 2 an expectation is stale, 3 inconclusive, 4 configuration,",
            "5 our own fault."
        })
final class CheckCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--target", paramLabel = "ID", description = "The registry; see: plimsoll list")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "replay, process, container or live; by default the first of the target's modes that can be had.")
    private Optional<Mode> mode = Optional.empty();

    @CommandLine.Mixin
    private CheckSelection selection = new CheckSelection();

    @CommandLine.Mixin
    private FaultOptions faults = new FaultOptions();

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

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "Checks that run side by side (default: ${DEFAULT-VALUE}).")
    private int parallel = RunRequest.DEFAULT_AT_ONCE;

    @Option(
            names = "--no-check-in-user-agent",
            description = "Leave out of the User-Agent of requests which check they are for.")
    private boolean anonymous;

    @Option(names = "--list", description = "Print the checks that would run, and run none.")
    private boolean list;

    @Option(names = "--json", description = "With --list: as JSON.")
    private boolean json;

    @Option(
            names = "--write-expectations",
            paramLabel = "FILE.yaml",
            description = "Write what is violated there as the list of expectations for the target's file.")
    private Optional<Path> expectations = Optional.empty();

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var checks = selection.checks();
        if (faults.areListed()) {
            faults.printTo(out);
            return ExitCode.CONFORMS;
        } else if (parallel < 1) {
            throw new ConfigurationException("--parallel is 1 or more, not " + parallel);
        }
        if (list) {
            CheckListing.print(checks, json, out);
            return ExitCode.CONFORMS;
        } else if (json) {
            throw new ConfigurationException("--json goes with --list; a run writes results.json to --output");
        }
        var known = targets.map(Targets::in).orElseGet(Targets::bundled);
        try (var scratch = Scratch.create()) {
            var request = new RunRequest(
                    known.load(named()),
                    mode,
                    checks,
                    strict,
                    scratch.folder(),
                    capture,
                    parallel,
                    anonymous,
                    faults.plan());
            Outputs.requireFolder("--output", output);
            var run = new Runner(new ConsoleRunListener(out), Clock.systemUTC()).run(request);
            ResultsFile.write(run, output.resolve(ResultsFile.NAME));
            var page = HtmlReport.write(run, output);
            if (expectations.isPresent()) {
                int count = ExpectationsFile.write(run, expectations.get());
                out.println(expectations.get() + ": " + count + " expectations; say in each why, before it is used");
            }
            out.println(run.verdict().summary());
            out.println("report: " + page.toAbsolutePath());
            out.flush();
            return run.verdict().exitCode();
        }
    }

    private String named() {
        return target.orElseThrow(
                () -> new ConfigurationException("--target ID is missing; plimsoll list tells which there are"));
    }
}
