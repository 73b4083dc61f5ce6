package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.fixtures.capture.Capture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportAndExportTests {
    private static final String CURL = """
            * Connected to r.test (127.0.0.1) port 80
            > GET /v2/ HTTP/1.1
            > Host: r.test
            >\s
            < HTTP/1.1 204 No Content
            <\s
            """;
    private static final String TEXT = "GET http://r.test/v2/ HTTP/1.1\n\nHTTP/1.1 204 No Content\n\n";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({"auto", "curl"})
    void importsATranscript(String from) throws IOException {
        assertThat(importing(Files.writeString(folder.resolve("in"), CURL), "--from", from))
                .isZero();
        assertThat(imported().transcript().exchanges())
                .extracting(exchange -> exchange.request().url().raw())
                .containsExactly("http://r.test/v2/");
        assertThat(imported().info().description()).isEqualTo("imported from a transcript of curl -v");
        assertThat(out.toString()).contains("1 exchanges");
    }

    @ParameterizedTest
    @CsvSource({"AUTO", "text"})
    void importsATextAndKeepsTheOtherOptions(String from) throws IOException {
        var fingerprints = folder.resolve("fingerprints");

        assertThat(importing(
                        Files.writeString(folder.resolve("in"), TEXT),
                        "--from=" + from,
                        "--description=told",
                        "--recorded-at=2020-08-20T06:17:41Z",
                        "--fingerprints=" + fingerprints))
                .isZero();
        assertThat(imported().info().description()).isEqualTo("told");
        assertThat(imported().info().recordedAt()).isPresent();
        assertThat(fingerprints).exists();
    }

    @Test
    void importsAFolderOfPairsAsBefore() throws IOException {
        var pairs = Files.createDirectory(folder.resolve("pairs"));
        Files.writeString(pairs.resolve("01.request"), "GET http://r.test/v2/ HTTP/1.1\n\n");
        Files.writeString(pairs.resolve("01.response"), "HTTP/1.1 204 No Content\n\n");

        assertThat(importing(pairs)).isZero();
        assertThat(imported().info().description()).isEqualTo("imported from raw messages");
    }

    @Test
    void exportsAHarThatIsImportedAgain() throws IOException {
        var har = folder.resolve("quay.har");

        assertThat(run("export", "quay", "--to", "har", "--output", har.toString()))
                .isZero();
        assertThat(out.toString()).contains("7 exchanges");
        assertThat(importing(har)).isZero();
        assertThat(imported().transcript().exchanges()).hasSize(7);
        assertThat(imported().info().description()).isEqualTo("imported from a HAR");
        try (var files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    @Test
    void exportsToStandardOutputWithoutBodiesIfToldSo() {
        var before = System.out;
        var printed = new ByteArrayOutputStream();
        try (var stream = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            assertThat(run("export", "quay", "--to", "har", "--max-body-bytes", "0"))
                    .isZero();
        } finally {
            System.setOut(before);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("{")
                .contains("\"startedDateTime\"", "longer than 0 bytes")
                .doesNotContain("\"text\"")
                .endsWith("}\n");
    }

    @Test
    void saysWhatIsWrongInOneLine() throws IOException {
        assertThat(importing(Files.writeString(folder.resolve("in"), "words"))).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(importing(Files.writeString(folder.resolve("in"), TEXT), "--from=har"))
                .isEqualTo(ExitCode.CONFIGURATION);
        assertThat(importing(Files.writeString(folder.resolve("in"), TEXT), "--max-text-chars=9"))
                .isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run(
                        "export",
                        "quay",
                        "--to",
                        "har",
                        "--output",
                        folder.resolve("no/x.har").toString()))
                .isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run("export", "quay", "--to", "warc")).isEqualTo(ExitCode.CONFIGURATION);

        assertThat(err.toString())
                .contains(
                        "neither HAR", "no JSON from here on", "longer than 9 bytes", "there is no such folder", "warc")
                .doesNotContain("\tat ");
    }

    private int importing(Path source, String... more) {
        var arguments = new ArrayList<>(
                List.of("import", source.toString(), folder.resolve("capture").toString()));
        arguments.addAll(List.of("--name=n", "--client=c/1", "--registry=r.test"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private Capture imported() throws IOException {
        return Capture.open(folder.resolve("capture"));
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
