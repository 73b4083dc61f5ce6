package dev.plimsoll.reports;

import dev.plimsoll.reports.View.Banner;
import dev.plimsoll.reports.View.Fact;
import dev.plimsoll.reports.View.Link;
import java.util.List;
import java.util.Optional;

/** The overview, as its template sees it. */
final class OverviewView {
    private OverviewView() {}

    /**
     * The page.
     *
     * @param single the run, if there is but one
     * @param problems what fails or warns, the worst first
     * @param levels the columns of {@link RunRow#levels}
     * @param grades those that occur, for the legend
     */
    public record Page(
            String title,
            Optional<RunRow> single,
            List<RunRow> runs,
            List<Problem> problems,
            int failures,
            List<String> levels,
            List<Topic> topics,
            List<Pull> pulls,
            Optional<Changes> changes,
            List<Trend> trends,
            List<Grades.Label> grades) {}

    /**
     * A run in short.
     *
     * @param levels how many judged results of each grade a level has, in the order of {@link Page#levels}
     * @param judged such as {@code 125 of 482}
     * @param facts the rest, for a report of one run
     */
    public record RunRow(
            String key,
            String title,
            String mode,
            String modeReason,
            Banner verdict,
            List<List<Tally>> levels,
            String judged,
            String tool,
            String started,
            String took,
            List<Fact> facts) {}

    /** How often a grade was given. */
    public record Tally(Grades.Label grade, int count) {}

    /** A check that fails or warns, and where. */
    public record Problem(
            Grades.Label grade, String level, String title, String check, String href, List<Where> where) {}

    /** One run and subject; the subject is empty where it is the run's registry. */
    public record Where(String run, String subject, String href, String summary) {}

    /** A topic, and the worst of it in each run. */
    public record Topic(String name, String href, int checks, List<Heat> heats) {}

    /** The worst grade of a topic in a run, how often it was given, and how many results were judged. */
    public record Heat(String run, Grades.Label grade, int count, int judged) {}

    /** What the reference engine pulled in a run, and where each pull of it is drawn. */
    public record Pull(String run, Optional<String> failure, List<Fact> facts, List<Link> pages) {}

    /** What is otherwise than in the run before. */
    public record Changes(String since, List<Change> changes) {}

    /** One change; the link is missing if the report has no page of the check. */
    public record Change(
            String kind,
            String target,
            String check,
            Optional<String> href,
            String subject,
            Optional<Grades.Label> before,
            Optional<Grades.Label> after) {}

    /**
     * The runs of a target as a drawing of stacked bars.
     *
     * @param width of the drawing's box; its height is 60
     * @param summary what it shows, in a sentence
     */
    public record Trend(String target, int width, String summary, List<Bar> bars, List<Point> points) {}

    /** A rectangle of the drawing. */
    public record Bar(String tone, int x, int y, int width, int height, String title) {}

    /** The same in numbers. */
    public record Point(String started, int failed, int warned, int known, int holds) {}
}
