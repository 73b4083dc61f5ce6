package dev.plimsoll.reports;

import dev.plimsoll.reports.PullPage.Pull;
import dev.plimsoll.reports.View.Frame;
import dev.plimsoll.reports.View.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What stands around each page of a report. */
final class Frames {
    static final String OVERVIEW = "index.html";
    static final String MATRIX = "matrix.html";
    static final String SPECIFICATION = "specification.html";
    /** A page that the navigation does not lead to. */
    static final String NOWHERE = "";

    private final String subject;
    private final String tool;
    private final List<Pull> pulls;
    private final List<PageLink> further;
    private final boolean results;

    Frames(Site site, List<Pull> pulls, List<PageLink> further) {
        this.subject = site.runs().size() == 1
                ? SafeText.line(site.runs().get(0).run().target().title())
                : Quantities.count(site.runs().size(), "run");
        this.tool = site.runs().stream()
                .map(run -> SafeText.line(run.run().tool()))
                .distinct()
                .collect(Collectors.joining(", "));
        this.pulls = pulls;
        this.further = further;
        this.results = site.runs().size() == 1;
    }

    /** What the report is about, in few words. */
    String subject() {
        return subject;
    }

    /**
     * The frame of a page.
     *
     * @param root the way from the page to the report's folder
     * @param file the page, as the navigation names it
     */
    Frame of(String title, String root, String file) {
        var steps = new ArrayList<Step>();
        steps.add(step("Overview", OVERVIEW, root, file));
        steps.add(step("Matrix", MATRIX, root, file));
        steps.add(step("Specification", SPECIFICATION, root, file));
        if (results) {
            pulls.forEach(pull -> steps.add(step("Pull by " + pull.client(), pull.file(), root, file)));
        }
        further.forEach(link -> steps.add(step(SafeText.line(link.label()), link.href(), root, file)));
        return new Frame(title + " - " + subject + ", Plimsoll", tool, root, steps, results);
    }

    private static Step step(String label, String href, String root, String file) {
        return new Step(label, root + href, href.equals(file));
    }
}
