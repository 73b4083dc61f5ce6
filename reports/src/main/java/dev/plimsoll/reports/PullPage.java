package dev.plimsoll.reports;

import dev.plimsoll.suites.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The page of one pull: its requests as a waterfall, what they come to, and what the rulebook says of them. One HTML
 * file that needs no network and no other file; the same record gives the same bytes. Everything in the record is taken
 * as hostile, as in the {@link HtmlReport}.
 */
public final class PullPage {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private PullPage() {}

    /** What the page of that key is called. */
    public static String name(String key) {
        return "pull-" + key + ".html";
    }

    /**
     * Writes the page of one transcript of a run into that folder, which is created if it is missing.
     *
     * @param transcriptName which of the run's transcripts: {@code run.pull().transcript()} is the reference engine's,
     *     {@code recorded} a recorded client's
     * @param key for the file's name: letters, digits, dots, dashes and underscores
     * @return the file
     * @throws IllegalArgumentException if the key is another text, or the run has no such transcript
     */
    public static Path write(RunRecord run, String transcriptName, String key, Path folder) throws IOException {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("no key for a file's name: " + SafeText.line(key));
        }
        if (!run.transcripts().containsKey(transcriptName)) {
            throw new IllegalArgumentException(
                    "the run has no transcript " + SafeText.line(transcriptName) + ", but has: "
                            + SafeText.line(String.join(", ", run.transcripts().keySet())));
        }
        var html = Templates.pullPage(Map.of("page", PullPages.of(run, transcriptName)));
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(name(key)), html);
    }
}
