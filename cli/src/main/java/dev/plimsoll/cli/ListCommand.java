package dev.plimsoll.cli;

import dev.plimsoll.suites.run.Catalog;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plimsoll list}: what there is to run. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the targets and the checks.",
        footerHeading = "%nExample:%n",
        footer = "  plimsoll list --check 'redirects/*'")
final class ListCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(
            names = "--check",
            paramLabel = "PATTERN",
            completionCandidates = TopicPatterns.class,
            description = "Ids of checks, comma-separated, * for anything (default: ${DEFAULT-VALUE}).")
    private String checks = "*";

    @Option(names = "--targets", paramLabel = "FOLDER", description = "Targets of your own, one YAML file each.")
    private Optional<Path> targets = Optional.empty();

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var known = targets.map(Targets::in).orElseGet(Targets::bundled);
        out.println("Targets:");
        for (var id : known.ids()) {
            var target = known.load(id);
            var modes = target.modes().stream().map(Mode::yamlName).collect(Collectors.joining(", "));
            out.printf("  %-16s %s (%s)%n", id, target.title(), modes);
        }
        out.println("Checks:");
        CheckListing.print(Catalog.select(checks), false, out);
        return ExitCode.CONFORMS;
    }
}
