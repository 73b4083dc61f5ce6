package dev.plimsoll.reports;

import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The conformance report: static pages that need no network, and each no other file. The same records give the same
 * bytes. Everything in a record is taken as hostile: it is escaped, its hidden characters are made visible, and
 * whatever still looks like a secret is masked.
 */
public final class HtmlReport {
    /** What the first page is called. */
    public static final String NAME = Frames.OVERVIEW;

    private static final String CHECKS = "checks";

    private HtmlReport() {}

    /** Writes the report of one run into that folder, which is created if it is missing. @return the first page */
    public static Path write(RunRecord run, Path folder) throws IOException {
        return write(List.of(run), Extras.NONE, folder);
    }

    /** Writes the report of these runs into that folder, which is created if it is missing. @return the first page */
    public static Path write(List<RunRecord> runs, Path folder) throws IOException {
        return write(runs, Extras.NONE, folder);
    }

    /**
     * Writes the report of these runs into that folder, which is created if it is missing; the pages of an older report
     * are taken away before. The first page is written last.
     *
     * @param runs at least one; two of one target get different names in the report
     * @return the first page
     */
    public static Path write(List<RunRecord> runs, Extras extras, Path folder) throws IOException {
        var pages = SitePages.of(runs, extras);
        clear(folder);
        var first = folder.resolve(NAME);
        try {
            pages.parallelStream().filter(page -> !page.path().equals(NAME)).forEach(page -> write(page, folder));
            pages.stream().filter(page -> page.path().equals(NAME)).forEach(page -> write(page, folder));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return first;
    }

    private static void write(SitePages.SitePage page, Path folder) {
        try {
            var file = folder.resolve(page.path());
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, page.html().get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes away the pages of an older report, so that none of them passes for the next one's; whatever else lies in the
     * folder stays. Links to other folders are not followed.
     */
    public static void clear(Path folder) throws IOException {
        for (var page : List.of(Frames.OVERVIEW, Frames.MATRIX, Frames.SPECIFICATION)) {
            Files.deleteIfExists(folder.resolve(page));
        }
        for (var file : inside(folder)) {
            var name = file.getFileName().toString();
            if (name.startsWith(PullPage.PREFIX) && name.endsWith(".html")) {
                Files.delete(file);
            }
        }
        var checks = folder.resolve(CHECKS);
        for (var topic : inside(checks)) {
            for (var file : inside(topic)) {
                if (file.toString().endsWith(".html") && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(file);
                }
            }
            deleteIfEmpty(topic);
        }
        deleteIfEmpty(checks);
    }

    private static List<Path> inside(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && inside(folder).isEmpty()) {
            Files.delete(folder);
        }
    }
}
