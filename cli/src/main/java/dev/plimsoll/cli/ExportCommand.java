package dev.plimsoll.cli;

import dev.plimsoll.recorder.har.HarExportOptions;
import dev.plimsoll.recorder.har.HarExporter;
import dev.plimsoll.suites.target.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll export}: a capture in a format that other tools open. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes a capture as an HTTP Archive (HAR 1.2), which browsers' developer tools open.",
        footerHeading = "%nExample:%n",
        footer = "  plimsoll export dockerhub --to har --output dockerhub.har")
final class ExportCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Formats to write. */
    enum To {
        HAR
    }

    @Parameters(
            index = "0",
            paramLabel = "CAPTURE",
            description = "A folder, or the name of a capture that comes with Plimsoll.")
    private String capture = "";

    @Option(names = "--to", required = true, paramLabel = "FORMAT", description = "har")
    private To to = To.HAR;

    @Option(names = "--output", paramLabel = "FILE", description = "Default: standard output")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--max-body-bytes",
            paramLabel = "N",
            description = "Longer bodies, and those that are no text, are left out. Default: ${DEFAULT-VALUE}")
    private int bodyBytes = HarExportOptions.DEFAULT.bodyBytes();

    @Override
    public Integer call() throws IOException {
        var recorded = Captures.open(capture);
        var err = spec.commandLine().getErr();
        recorded.warnings().forEach(warning -> err.println("warning: " + warning));
        err.flush();
        var options = new HarExportOptions(bodyBytes);
        if (output.isEmpty()) {
            HarExporter.write(recorded, System.out, options);
            return ExitCode.CONFORMS;
        }
        if (!Files.isDirectory(output.get().toAbsolutePath().resolveSibling(""))) {
            throw new ConfigurationException(output.get() + ": there is no such folder; make it first");
        }
        // Beside its destination and renamed when whole: a name never stands for half an archive.
        var part = output.get().resolveSibling(output.get().getFileName() + ".part");
        try (var progress = Main.progress(spec)) {
            progress.show(
                    () -> "exporting " + recorded.transcript().exchanges().size() + " exchanges to " + output.get());
            try (var target = Files.newOutputStream(part)) {
                HarExporter.write(recorded, target, options);
            }
            Files.move(part, output.get(), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        var out = spec.commandLine().getOut();
        out.println(to + ": " + output.get() + ", "
                + recorded.transcript().exchanges().size() + " exchanges");
        out.flush();
        return ExitCode.CONFORMS;
    }
}
