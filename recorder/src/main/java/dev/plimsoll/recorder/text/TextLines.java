package dev.plimsoll.recorder.text;

import dev.plimsoll.fixtures.capture.CaptureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A text by lines.
 *
 * @param text one character a byte, so that lengths are those on the wire
 */
record TextLines(String text, List<Line> lines) {
    /**
     * One line.
     *
     * @param number from 1
     * @param content without its line end
     * @param start where it begins in the text
     * @param next where the next one begins
     */
    record Line(int number, String content, int start, int next) {}

    static TextLines of(String text) {
        var lines = new ArrayList<Line>();
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            var content = text.substring(at, end < 0 ? next : end);
            content = content.endsWith("\r") ? content.substring(0, content.length() - 1) : content;
            lines.add(new Line(lines.size() + 1, content, at, next));
            at = next;
        }
        return new TextLines(text, lines);
    }

    static String read(Path file, TextLimits limits) throws CaptureException {
        try (var content = Files.newInputStream(file)) {
            var bytes = content.readNBytes(limits.fileBytes() + 1);
            if (bytes.length > limits.fileBytes()) {
                throw new CaptureException(file + ": longer than " + limits.fileBytes()
                        + " bytes; cut it in pieces, or raise TextLimits.fileBytes (plimsoll import --max-text-chars)");
            }
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            return text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
        } catch (CaptureException e) {
            throw e;
        } catch (IOException e) {
            throw new CaptureException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
