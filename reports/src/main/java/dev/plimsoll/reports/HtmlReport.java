package dev.plimsoll.reports;

import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The conformance report: one HTML file that needs no network and no other file. The same record gives the same bytes.
 * Everything in the record is taken as hostile: it is escaped, its hidden characters are made visible, and whatever
 * still looks like a secret is masked.
 */
public final class HtmlReport {
    /** What the file is called. */
    public static final String NAME = "index.html";
    /** How many exchanges a result shows unless told otherwise; a few megabytes are what a browser opens at once. */
    public static final int EXCHANGES_PER_RESULT = 12;

    private HtmlReport() {}

    /** Writes the report into that folder, which is created if it is missing. @return the file */
    public static Path write(RunRecord run, Path directory) throws IOException {
        return write(run, directory, EXCHANGES_PER_RESULT);
    }

    /**
     * Writes the report into that folder, which is created if it is missing.
     *
     * @param exchangesPerResult how many exchanges a result shows at most, those of its findings first
     * @return the file
     */
    public static Path write(RunRecord run, Path directory, int exchangesPerResult) throws IOException {
        if (exchangesPerResult < 1) {
            throw new IllegalArgumentException("exchanges per result: at least 1, not " + exchangesPerResult);
        }
        var html = Templates.page("report.ftlh", Map.of("page", Pages.of(run, exchangesPerResult)));
        Files.createDirectories(directory);
        return Files.writeString(directory.resolve(NAME), html);
    }
}
