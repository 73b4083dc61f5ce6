package dev.plimsoll.reports;

import java.util.List;
import java.util.Optional;

/**
 * The page as its templates see it: every text is masked and visible already, every number is a text or ready to
 * print. The records are public for the template engine, which looks at nothing else.
 */
final class View {
    private View() {}

    /**
     * The whole page.
     *
     * @param title of the document
     * @param mode the first line: which mode ran, and why
     * @param tool what wrote the results
     * @param repeating what to know before running a curl line, as the run's registry is gone; empty if it is not
     * @param rows the judged results, the worst first
     * @param skipped the results with nothing to judge
     */
    public record Page(
            String title,
            String mode,
            String tool,
            String repeating,
            Banner verdict,
            List<Fact> facts,
            List<Fact> pull,
            Counts counts,
            List<Filter> filters,
            List<Row> rows,
            List<Row> skipped) {}

    /** What the run as a whole means. */
    public record Banner(int exitCode, String word, String symbol, String tone, String meaning, String summary) {}

    /** A name and a value; a value of digits and signs is set as code. */
    public record Fact(String name, String value, boolean code) {}

    /** How many results each grade has of each level; the grades and levels are those that occur. */
    public record Counts(List<String> levels, List<CountRow> rows, List<Integer> totals, int total) {}

    /** The counts of one grade, in the order of {@link Counts#levels}. */
    public record CountRow(Grades.Label grade, List<Integer> counts, int total) {}

    /** A choice of rows: the name of the rows' data attribute, and its values. */
    public record Filter(String name, String label, List<String> values) {}

    /**
     * One result.
     *
     * @param anchor unique in the page, and the same in the next run's page
     * @param known the reason that the target's file gives, if it expects a deviation
     * @param evidence how the traffic came about, in a sentence
     * @param contents what opening the row shows, in numbers; empty if nothing
     * @param leftOut why the list of exchanges is shorter than the record's, if it is
     */
    public record Row(
            String anchor,
            Grades.Label grade,
            String level,
            String party,
            String subject,
            String topic,
            String check,
            String title,
            Clause clause,
            String summary,
            String impact,
            List<Finding> findings,
            Optional<String> known,
            String evidence,
            String contents,
            List<Wire> exchanges,
            Optional<String> leftOut) {}

    /** Where a check comes from; no link if it is not one of http or https. */
    public record Clause(String id, Optional<String> link, String requirement) {}

    /** Both sides of a finding. */
    public record Finding(int exchange, String subject, String expected, String actual) {}

    /**
     * One exchange as a wire log.
     *
     * @param heading method, URL and status in a line
     * @param status such as {@code 401}, or {@code no response}
     * @param body its text, if it is kept
     * @param facts size, digest, end and timing
     */
    public record Wire(
            int id,
            String heading,
            String status,
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
