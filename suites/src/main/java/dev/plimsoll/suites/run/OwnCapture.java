package dev.plimsoll.suites.run;

import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.capture.CaptureWriter;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Writes what a run sent and received as a capture, which the same checks can then replay without the registry. */
final class OwnCapture {
    private OwnCapture() {}

    /** Looked at before the run, which would be lost otherwise. @throws ConfigurationException if something is there */
    static void requireFree(Path folder) {
        try (var present = Files.newDirectoryStream(folder)) {
            if (present.iterator().hasNext()) {
                throw new ConfigurationException(
                        "cannot write a capture to " + folder + ": not empty; it needs a folder of its own");
            }
        } catch (NoSuchFileException e) {
            // It will be made.
            return;
        } catch (IOException e) {
            throw new ConfigurationException("cannot write a capture to " + folder + ": it is no readable folder", e);
        }
    }

    static void write(Path folder, Target target, List<Exchange> traffic, Clock clock) {
        var info = CaptureInfo.of(
                target.id(),
                "Plimsoll's own checks and pull of its seed image, against " + target.title(),
                Scribe.TOOL,
                target.registry().origin().host(),
                Optional.of(clock.instant()),
                Scribe.TOOL);
        try (var writer = CaptureWriter.create(folder, info, Redactor.keyed(new SecureRandom()))) {
            int id = 0;
            for (var exchange : traffic) {
                writer.add(exchange.withId(++id));
            }
        } catch (IOException e) {
            throw new ConfigurationException("cannot write the capture " + folder + ": " + e.getMessage(), e);
        }
    }
}
