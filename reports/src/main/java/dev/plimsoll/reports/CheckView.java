package dev.plimsoll.reports;

import dev.plimsoll.reports.View.Clause;
import dev.plimsoll.reports.View.Link;
import java.util.List;
import java.util.Optional;

/** The page of a check, as its template sees it. */
final class CheckView {
    private CheckView() {}

    /**
     * The page.
     *
     * @param topic a link to the matrix of the topic
     * @param sections the results that there is more to say of than a line, the worst first
     * @param failing traffic that violates the check, as text
     */
    public record Page(
            String id,
            Link topic,
            String title,
            String level,
            String party,
            Clause clause,
            String impact,
            List<OutcomeRow> outcomes,
            List<Section> sections,
            Optional<String> failing,
            Optional<Link> previous,
            Optional<Link> next) {}

    /**
     * A result in a line.
     *
     * @param detailed whether a section has the rest; the row carries the anchor if not
     */
    public record OutcomeRow(
            String anchor,
            boolean detailed,
            String run,
            String mode,
            String subject,
            Grades.Label grade,
            String level,
            String summary) {}

    /**
     * A result in full.
     *
     * @param known the reason that the target's file gives, if it expects a deviation
     * @param evidence how the traffic came about, in a sentence
     * @param exchanges those behind the result, in their order
     * @param leftOut why the list of exchanges is shorter than the record's, if it is
     */
    public record Section(
            String anchor,
            String run,
            String subject,
            Grades.Label grade,
            String summary,
            List<Finding> findings,
            Optional<String> known,
            String evidence,
            List<Hop> exchanges,
            Optional<String> leftOut) {}

    /** Both sides of a finding; the exchange is a link if it is shown. */
    public record Finding(int exchange, boolean shown, String subject, String expected, String actual) {}

    /**
     * One exchange of a section.
     *
     * @param open whether it is what a finding speaks of
     * @param html the wire log, escaped already by its own template
     */
    public record Hop(int id, String heading, String status, boolean open, String html) {}
}
