package dev.plimsoll.reports;

import java.util.List;
import java.util.Optional;

/**
 * What the pages have in common, as their templates see it: every text is masked and visible already, every number is a
 * text or ready to print. The records are public for the template engine, which looks at nothing else.
 */
final class View {
    private View() {}

    /**
     * What stands around a page.
     *
     * @param title of the document
     * @param tool what wrote the results
     * @param root the way to the report's folder: empty, or {@code ../../}
     * @param results whether there is a results file beside the pages
     */
    public record Frame(String title, String tool, String root, List<Step> navigation, boolean results) {}

    /** A step of the navigation; the current one is where the reader is, or is below of. */
    public record Step(String label, String href, boolean current) {}

    /** A link within the report. */
    public record Link(String label, String href) {}

    /** What a run as a whole means. */
    public record Banner(int exitCode, String word, String symbol, String tone, String meaning, String summary) {}

    /** A name and a value; a value of digits and signs is set as code. */
    public record Fact(String name, String value, boolean code) {}

    /** Where a check comes from; no link if it is not one of http or https. */
    public record Clause(String id, Optional<String> link, String requirement) {}

    /**
     * One exchange as a wire log.
     *
     * @param heading method, URL and status in a line
     * @param status such as {@code 401}, or {@code no response}
     * @param hop host, credentials, times and connection
     * @param body its text, if it is kept
     * @param facts size, digest and end
     */
    public record Wire(
            int id,
            String heading,
            String status,
            List<Fact> hop,
            List<Line> request,
            List<Line> response,
            Optional<String> body,
            List<Fact> facts,
            List<String> notes,
            Optional<String> curl,
            List<String> curlNotes) {}

    /** A line of a wire log; marked if a finding speaks of it. */
    public record Line(String text, boolean marked) {}
}
