package dev.plimsoll.recorder.imports;

import dev.plimsoll.fixtures.capture.CaptureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The formats from which traffic is imported. */
public enum SourceFormat {
    /** A folder of NN.request and NN.response. */
    PAIRS("raw messages"),
    /** An HTTP Archive, version 1.2. */
    HAR("a HAR"),
    /** What {@code curl -v} prints. */
    CURL("a transcript of curl -v"),
    /** Heads and bodies one after the other in one text. */
    TEXT("messages in a text");

    /** Whoever explains for longer before the first message must say the format. */
    private static final int LOOKED_AT = 1 << 20;

    private static final Pattern CURL_LINE = Pattern.compile("(?m)^> [A-Z]+ \\S+ HTTP/[0-9.]+\\r?$");
    private static final Pattern REQUEST_LINE = Pattern.compile("(?m)^[A-Z]+ \\S+ HTTP/[0-9.]+[ \\t]*\\r?$");

    private final String shown;

    SourceFormat(String shown) {
        this.shown = shown;
    }

    /** A few words for people. */
    public String shown() {
        return shown;
    }

    /**
     * The format of a folder or file, by looking at it.
     *
     * @throws CaptureException if there is nothing of that name, or it looks like none of these
     */
    public static SourceFormat of(Path source) throws CaptureException {
        if (Files.isDirectory(source)) {
            return PAIRS;
        } else if (!Files.exists(source)) {
            throw new CaptureException(source + ": there is no such file or folder");
        }
        var start = start(source);
        if (start.stripLeading().startsWith("{")) {
            return HAR;
        } else if (CURL_LINE.matcher(start).find()) {
            return CURL;
        } else if (REQUEST_LINE.matcher(start).find()) {
            return TEXT;
        }
        throw new CaptureException(source + ": neither HAR (a JSON object), nor curl -v (lines like \"> GET /v2/"
                + " HTTP/1.1\"), nor messages as text (lines like \"GET https://host/v2/ HTTP/1.1\"), nor a folder of"
                + " NN.request and NN.response; say which it is, or record again");
    }

    private static String start(Path source) throws CaptureException {
        try (var content = Files.newInputStream(source)) {
            var text = new String(content.readNBytes(LOOKED_AT), StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException e) {
            throw new CaptureException(source + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
