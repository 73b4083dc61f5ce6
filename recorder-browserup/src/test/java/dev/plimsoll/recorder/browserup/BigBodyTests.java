package dev.plimsoll.recorder.browserup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are bigger than what browserup-proxy buffers by default, than the heap, and than 31 bits. */
class BigBodyTests {
    private static final int LATEST_SECONDS = 300;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void threeTimesTheHeapPassesAndIsDescribedWhole() throws Exception {
        assertThat(pass(384L << 20)).contains("received 402653184", "recorded 402653184", "ended COMPLETE");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "plimsoll.bigBodies",
            matches = "true",
            disabledReason = "2.5 GiB take half a minute; -Dplimsoll.bigBodies=true runs it")
    void moreThanTwoGibibytesPassAndAreDescribedWhole() throws Exception {
        assertThat(pass(2560L << 20)).contains("received 2684354560", "recorded 2684354560", "ended COMPLETE");
    }

    private List<String> pass(long size) throws IOException, InterruptedException {
        var log = folder.resolve("out.txt");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        Objects.requireNonNull(System.getProperty("java.class.path")),
                        PassingBlob.class.getName(),
                        folder.resolve("capture").toString(),
                        String.valueOf(size))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(LATEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return java.nio.file.Files.readAllLines(log);
    }
}
