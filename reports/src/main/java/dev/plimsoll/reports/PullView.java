package dev.plimsoll.reports;

import dev.plimsoll.reports.View.Fact;
import dev.plimsoll.reports.View.Wire;
import java.util.List;
import java.util.Optional;

/**
 * The page of a pull as its template sees it: every text is masked and visible already. Places on the time axis are in
 * per cent of its length. The records are public for the template engine, which looks at nothing else.
 */
final class PullView {
    private PullView() {}

    /**
     * The whole page.
     *
     * @param failure why the pull failed, if it did
     * @param repeating what to know before running a curl line; empty if nothing
     * @param numbers the few that matter most
     * @param timing what is to be said of the times, if any are missing
     * @param ticks of the time axis; none if there are no times
     * @param gaps times without requests, the longest first
     */
    public record Page(
            String title,
            String subtitle,
            String tool,
            String repeating,
            Optional<String> failure,
            List<Fact> numbers,
            List<Fact> facts,
            Optional<String> timing,
            List<Tick> ticks,
            List<Row> rows,
            List<Sum> hosts,
            List<Sum> roles,
            List<Link> critical,
            String criticalSays,
            List<Gap> gaps,
            List<Note> wasted,
            List<Note> repeated,
            List<Note> avoidable,
            List<Finding> findings,
            List<Detail> details) {}

    /** A line across the waterfall. */
    public record Tick(String at, String label) {}

    /**
     * One request.
     *
     * @param name its beginning, which may be cut where there is no room
     * @param tail its end, which tells it from its like
     * @param tone the style class of its host
     * @param letter of its host
     * @param bad whether its answer is an error, or none came
     * @param critical whether the pull waited for it
     * @param marks what else is to know of it, each in a few words
     * @param says its times in words
     */
    public record Row(
            int id,
            String role,
            String method,
            String name,
            String tail,
            String tone,
            String letter,
            String host,
            String status,
            boolean bad,
            boolean critical,
            List<Mark> marks,
            String size,
            String took,
            String says,
            List<Bar> bars) {}

    /** A few words on a request, with the exchange that they speak of, if they do. */
    public record Mark(String text, Optional<Integer> exchange) {}

    /** A part of a request's time: {@code wait}, {@code transfer}, or {@code whole} if nobody told the two apart. */
    public record Bar(String kind, String x, String width) {}

    /** A line of a table of totals. */
    public record Sum(
            String tone,
            String letter,
            String name,
            int requests,
            String bytes,
            String waited,
            String transferred,
            String connections) {}

    /** A request that kept the pull waiting. */
    public record Link(int id, String role, String name, String before, String took, String share) {}

    /** A time without requests. */
    public record Gap(int after, int before, String length) {}

    /** Something that the traffic could have done without. */
    public record Note(String what, String why, List<Integer> exchanges, String bytes) {}

    /** What a check says of this traffic. */
    public record Finding(
            Grades.Label grade,
            String level,
            String subject,
            String title,
            String check,
            String summary,
            List<Integer> exchanges) {}

    /** One exchange in full. */
    public record Detail(String heading, String role, List<Fact> facts, Wire wire) {}
}
