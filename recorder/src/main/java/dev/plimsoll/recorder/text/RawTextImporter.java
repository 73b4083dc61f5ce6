package dev.plimsoll.recorder.text;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureException;
import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.redact.Redactor;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Turns a text in which messages stand one after the other into a capture: request line (in absolute form, or with a
 * {@code Host} field), header lines, an empty line, perhaps a body; then the response likewise. Words and Markdown
 * fences may stand between them.
 */
public final class RawTextImporter {
    private RawTextImporter() {}

    /**
     * Imports a text with {@link TextLimits#DEFAULT}.
     *
     * @throws CaptureException see {@link #importFile(Path, Path, CaptureInfo, Redactor, TextLimits)}
     */
    public static Capture importFile(Path text, Path target, CaptureInfo info, Redactor redactor) throws IOException {
        return importFile(text, target, info, redactor, TextLimits.DEFAULT);
    }

    /**
     * Imports a text; secrets are taken out before anything reaches the disk.
     *
     * @param target a folder that is empty or does not exist yet
     * @throws CaptureException if there is no message in it, a response has no request, a URL cannot be known, or the
     *     capture cannot be written; the message names file, line and remedy
     */
    public static Capture importFile(Path text, Path target, CaptureInfo info, Redactor redactor, TextLimits limits)
            throws IOException {
        var content = TextLines.read(text, limits);
        return TextCapture.write(
                text, target, info, redactor, () -> RawText.read(content), Schemes.mentionedIn(content));
    }
}
