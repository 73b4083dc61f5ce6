package dev.plimsoll.cli;

import dev.plimsoll.reports.diff.EarlierRuns;
import dev.plimsoll.reports.diff.History;
import dev.plimsoll.reports.diff.HistoryLine;
import dev.plimsoll.suites.run.ResultsFile;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.target.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll report}: reports of runs that are over. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "merge",
        description = "Makes reports of runs that are over.",
        subcommands = ReportCommand.Merge.class,
        footerHeading = "%nExample:%n",
        footer = "  plimsoll report merge hub/ quay/results.json --output all/")
final class ReportCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say merge");
    }

    /** {@code plimsoll report merge}: one report of many runs. */
    @Command(
            name = "merge",
            mixinStandardHelpOptions = true,
            description = {
                "Joins the results of many runs into one report: what fails anywhere, and the matrix of checks by runs.",
                "Two runs of one target are told apart by mode and number."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  plimsoll report merge hub/results.json quay/results.json --output all/",
                "  plimsoll report merge reports/ --output all/",
                "",
                "Exit codes: 0 written, 4 a file cannot be used."
            })
    static final class Merge implements Callable<Integer> {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

        @Parameters(
                arity = "1..*",
                paramLabel = "RESULTS.json|FOLDER",
                description = "Results files; of a folder its results.json, or those of the folders in it.")
        private List<Path> sources = new ArrayList<>();

        @Option(names = "--output", required = true, paramLabel = "FOLDER", description = "Where the report goes.")
        private Path output = Path.of("");

        @CommandLine.Mixin
        private FormatOption formats = new FormatOption();

        @Option(
                names = "--history",
                paramLabel = "FILE",
                description = "Draw the trend of these runs: a history.jsonl that plimsoll check keeps.")
        private Optional<Path> history = Optional.empty();

        @Override
        public Integer call() throws IOException {
            var out = spec.commandLine().getOut();
            var files = files();
            Outputs.requireFolder("--output", output);
            formats.require();
            try (var progress = Main.progress(spec)) {
                var runs = new ArrayList<RunRecord>();
                for (var file : files) {
                    progress.show(() -> "reading " + file);
                    runs.add(read(file));
                }
                progress.show(() -> "writing the pages");
                var trend = history.isPresent() ? History.read(history.get()) : List.<HistoryLine>of();
                var report = formats.write(runs, new EarlierRuns(Optional.empty(), trend), output);
                out.println("report: " + report.toAbsolutePath() + " (" + runs.size()
                        + (runs.size() == 1 ? " run)" : " runs)"));
                out.flush();
            }
            return ExitCode.CONFORMS;
        }

        private static RunRecord read(Path file) throws IOException {
            try {
                return ResultsFile.read(file);
            } catch (ResultsFile.UnusableException e) {
                throw new ConfigurationException(String.valueOf(e.getMessage()), e);
            }
        }

        /** Each file once, in the order given; those of a folder by name. */
        private List<Path> files() throws IOException {
            var files = new LinkedHashSet<Path>();
            for (var source : sources) {
                files.addAll(Files.isDirectory(source) ? inside(source) : List.of(source));
            }
            return List.copyOf(files);
        }

        private static List<Path> inside(Path folder) throws IOException {
            var own = folder.resolve(ResultsFile.NAME);
            if (Files.exists(own)) {
                return List.of(own);
            }
            try (Stream<Path> folders = Files.list(folder)) {
                var found = folders.map(each -> each.resolve(ResultsFile.NAME))
                        .filter(Files::exists)
                        .sorted()
                        .toList();
                if (found.isEmpty()) {
                    throw new ConfigurationException("no " + ResultsFile.NAME + " in " + folder
                            + " or in a folder in it; plimsoll check --output FOLDER writes one");
                }
                return found;
            }
        }
    }
}
