package dev.plimsoll.suites.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.suites.run.ResultsFile.UnusableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTests {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        var file = folder.resolve("deeper/results.json");

        ResultsFile.write(full(), file);

        assertThat(ResultsFile.read(file)).isEqualTo(full());
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void anOlderFileIsReplaced() throws IOException {
        var file = Files.writeString(folder.resolve("results.json"), "old");

        ResultsFile.write(full(), file);

        assertThat(ResultsFile.read(file)).isEqualTo(full());
    }

    @Test
    void aRunThatFailedIsNotTakenForTheOneBefore() throws IOException {
        var file = folder.resolve("results.json");
        ResultsFile.write(full(), file);

        ResultsFile.clear(file, "no mode \"banana\"");

        assertThatThrownBy(() -> ResultsFile.read(file))
                .isInstanceOf(UnusableException.class)
                .hasMessage("no mode \"banana\"");
        ResultsFile.write(full(), file);
        assertThat(ResultsFile.read(file)).isEqualTo(full());
        assertThat(folder).isDirectoryNotContaining("glob:**/no-results.txt");
    }

    @Test
    void theFileLooksTheSameOnEveryMachine() throws IOException {
        var file = folder.resolve("results.json");

        ResultsFile.write(full(), file);

        assertThat(Files.readString(file)).isEqualTo(golden());
    }

    @Test
    void anotherMajorVersionIsRefused() throws IOException {
        var file = Files.writeString(
                folder.resolve("results.json"), golden().replace("\"format\" : \"1.2\"", "\"format\" : \"2.0\""));

        assertThatThrownBy(() -> ResultsFile.read(file))
                .isInstanceOf(UnusableException.class)
                .hasMessage(file + " has format \"2.0\", and this version of Plimsoll reads 1.x: use the version that"
                        + " wrote it, or run the conformance suite again to write a new one");
    }

    @Test
    void aNewerMinorVersionIsReadWithoutWhatItAdds() throws IOException {
        var file = Files.writeString(
                folder.resolve("results.json"),
                golden().replace("\"format\" : \"1.2\"", "\"format\" : \"1.7\",\n  \"weather\" : [ \"rain\" ]"));

        assertThat(ResultsFile.read(file).results()).isEqualTo(full().results());
    }

    @Test
    void anOlderMinorVersionIsReadWithoutWhatItLacks() throws IOException {
        int timing = golden().indexOf(",\n  \"timing\"");
        var file = Files.writeString(
                folder.resolve("results.json"),
                golden().substring(0, timing).replace("\"format\" : \"1.2\"", "\"format\" : \"1.0\"") + "\n}\n");

        assertThat(ResultsFile.read(file).timing()).isEmpty();
    }

    @Test
    void brokenJsonIsToldWithItsLine() throws IOException {
        var file = Files.writeString(folder.resolve("results.json"), "{\n  \"format\": \"1.0\",\n  \"tool\": ?\n}\n");

        assertThatThrownBy(() -> ResultsFile.read(file))
                .isInstanceOf(UnusableException.class)
                .hasMessageStartingWith(file + ":3: Unexpected character ('?'")
                .hasMessageEndingWith("; run the conformance suite again to write a new one")
                .message()
                .hasLineCount(1);
    }

    @Test
    void aCutFileIsToldWithItsLine() throws IOException {
        var file =
                Files.writeString(folder.resolve("results.json"), golden().substring(0, golden().indexOf("\"mode\"")));

        assertThatThrownBy(() -> ResultsFile.read(file))
                .isInstanceOf(UnusableException.class)
                .hasMessageContaining("results.json:")
                .hasMessageContaining("end-of-input");
    }

    @Test
    void aFieldOfTheWrongKindIsNamed() throws IOException {
        var file = Files.writeString(
                folder.resolve("results.json"), golden().replace("\"status\" : 401", "\"status\" : \"many\""));

        assertThatThrownBy(() -> ResultsFile.read(file))
                .isInstanceOf(UnusableException.class)
                .hasMessageContaining("field transcripts.pull[0].status: ");
    }

    @Test
    void aMissingFieldIsNamed() throws IOException {
        var file = Files.writeString(
                folder.resolve("results.json"), golden().replace("\"modeReason\"", "\"modeReasons\""));

        assertThatThrownBy(() -> ResultsFile.read(file))
                .isInstanceOf(UnusableException.class)
                .hasMessageContaining("modeReason")
                .message()
                .hasLineCount(1);
    }

    @Test
    void jsonOfSomethingElseIsNoResultsFile() throws IOException {
        var file = Files.writeString(folder.resolve("results.json"), "[]");

        assertThatThrownBy(() -> ResultsFile.read(file))
                .isInstanceOf(UnusableException.class)
                .hasMessageContaining("has no field \"format\"");
    }

    @Test
    void anEmptyFileIsNoResultsFile() throws IOException {
        var file = Files.writeString(folder.resolve("results.json"), "");

        assertThatThrownBy(() -> ResultsFile.read(file))
                .isInstanceOf(UnusableException.class)
                .hasMessageContaining("has no field \"format\"");
    }

    @Test
    void aMissingFileIsToldWithTheRemedy() {
        var file = folder.resolve("results.json");

        assertThatThrownBy(() -> ResultsFile.read(file))
                .isInstanceOf(UnusableException.class)
                .hasMessage(file + " does not exist: run the conformance suite first, which writes it");
    }

    private static String golden() throws IOException {
        try (var stream = ResultsFileTests.class.getResourceAsStream("results.json")) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static RunRecord full() {
        var exchange = new RunRecord.ExchangeRecord(
                1,
                "GET",
                "https://registry.example/v2/",
                "HTTP/1.1",
                List.of(List.of("Host", "registry.example"), List.of("Accept", "*/*")),
                401,
                "Unauthorized",
                List.of(List.of("WWW-Authenticate", "Bearer realm=\"https://token.example/token\"")),
                Optional.of("{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"\u00dcbel \u2028 \\u0000\"}]}\n"),
                Optional.of(57L),
                Optional.of("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                "COMPLETE",
                Optional.empty(),
                Optional.of(Instant.parse("2026-11-21T10:00:00.300Z")),
                Optional.of(42L),
                Optional.of(43L),
                Optional.of(7),
                List.of("response: Set-Cookie replaced"));
        var result = new RunRecord.ResultRecord(
                "tokens/challenge-names-realm",
                "tokens",
                "MUST",
                "REGISTRY",
                "registry",
                "The challenge names a realm",
                "Clients do not know where to ask for a token",
                new RunRecord.ClauseRecord("token.realm", "https://spec.example/#realm", "A challenge has a realm."),
                "violates",
                "FAIL",
                "no service",
                List.of(new RunRecord.FindingRecord(1, "WWW-Authenticate", "a service", "none")),
                Optional.of("told upstream"),
                "driven",
                "pull",
                List.of(1));
        return new RunRecord(
                RunRecord.FORMAT,
                "plimsoll 0.1.0",
                new RunRecord.TargetRecord("example", "Example", "https://registry.example", Optional.of("example-1")),
                "replay",
                "no registry was found on the PATH",
                true,
                Instant.parse("2026-11-21T10:00:00.250Z"),
                1234,
                List.of(result),
                Optional.of(new RunRecord.PullRecord(
                        "library/ubuntu:16.04",
                        "the twin of example-1",
                        Optional.of("sha256:aa"),
                        Optional.empty(),
                        5,
                        30_000_000_000L,
                        900,
                        Optional.of("a layer's digest does not match"),
                        Optional.of("pull"))),
                Map.of("pull", List.of(exchange), "docker", List.of()),
                new RunRecord.Verdict(1, "1 of 1 checks failed"),
                Optional.of(new RunRecord.TimingRecord(
                        1200, 4, List.of(new RunRecord.SlowRecord("tokens/answer-has-a-token", 800)))));
    }
}
