package dev.plimsoll.recorder.text;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureException;
import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.capture.CaptureWriter;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.oci.MalformedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The last step of both importers: exchanges that a text shows become a capture, once all of them could be read. */
final class TextCapture {
    private TextCapture() {}

    static Capture write(
            Path text,
            Path target,
            CaptureInfo info,
            Redactor redactor,
            Supplier<List<ShownExchange>> reading,
            Schemes schemes)
            throws IOException {
        var exchanges = new ArrayList<Exchange>();
        try {
            for (var shown : reading.get()) {
                if (!isTunnel(shown)) {
                    exchanges.add(shown.exchange(schemes));
                }
            }
        } catch (MalformedException e) {
            throw new CaptureException(text + " " + e.getMessage(), e);
        }
        if (exchanges.isEmpty()) {
            throw new CaptureException(text + ": shows no request; it should have lines like \"GET https://host/v2/"
                    + " HTTP/1.1\", or of curl -v like \"> GET /v2/ HTTP/1.1\"");
        }
        try (var writer = CaptureWriter.create(target, info, redactor)) {
            for (var exchange : exchanges) {
                writer.add(exchange);
            }
        }
        return Capture.open(target);
    }

    static boolean isTunnel(ShownExchange shown) {
        return shown.request().method().equals("CONNECT");
    }
}
