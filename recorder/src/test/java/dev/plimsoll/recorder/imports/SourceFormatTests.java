package dev.plimsoll.recorder.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.fixtures.capture.CaptureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFormatTests {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "'  {\"log\":{}}',HAR",
        "'\uFEFF{',HAR",
        "'$ curl\n*   Trying\n> GET /v2/ HTTP/1.1\r\n',CURL",
        "'> HEAD /v2/ HTTP/2\n',CURL",
        "'words\n```\nGET https://r.test/v2/ HTTP/1.1\nHost: a\n',TEXT"
    })
    void knowsAFormatByItsLook(String content, SourceFormat format) throws IOException {
        assertThat(SourceFormat.of(Files.writeString(folder.resolve("in"), content)))
                .isEqualTo(format);
    }

    @Test
    void aFolderHoldsPairs() throws IOException {
        assertThat(SourceFormat.of(folder)).isEqualTo(SourceFormat.PAIRS);
    }

    @Test
    void whatLooksLikeNothingIsRefusedByName() throws IOException {
        var file = Files.writeString(folder.resolve("in"), "words");

        assertThatThrownBy(() -> SourceFormat.of(file))
                .isInstanceOf(CaptureException.class)
                .hasMessageContainingAll("in: neither HAR", "say which it is");
        assertThatThrownBy(() -> SourceFormat.of(folder.resolve("absent")))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("there is no such file");
    }
}
