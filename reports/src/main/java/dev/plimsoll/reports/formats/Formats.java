package dev.plimsoll.reports.formats;

import dev.plimsoll.suites.run.ResultsFile;
import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes runs in every format but HTML. All texts of a record are taken as hostile: what still looks like a secret is
 * masked, hidden characters are made visible, and each format's own escapes are used. The same records give the same
 * bytes. The exception is {@link Format#JSON}, which is the record as it is.
 */
public final class Formats {
    private Formats() {}

    /**
     * Writes one file for all runs, or Allure's folder, of each format; {@link Format#HTML} is passed over. The results
     * of several runs are a file each, {@code results-<target>.json}.
     *
     * @param folder created if it is missing; files of the same names are replaced
     * @return what was written, in the formats' order
     * @throws IllegalArgumentException if there is no run
     */
    public static List<Path> write(List<RunRecord> runs, Set<Format> formats, Path folder) throws IOException {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("there is no run to write about");
        }
        Files.createDirectories(folder);
        var written = new ArrayList<Path>();
        for (var format : Format.values()) {
            if (formats.contains(format)) {
                written.addAll(write(runs, format, folder));
            }
        }
        return List.copyOf(written);
    }

    /** Deletes what {@link #write} and the HTML report leave of a run, so that no older one passes for a newer. */
    public static void clear(Path folder, Set<Format> formats) throws IOException {
        for (var format : formats) {
            var file = folder.resolve(format.fileName());
            if (format == Format.ALLURE) {
                AllureResults.clear(file);
            }
            if (!Files.isDirectory(file)) {
                Files.deleteIfExists(file);
            } else if (isEmpty(file)) {
                Files.delete(file);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static List<Path> write(List<RunRecord> runs, Format format, Path folder) throws IOException {
        var file = folder.resolve(format.fileName());
        return switch (format) {
            case JSON -> results(runs, folder);
            case HTML -> List.of();
            case JUNIT -> List.of(Files.writeString(file, JunitXml.of(runs)));
            case SARIF -> List.of(Files.writeString(file, Sarif.of(runs)));
            case MARKDOWN -> List.of(Files.writeString(file, MarkdownSummary.of(runs)));
            case BADGE -> List.of(Files.writeString(file, Badge.of(runs)));
            case ALLURE -> {
                AllureResults.write(runs, file);
                yield List.of(file);
            }
        };
    }

    private static List<Path> results(List<RunRecord> runs, Path folder) throws IOException {
        if (runs.size() == 1) {
            var file = folder.resolve(ResultsFile.NAME);
            ResultsFile.write(runs.get(0), file);
            return List.of(file);
        }
        var keys = RunKeys.of(runs);
        var files = new ArrayList<Path>();
        for (var number = 0; number < runs.size(); number++) {
            var file = folder.resolve("results-" + keys.get(number) + ".json");
            ResultsFile.write(runs.get(number), file);
            files.add(file);
        }
        return files;
    }
}
