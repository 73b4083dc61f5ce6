package dev.plimsoll.recorder.text;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureException;
import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.recorder.imports.ImportListener;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Turns what {@code curl -v} printed into a capture: its standard error alone, or with the bodies of its standard output
 * between ({@code curl -vN … >log 2>&1}).
 */
public final class CurlTranscriptImporter {
    private CurlTranscriptImporter() {}

    /**
     * Imports a transcript with {@link TextLimits#DEFAULT}.
     *
     * @throws CaptureException see {@link #importFile(Path, Path, CaptureInfo, Redactor, TextLimits, ImportListener)}
     */
    public static Capture importFile(Path transcript, Path target, CaptureInfo info, Redactor redactor)
            throws IOException {
        return importFile(transcript, target, info, redactor, TextLimits.DEFAULT, ImportListener.none());
    }

    /**
     * Imports a transcript; secrets are taken out before anything reaches the disk.
     *
     * @param target a folder that is empty or does not exist yet
     * @param listener hears of requests to a proxy for a tunnel, which are no exchanges with a registry
     * @throws CaptureException if there is no exchange in it, a line cannot be read, or the capture cannot be written; the
     *     message names file, line and remedy
     */
    public static Capture importFile(
            Path transcript,
            Path target,
            CaptureInfo info,
            Redactor redactor,
            TextLimits limits,
            ImportListener listener)
            throws IOException {
        var content = TextLines.read(transcript, limits);
        var schemes = Schemes.mentionedIn(content);
        return TextCapture.write(
                transcript,
                target,
                info,
                redactor,
                () -> {
                    var exchanges = CurlText.read(content, schemes);
                    exchanges.stream()
                            .filter(TextCapture::isTunnel)
                            .forEach(tunnel -> listener.passedOver(
                                    "line " + tunnel.request().line(), "a request to a proxy for a tunnel"));
                    return exchanges;
                },
                schemes);
    }
}
