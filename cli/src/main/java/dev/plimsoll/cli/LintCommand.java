package dev.plimsoll.cli;

import dev.plimsoll.fixtures.capture.CaptureException;
import dev.plimsoll.fixtures.redact.SecretLint;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.recorder.har.HarImporter;
import dev.plimsoll.recorder.har.HarLimits;
import dev.plimsoll.suites.run.LintRecord;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.TrafficLint;
import dev.plimsoll.suites.run.TrafficSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll lint}: what in recorded traffic looks like a secret, and what of it is against the rules. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Looks through recorded traffic for what is like a secret and was not covered, and judges registry, token",
            "service, mirror and client by the rulebook, without asking anybody. No secret is printed: only where one",
            "stands, what it is like, how long it is, and the first digits of its sha256."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plimsoll lint capture/",
            "  plimsoll lint dockerhub --json | jq '.secrets[] | select(.exchange == 3)'",
            "  plimsoll lint firefox.har --strict",
            "  plimsoll lint capture/ --output report/ && xdg-open report/pull-*.html",
            "",
            "Exit codes: 0 nothing was found, 1 secrets or violations, 3 nothing could be judged, 4 configuration,",
            "5 our own fault."
        })
final class LintCommand implements Callable<Integer> {
    /** Files of a capture that are read as exchanges and bodies. */
    private static final List<String> READ_AS_EXCHANGES = List.of("exchanges.jsonl", "blobs.jsonl");

    private static final long LONGEST_FILE = 16L << 20;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "CAPTURE|FILE.har",
            description = "A folder, the name of a capture that comes with Plimsoll, or an HTTP Archive.")
    private String source = "";

    @Option(names = "--strict", description = "A violated SHOULD counts as well.")
    private boolean strict;

    @Option(names = "--json", description = "Print one JSON document instead of lines.")
    private boolean json;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Write a report there as of a run: results.json, index.html, and the waterfall of the pull.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--max-text-chars",
            paramLabel = "N",
            description = "Of one text in a HAR. Default: ${DEFAULT-VALUE}")
    private int maxTextChars = HarLimits.DEFAULT.textChars();

    @Override
    public Integer call() throws IOException {
        output.ifPresent(folder -> Outputs.requireFolder("--output", folder));
        var suspicions = new ArrayList<SecretLint.Suspicion>();
        var run = judged(suspicions);
        var record = LintRecord.of(run, source, suspicions);
        var out = spec.commandLine().getOut();
        var printer = new LintPrinter(out, spec.commandLine().getColorScheme().ansi());
        if (json) {
            printer.printJson(record);
        } else {
            printer.print(record);
        }
        if (output.isPresent()) {
            // With --json the document alone goes to the output.
            var paths = json ? spec.commandLine().getErr() : out;
            paths.println(ReportFolder.write(run, output.get()));
            paths.flush();
        }
        out.flush();
        return record.verdict().exitCode();
    }

    private RunRecord judged(List<SecretLint.Suspicion> suspicions) throws IOException {
        try (var progress = Main.progress(spec)) {
            progress.show(() -> "reading " + source);
            var traffic = traffic(suspicions);
            int count = traffic.transcript().exchanges().size();
            progress.show(() -> "looking through " + count + " exchanges of " + source + " for secrets");
            suspicions.addAll(SecretLint.in(traffic.transcript()));
            progress.show(() -> "judging " + count + " exchanges of " + source);
            return TrafficLint.judge(traffic.source(), traffic.transcript(), suspicions, strict, Clock.systemUTC());
        }
    }

    /** Exchanges, and where they come from. */
    private record Recorded(TrafficSource source, Transcript transcript) {}

    private Recorded traffic(List<SecretLint.Suspicion> suspicions) throws IOException {
        var path = Path.of(source);
        if (Files.isRegularFile(path)) {
            var archive = HarImporter.read(path, new HarLimits(maxTextChars), this::passedOver);
            var name = path.getFileName().toString().replaceFirst("(?i)\\.har$", "");
            return new Recorded(TrafficSource.file(name, archive), archive);
        }
        var capture = Captures.open(source);
        capture.warnings().forEach(this::warn);
        if (Files.isDirectory(path)) {
            besideExchanges(path, suspicions);
        }
        return new Recorded(TrafficSource.capture(capture.info(), capture.transcript()), capture.transcript());
    }

    /** What tells of the capture, of its connections and of its faults is text of somebody's as well. */
    private static void besideExchanges(Path folder, List<SecretLint.Suspicion> suspicions) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var name = file.getFileName().toString();
                if (READ_AS_EXCHANGES.contains(name)) {
                    continue;
                } else if (Files.size(file) > LONGEST_FILE) {
                    throw new CaptureException(
                            file + ": longer than " + LONGEST_FILE + " bytes, and no part of a capture");
                }
                var lines = Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1);
                for (int i = 0; i < lines.length; i++) {
                    suspicions.addAll(SecretLint.in(name + " line " + (i + 1), lines[i]));
                }
            }
        }
    }

    private void passedOver(String where, String reason) {
        warn("left out: " + where + ", " + reason);
    }

    private void warn(String warning) {
        var err = spec.commandLine().getErr();
        err.println("warning: " + warning);
        err.flush();
    }
}
