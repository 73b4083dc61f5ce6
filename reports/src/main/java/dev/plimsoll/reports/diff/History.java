package dev.plimsoll.reports.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code history.jsonl}: a line of JSON a run, the oldest first. Several processes may add to it at once; a line
 * that a crash cut off is passed over, and the next one begins on a line of its own.
 */
public final class History {
    /** What the file is called wherever Plimsoll writes one. */
    public static final String NAME = "history.jsonl";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private History() {}

    /** Adds a run; the file is made if it is missing, its folder is not. */
    public static void append(Path file, RunRecord run) throws IOException {
        var line = JSON.writeValueAsString(HistoryLine.of(run)) + "\n";
        try (var channel = FileChannel.open(
                        file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
                var lock = channel.lock()) {
            long end = channel.size();
            var last = ByteBuffer.allocate(1);
            boolean cut = end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
            var bytes = ByteBuffer.wrap(((cut ? "\n" : "") + line).getBytes(StandardCharsets.UTF_8));
            channel.position(end);
            while (bytes.hasRemaining() && lock.isValid()) {
                channel.write(bytes);
            }
        }
    }

    /**
     * The runs, in the order in which they were added; none if there is no such file. What is not a line of a format
     * that this version reads is passed over.
     */
    public static List<HistoryLine> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        // Not readAllLines: a line that was cut within a character would be an error.
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return text.lines().flatMap(line -> parsed(line).stream()).toList();
    }

    private static Optional<HistoryLine> parsed(String line) {
        try {
            return !line.isBlank() && isKnown(JSON.readTree(line).path("format").asText())
                    ? Optional.of(JSON.readValue(line, HistoryLine.class))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static boolean isKnown(String format) {
        return format.startsWith(HistoryLine.FORMAT.substring(0, HistoryLine.FORMAT.indexOf('.') + 1));
    }
}
