package dev.plimsoll.cli;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureException;
import dev.plimsoll.suites.target.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the capture that an argument names: a folder, or one that comes with Plimsoll. */
final class Captures {
    private Captures() {}

    static Capture open(String name) throws CaptureException {
        var folder = Path.of(name);
        if (Files.isDirectory(folder)) {
            return Capture.open(folder);
        } else if (Files.exists(folder)) {
            throw new CaptureException(name + " is a file; a capture is a folder that holds a capture.json");
        } else if (!Capture.bundledNames().contains(name)) {
            throw new CaptureException("no folder \"" + name + "\"" + Nearest.question(name, Capture.bundledNames())
                    + ", and no capture of that name comes with Plimsoll: there are "
                    + String.join(", ", Capture.bundledNames()));
        }
        return Capture.bundled(name);
    }
}
