package dev.plimsoll.cli;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the capture that an argument names: a folder, or one that comes with Plimsoll. */
final class Captures {
    private Captures() {}

    static Capture open(String name) throws CaptureException {
        var folder = Path.of(name);
        return Files.isDirectory(folder) ? Capture.open(folder) : Capture.bundled(name);
    }
}
