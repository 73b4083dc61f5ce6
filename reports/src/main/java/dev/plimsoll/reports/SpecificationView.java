package dev.plimsoll.reports;

import dev.plimsoll.reports.View.Link;
import java.util.List;
import java.util.Optional;

/** The specification page, as its template sees it. */
final class SpecificationView {
    private SpecificationView() {}

    /** The page: the texts, and how often each mark was given in all of them. */
    public record Page(List<Tally> totals, List<Document> documents) {}

    /** What is known of a requirement after these runs; never by colour alone. */
    public record Mark(String word, String symbol, String tone, String meaning) {}

    /** How often a mark was given. */
    public record Tally(Mark mark, int count) {}

    /** One of the texts. */
    public record Document(String id, String title, String link, List<Tally> tallies, List<Section> sections) {}

    /** A section of a text; no link if it is not known which. */
    public record Section(String title, Optional<String> link, List<Tally> tallies, List<Row> rows) {}

    /**
     * A requirement.
     *
     * @param since the version of the specification that first has it; empty for other texts
     * @param checks those that judge it, with links where the report has their pages
     * @param where the results that the mark comes from, if it is a bad one
     * @param why no check judges it, if none does
     */
    public record Row(
            String id,
            Optional<String> link,
            String requirement,
            String level,
            String parties,
            String since,
            Mark mark,
            List<CheckLink> checks,
            List<Link> where,
            Optional<String> why) {}

    /** A check's id, and its page if there is one. */
    public record CheckLink(String id, Optional<String> href) {}
}
