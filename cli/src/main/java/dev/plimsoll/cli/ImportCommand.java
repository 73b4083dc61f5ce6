package dev.plimsoll.cli;

import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.capture.RawPairImporter;
import dev.plimsoll.fixtures.redact.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll import}: raw request and response files become a capture, redacted on the way in. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Turns a folder of NN.request and NN.response files into a capture; secrets are taken out.",
        footerHeading = "%nExample:%n",
        footer =
                "  plimsoll import raw/hub captures/hub --name hub --client docker/27.0 --registry registry-1.docker.io")
final class ImportCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The folder of raw messages.")
    private Path source = Path.of("");

    @Parameters(index = "1", paramLabel = "TARGET", description = "The folder of the new capture.")
    private Path target = Path.of("");

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "A short name.")
    private String name = "";

    @Option(
            names = "--client",
            required = true,
            paramLabel = "CLIENT",
            description = "Whose traffic it is, with version.")
    private String client = "";

    @Option(names = "--registry", required = true, paramLabel = "HOST", description = "The registry's host.")
    private String registry = "";

    @Option(names = "--description", paramLabel = "TEXT", description = "What was done to get this traffic.")
    private String description = "imported from raw messages";

    @Option(names = "--recorded-at", paramLabel = "TIME", description = "When, as 2020-08-20T06:17:41Z.")
    private Optional<Instant> recordedAt = Optional.empty();

    @Option(
            names = "--fingerprints",
            paramLabel = "FILE",
            description = "Write fingerprints of the secrets there: a scan finds a leak with them, nobody the secrets.")
    private Optional<Path> fingerprints = Optional.empty();

    @Override
    public Integer call() throws IOException {
        var redactor = Redactor.keyed(new SecureRandom());
        var info = CaptureInfo.of(name, description, client, registry, recordedAt, "plimsoll import");
        var capture = RawPairImporter.importFolder(source, target, info, redactor);
        if (fingerprints.isPresent()) {
            Files.write(fingerprints.get(), redactor.fingerprints().lines());
        }
        var out = spec.commandLine().getOut();
        capture.warnings().forEach(warning -> out.println("warning: " + warning));
        out.println(target + ": " + capture.transcript().exchanges().size() + " exchanges, "
                + capture.blobs().size() + " bodies");
        out.flush();
        return ExitCode.CONFORMS;
    }
}
