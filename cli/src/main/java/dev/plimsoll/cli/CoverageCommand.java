package dev.plimsoll.cli;

import dev.plimsoll.suites.check.Requirements;
import dev.plimsoll.suites.coverage.Coverage;
import dev.plimsoll.suites.coverage.CoverageTable;
import dev.plimsoll.suites.run.Catalog;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code plimsoll coverage}: which requirements of the specifications are checked, and by what. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = {
            "Prints, in Markdown, every requirement of the catalogue with the checks that judge it, or why there is none,",
            "and the counts beside those of the official conformance suite."
        },
        footerHeading = "%nExample:%n",
        footer = "  plimsoll coverage > docs/coverage.md")
final class CoverageCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        out.print(CoverageTable.markdown(Coverage.of(Requirements.all().values(), Catalog.all()), Catalog.all()));
        out.flush();
    }
}
