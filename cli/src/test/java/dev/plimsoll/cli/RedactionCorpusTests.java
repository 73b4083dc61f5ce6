package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.Corpus.Case;
import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.capture.CaptureWriter;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.recorder.har.HarExporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * None of several hundred secrets gets through: every kind, in every place, by every way in. Each is alone in its capture,
 * so that none is found only because it stood in another place before.
 */
class RedactionCorpusTests {
    private static final CaptureInfo INFO =
            CaptureInfo.of("corpus", "made up", "test/1", "r.test", Optional.empty(), "test");

    /** Each case is a capture of its own, so that of the slower ways some kinds are enough. */
    private static final List<SecretKind> IMPORTED =
            List.of(SecretKind.JWT, SecretKind.PASSWORD, SecretKind.S3_V4_SIGNATURE, SecretKind.UPLOAD_STATE);

    @TempDir
    private Path folder;

    private int captures;

    @Test
    void theCorpusIsLargeAndEverySecretStandsInItsPlaceBefore() throws IOException {
        var cases = Corpus.cases();

        assertThat(cases).hasSizeGreaterThan(600);
        assertThat(cases).extracting(Case::secret).doesNotHaveDuplicates();
        for (var one : cases) {
            var raw = next();
            try (var writer = CaptureWriter.create(raw, INFO, Redactor.none())) {
                writer.add(one.exchange());
            }
            assertThat(one.standsIn(left(raw))).as(one.toString()).isTrue();
        }
    }

    @Test
    void noSecretIsInAnyFileNorInTheHarNorPrintedNorThrown() throws IOException {
        var cases = Corpus.cases();
        var imported =
                cases.stream().filter(one -> IMPORTED.contains(one.kind())).toList();
        var leaks = new LinkedHashMap<String, Corpus.Way>();
        leaks.put("writer", leaks(cases, this::written));
        leaks.put("HAR import", leaks(imported, one -> imported(Sources.har(List.of(one.exchange())), "har")));
        leaks.put(
                "curl import",
                leaks(shown(imported, Sources::curl), one -> imported(Sources.curl(List.of(one.exchange())), "curl")));
        leaks.put(
                "text import",
                leaks(shown(imported, Sources::text), one -> imported(Sources.text(List.of(one.exchange())), "text")));
        leaks.put("lint of HAR", leaks(imported, one -> linted(Sources.har(List.of(one.exchange())))));
        leaks.put("exceptions", leaks(imported, this::thrown));
        var table = Corpus.table(leaks);
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("redaction-corpus.txt"), table);

        assertThat(leaks.values())
                .as(table)
                .allSatisfy(way -> assertThat(way.leaks()).isEmpty());
    }

    @Test
    void noSecretIsInACaptureOfAllOfThemTogether() throws IOException {
        var cases = Corpus.cases();
        var capture = next();
        try (var writer = CaptureWriter.create(capture, INFO, Redactor.keyed(new SecureRandom()))) {
            for (var one : cases) {
                writer.add(one.exchange());
            }
        }
        var left = left(capture);

        assertThat(cases).filteredOn(one -> one.standsIn(left)).isEmpty();
        assertThat(Capture.open(capture).info().totals().orElseThrow().exchanges())
                .isEqualTo(cases.size());
    }

    @Test
    void lintOfWhatIsCoveredFindsNothingAndOfWhatIsNotEverything() throws IOException {
        for (var one : Corpus.cases().stream()
                .filter(each -> IMPORTED.contains(each.kind()))
                .toList()) {
            var covered = next();
            try (var writer = CaptureWriter.create(covered, INFO, Redactor.keyed(new SecureRandom()))) {
                writer.add(one.exchange());
            }
            var kept = next();
            try (var writer = CaptureWriter.create(kept, INFO, Redactor.none())) {
                writer.add(one.exchange());
            }

            assertThat(Cli.run("lint", covered.toString()).out())
                    .as("%s: %s", one, left(covered))
                    .doesNotContain("SECRET");
            var found = Cli.run("lint", kept.toString());
            assertThat(found.out()).as(one.toString()).contains("SECRET");
            assertThat(found.exitCode()).isEqualTo(1);
            assertThat(one.standsIn(found.out() + found.err()))
                    .as(one.toString())
                    .isFalse();
        }
    }

    /** What is left of a case: all texts that somebody could read. */
    private interface Way {
        String left(Case one) throws IOException;
    }

    private static Corpus.Way leaks(List<Case> cases, Way way) throws IOException {
        var leaks = new ArrayList<Case>();
        for (var one : cases) {
            if (one.standsIn(way.left(one))) {
                leaks.add(one);
            }
        }
        return new Corpus.Way(cases, leaks);
    }

    /** Those whose secret stands in such a source at all: curl prints no body of a request, and no text has notes. */
    private static List<Case> shown(List<Case> cases, Function<List<Exchange>, String> source) {
        return cases.stream()
                .filter(one -> one.standsIn(source.apply(List.of(one.exchange()))))
                .toList();
    }

    private String written(Case one) throws IOException {
        var capture = next();
        try (var writer = CaptureWriter.create(capture, INFO, Redactor.keyed(new SecureRandom()))) {
            writer.add(one.exchange());
        }
        var har = new ByteArrayOutputStream();
        HarExporter.write(Capture.open(capture), har);
        return left(capture) + har.toString(StandardCharsets.UTF_8);
    }

    private String imported(String source, String format) throws IOException {
        var capture = next();
        var file = Files.writeString(folder.resolve("source-" + captures), source);
        var run = Cli.run(
                "import",
                file.toString(),
                capture.toString(),
                "--from=" + format,
                "--name=n",
                "--client=c/1",
                "--registry=r.test");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out() + run.err() + left(capture);
    }

    private String linted(String source) throws IOException {
        var file = Files.writeString(folder.resolve("lint-" + ++captures + ".har"), source);
        var run = Cli.run("lint", file.toString());
        var json = Cli.run("lint", file.toString(), "--json");
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
        return run.out() + run.err() + json.out() + json.err();
    }

    /** Sources that are broken behind the secret, and right before it. */
    private String thrown(Case one) throws IOException {
        var har = Sources.har(List.of(one.exchange()));
        var left = new StringBuilder();
        for (var broken : List.of(
                har.substring(0, har.length() - 9),
                har.replace("\"method\":\"", "\"method\":\"\\u0001"),
                har.replace("https://", "https:/"),
                har.replace("\"status\":", "\"status\":7"))) {
            left.append(refused(broken, "har"));
        }
        left.append(refused(Sources.text(List.of(one.exchange())).replace("https://", "https://?"), "text"));
        return left.toString();
    }

    private String refused(String source, String format) throws IOException {
        var capture = next();
        var file = Files.writeString(folder.resolve("broken-" + captures), source);
        var run = Cli.run(
                "import",
                file.toString(),
                capture.toString(),
                "--from=" + format,
                "--name=n",
                "--client=c",
                "--registry=r");
        return run.out() + run.err();
    }

    private Path next() {
        return folder.resolve("capture-" + ++captures);
    }

    private static String left(Path folder) throws IOException {
        var left = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                left.append(Files.readString(file, StandardCharsets.UTF_8)).append('\n');
            }
        }
        return left.toString();
    }
}
