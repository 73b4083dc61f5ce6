package dev.plimsoll.cli;

import dev.plimsoll.suites.run.ExpectationsFile;
import dev.plimsoll.suites.run.RunRequest;
import dev.plimsoll.suites.run.Runner;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Target;
import dev.plimsoll.suites.target.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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
            "  plimsoll check --registry https://registry.example.com --image team/app:1.0",
            "  plimsoll check --target quay --check 'tokens/*,challenges/*' --output /tmp/quay",
            "  plimsoll check --target registry2 --level MUST --profile draft",
            "  plimsoll check --target gcr --format html,json,sarif,junit",
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

    @Option(
            names = "--target",
            paramLabel = "ID",
            completionCandidates = TargetIds.class,
            description = "The registry; see: plimsoll list")
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
    private OwnRegistry own = new OwnRegistry();

    @CommandLine.Mixin
    private FaultOptions faults = new FaultOptions();

    @Option(names = "--strict", description = "A violated SHOULD fails as well.")
    private boolean strict;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Where the reports go (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("plimsoll-report");

    @CommandLine.Mixin
    private FormatOption formats = new FormatOption();

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

    @CommandLine.Mixin
    private HistoryOptions history = new HistoryOptions();

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var checks = selection.checks();
        formats.require();
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
        try (var scratch = Scratch.create();
                var progress = Main.progress(spec)) {
            var request = new RunRequest(
                    tested(known), mode, checks, strict, scratch.folder(), capture, parallel, anonymous, faults.plan());
            Outputs.requireFolder("--output", output);
            history.require();
            var run = new Runner(
                            new ConsoleRunListener(
                                    out, spec.commandLine().getColorScheme().ansi(), progress),
                            Clock.systemUTC())
                    .run(request);
            var past = history.keep(run, output);
            var report = formats.write(List.of(run), past, output);
            progress.finish();
            if (expectations.isPresent()) {
                int count = ExpectationsFile.write(run, expectations.get());
                out.println(expectations.get() + ": " + count + " expectations; say in each why, before it is used");
            }
            out.println(run.verdict().summary());
            past.changes().ifPresent(changes -> out.println("since the run before: " + changes.summary()));
            out.println("report: " + report.toAbsolutePath());
            out.flush();
            return run.verdict().exitCode();
        }
    }

    private Target tested(Targets known) {
        var unlisted = own.target();
        if (unlisted.isPresent() && target.isPresent()) {
            throw new ConfigurationException("--target and --registry both say what to check; give one of them");
        }
        return unlisted.orElseGet(() -> known.load(target.orElseThrow(() -> new ConfigurationException(
                "--target ID or --registry URL is missing; plimsoll list tells which targets there are"))));
    }
}
