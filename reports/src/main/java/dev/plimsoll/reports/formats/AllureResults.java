package dev.plimsoll.reports.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plimsoll.reports.SafeText;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import io.qameta.allure.AllureConstants;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Link;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A folder of results for Allure. Allure knows passed, failed, broken and skipped alone, so level, outcome and grade are
 * labels, and the first word of a result's message is its grade, by which {@code categories.json} sorts.
 */
final class AllureResults {
    /** How many exchanges an attachment has at most; results.json has all. */
    private static final int EXCHANGES = 12;

    private final RunRecord run;
    private final String key;
    private final Path folder;
    private final FileSystemResultsWriter writer;
    private final Set<String> attached;

    private AllureResults(RunRecord run, String key, Path folder, Set<String> attached) {
        this.run = run;
        this.key = key;
        this.folder = folder;
        this.writer = new FileSystemResultsWriter(folder);
        this.attached = attached;
    }

    /** Writes into that folder; what Allure wrote there before is deleted. */
    static void write(List<RunRecord> runs, Path folder) throws IOException {
        clear(folder);
        Files.createDirectories(folder);
        var keys = RunKeys.of(runs);
        var attached = new HashSet<String>();
        for (var number = 0; number < runs.size(); number++) {
            var results = new AllureResults(runs.get(number), keys.get(number), folder, attached);
            for (var one : Case.of(results.run, results.key)) {
                results.write(one);
            }
            results.pull();
        }
        AllureFolder.write(runs, keys, folder);
    }

