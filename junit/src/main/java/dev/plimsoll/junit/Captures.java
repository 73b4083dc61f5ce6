package dev.plimsoll.junit;

import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureException;
import dev.plimsoll.fixtures.twin.SyntheticTwin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The captures that a test run has opened so far, with the folders that their twins are in; gone when it is closed. */
final class Captures implements AutoCloseable {
    private final Map<String, Capture> opened = new HashMap<>();
    private final Map<String, Path> folders = new HashMap<>();

    synchronized Capture get(Wanted wanted) {
        var name = wanted.capture();
        var capture = opened.computeIfAbsent(name, some -> open(wanted));
        return wanted.twin() ? opened.computeIfAbsent("twin of " + name, some -> twin(capture, wanted)) : capture;
    }

    private static Capture open(Wanted wanted) {
        var name = wanted.capture();
        try {
            return name.contains("/") ? Capture.open(Path.of(name)) : Capture.bundled(name);
        } catch (CaptureException e) {
            throw new ExtensionConfigurationException(wanted.place() + ": " + e.getMessage(), e);
        }
    }

    private Capture twin(Capture capture, Wanted wanted) {
        try {
            var folder = Files.createTempDirectory("plimsoll-junit-");
            folders.put(wanted.capture(), folder);
            return SyntheticTwin.of(capture, folder.resolve("twin"));
        } catch (IOException e) {
            throw new ExtensionConfigurationException(
                    wanted.place() + ": no content can be made up for it (twin = false replays it as it is): "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (var folder : folders.values()) {
            delete(folder);
        }
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
