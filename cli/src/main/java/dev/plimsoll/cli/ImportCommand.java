package dev.plimsoll.cli;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.capture.RawPairImporter;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.recorder.har.HarImporter;
import dev.plimsoll.recorder.har.HarLimits;
import dev.plimsoll.recorder.imports.SourceFormat;
import dev.plimsoll.recorder.text.CurlTranscriptImporter;
import dev.plimsoll.recorder.text.RawTextImporter;
import dev.plimsoll.recorder.text.TextLimits;
import dev.plimsoll.suites.target.ConfigurationException;
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

/** {@code plimsoll import}: traffic that another tool recorded becomes a capture, redacted on the way in. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Turns recorded traffic into a capture: a HAR, a transcript of curl -v, messages in a text, or a"
                + " folder of NN.request and NN.response files. Secrets are taken out, unless --keep-secrets is given.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plimsoll import raw/hub captures/hub --name hub --client docker/27.0 --registry registry-1.docker.io",
            "  plimsoll import flows.har captures/quay --name quay --client podman/4.3 --registry quay.io",
            "  curl -svN https://quay.io/v2/ >log.txt 2>&1; plimsoll import log.txt captures/curl --from curl \\",
            "    --name curl --client curl/8.5 --registry quay.io"
        })
final class ImportCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(index = "0", paramLabel = "SOURCE", description = "A file, or a folder of raw messages.")
    private Path source = Path.of("");

    @Parameters(index = "1", paramLabel = "TARGET", description = "The folder of the new capture.")
    private Path target = Path.of("");

    /** What is asked for; the recorder's formats, and to look which it is. */
    enum From {
        AUTO,
        PAIRS,
        HAR,
        CURL,
        TEXT
    }

    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            description = "pairs, har, curl, text, or auto: by looking. Default: auto")
    private From from = From.AUTO;

    @Option(
            names = "--max-text-chars",
            paramLabel = "N",
            description = "Of one text in a HAR, or of a whole transcript. Default: ${DEFAULT-VALUE}")
    private int maxTextChars = HarLimits.DEFAULT.textChars();

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
    private Optional<String> description = Optional.empty();

    @Option(names = "--recorded-at", paramLabel = "TIME", description = "When, as 2020-08-20T06:17:41Z.")
    private Optional<Instant> recordedAt = Optional.empty();

    @Option(
            names = "--fingerprints",
            paramLabel = "FILE",
            description = "Write fingerprints of the secrets there: a scan finds a leak with them, nobody the secrets.")
    private Optional<Path> fingerprints = Optional.empty();

    @Option(
            names = "--keep-secrets",
            description = "Take nothing out. The capture says so, and everything that opens it warns.")
    private boolean keepSecrets;

    @Override
    public Integer call() throws IOException {
        if (keepSecrets && fingerprints.isPresent()) {
            throw new ConfigurationException(
                    "--fingerprints are of secrets that are taken out, and --keep-secrets keeps them");
        }
        var redactor = keepSecrets ? Redactor.none() : Redactor.keyed(new SecureRandom());
        var format = from == From.AUTO ? SourceFormat.of(source) : SourceFormat.valueOf(from.name());
        Capture capture;
        try (var progress = Main.progress(spec)) {
            progress.show(() -> "importing " + source);
            capture = imported(format, redactor);
        }
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

    private Capture imported(SourceFormat format, Redactor redactor) throws IOException {
        var told = description.orElse("imported from " + format.shown());
        var info = CaptureInfo.of(name, told, client, registry, recordedAt, "plimsoll import");
        var texts = new TextLimits(maxTextChars);
        return switch (format) {
            case PAIRS -> RawPairImporter.importFolder(source, target, info, redactor);
            case HAR ->
                HarImporter.importFile(source, target, info, redactor, new HarLimits(maxTextChars), this::passedOver);
            case CURL -> CurlTranscriptImporter.importFile(source, target, info, redactor, texts, this::passedOver);
            case TEXT -> RawTextImporter.importFile(source, target, info, redactor, texts);
        };
    }

    private void passedOver(String where, String reason) {
        spec.commandLine().getOut().println("left out: " + where + ", " + reason);
    }
}