    /** Deletes the files of earlier results, and no others. */
    static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        for (var glob : List.of(
                "*" + AllureConstants.TEST_RESULT_FILE_SUFFIX,
                "*" + AllureConstants.TEST_RESULT_CONTAINER_FILE_SUFFIX,
                "*" + AllureConstants.ATTACHMENT_FILE_SUFFIX + ".txt",
                "{categories,executor}.json",
                "environment.properties")) {
            try (var files = Files.newDirectoryStream(folder, glob)) {
                for (var file : files) {
                    Files.delete(file);
                }
            }
        }
    }

    private void write(Case one) throws IOException {
        var result = one.result();
        var grade = SafeText.line(result.grade());
        var level = SafeText.line(result.level());
        var test = test(one.topic(), one.name(), one.exchanges(), one.millis());
        test.setTestCaseName(one.title());
        test.setDescription(description(one));
        test.setStatus(status(result.grade()));
        var details = new StatusDetails()
                .setMessage(grade + " " + level + ": " + Cut.to(2000, one.summary()))
                .setTrace(one.findings().isEmpty() ? null : one.findings().stripTrailing())
                .setKnown(result.grade().equals("KNOWN"));
        result.findings().stream()
                .findFirst()
                .ifPresent(finding -> details.setExpected(Cut.to(2000, SafeText.line(finding.expected())))
                        .setActual(Cut.to(2000, SafeText.line(finding.actual()))));
        test.setStatusDetails(details);
        test.getLabels().add(label("epic", side(result.party())));
        test.getLabels().add(label("feature", one.topic()));
        test.getLabels().add(label("story", SafeText.line(result.check())));
        test.getLabels().add(label("severity", severity(result.level())));
        test.getLabels().add(label("level", level));
        test.getLabels().add(label("outcome", SafeText.line(result.outcome())));
        test.getLabels().add(label("grade", grade));
        test.getLabels().add(label("tag", level));
        test.getLabels().add(label("tag", grade));
        test.getLabels().add(label("subject", SafeText.line(result.subject())));
        one.link()
                .ifPresent(link -> test.getLinks()
                        .add(new Link()
                                .setName(SafeText.line(result.clause().id()))
                                .setUrl(link)
                                .setType("clause")));
        writer.write(test);
    }

    private void pull() throws IOException {
        if (run.pull().isEmpty()) {
            return;
        }
        PullRecord pull = run.pull().get();
        var exchanges = pull.transcript()
                .map(name -> run.transcripts().getOrDefault(name, List.of()))
                .orElse(List.of());
        var test =
                test("reference-engine", "reference-engine/pulls-the-sample-image", exchanges, pull.durationMillis());
        boolean unreachable = run.verdict().exitCode() == 3;
        test.setStatus(pull.failure().isEmpty() ? Status.PASSED : unreachable ? Status.BROKEN : Status.FAILED);
        test.setStatusDetails(new StatusDetails()
                .setMessage(pull.failure()
                        .map(why -> (unreachable ? "INCONCLUSIVE" : "FAIL") + " pull: " + SafeText.line(why))
                        .orElse("PASS pull")));
        test.getLabels().add(label("epic", "Reference engine"));
        test.getLabels().add(label("feature", "reference-engine"));
        test.getLabels().add(label("story", "pulls the sample image"));
        test.getLabels().add(label("severity", "critical"));
        writer.write(test);
    }

    /** What all results have. The name-based ids make the same record give the same files. */
    private TestResult test(String topic, String name, List<ExchangeRecord> exchanges, long millis) throws IOException {
        var target = SafeText.line(run.target().id());
        long start = exchanges.stream()
                .flatMap(exchange -> exchange.started().stream())
                .min(Instant::compareTo)
                .orElse(run.started())
                .toEpochMilli();
        var test = new TestResult()
                .setUuid(Fingerprint.uuid(key, run.started().toString(), name))
                .setHistoryId(Fingerprint.of(run.target().id(), run.mode(), name))
                .setTestCaseId(Fingerprint.of(name))
                .setName(name)
                .setFullName("plimsoll." + key + ":" + name)
                .setStage(Stage.FINISHED)
                .setStart(start)
                .setStop(start + millis);
        test.getLabels()
                .addAll(new ArrayList<>(List.of(
                        label("target", target),
                        label("mode", SafeText.line(run.mode())),
                        label("framework", "plimsoll"),
                        label("parentSuite", SafeText.line(run.target().title())),
                        label("suite", topic),
                        label("package", "plimsoll." + key + "." + topic))));
        if (!exchanges.isEmpty()) {
            test.getAttachments().add(transcript(exchanges));
        }
        return test;
    }

    /** Many results have the same exchanges behind them, and then the same file. */
    private Attachment transcript(List<ExchangeRecord> exchanges) throws IOException {
        var text = WireLog.of(exchanges, EXCHANGES);
        var source = Fingerprint.uuid(text) + AllureConstants.ATTACHMENT_FILE_SUFFIX + ".txt";
        if (attached.add(source)) {
            Files.deleteIfExists(folder.resolve(source));
            writer.write(source, new ByteArrayInputStream(text.getBytes(UTF_8)));
        }
        return new Attachment().setName("Transcript").setType("text/plain").setSource(source);
    }

    /** Allure makes HTML of this Markdown. */
    private static String description(Case one) {
        var result = one.result();
        return Prose.text(result.title()) + "\n\n"
                + "**Requirement** (" + Prose.link(result.clause().id(), one.link()) + "): "
                + Prose.text(result.clause().requirement()) + "\n\n"
                + "**Impact**: " + Prose.text(result.impact()) + "\n\n"
                + "**Evidence**: " + Prose.text(result.evidence())
                + result.expectation()
                        .map(reason -> "\n\n**Known deviation**: " + Prose.text(reason))
                        .orElse("");
    }

    private static Status status(String grade) {
        return switch (grade) {
            case "FAIL", "STALE" -> Status.FAILED;
            case "INCONCLUSIVE" -> Status.BROKEN;
            case "SKIP" -> Status.SKIPPED;
            default -> Status.PASSED;
        };
    }

    private static String severity(String level) {
        return switch (level) {
            case "MUST" -> "critical";
            case "SHOULD" -> "normal";
            case "MAY" -> "minor";
            default -> "trivial";
        };
    }

    private static String side(String party) {
        var words = SafeText.line(party).toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static Label label(String name, String value) {
        return new Label().setName(name).setValue(value);
    }
}
