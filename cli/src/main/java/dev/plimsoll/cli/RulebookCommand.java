package dev.plimsoll.cli;

import dev.plimsoll.suites.coverage.RulebookPages;
import dev.plimsoll.suites.run.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plimsoll rulebook}: writes every check as a person reads it. */
@Command(
        name = "rulebook",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the rulebook in Markdown, a page a topic: of each check what it requires, by which clause, why it matters,",
            "and traffic that fails it."
        },
        footerHeading = "%nExample:%n",
        footer = "  plimsoll rulebook --output docs/rulebook")
final class RulebookCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--output", required = true, paramLabel = "FOLDER", description = "Where the pages go.")
    private Path output = Path.of("");

    @Override
    public Integer call() throws IOException {
        Outputs.requireFolder("--output", output);
        Files.createDirectories(output);
        var pages = RulebookPages.of(Catalog.all());
        for (var page : pages.entrySet()) {
            Files.writeString(output.resolve(page.getKey()), page.getValue());
        }
        spec.commandLine().getOut().println(pages.size() + " pages in " + output);
        return ExitCode.CONFORMS;
    }
}
