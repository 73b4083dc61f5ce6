package dev.plimsoll.reports;

import dev.plimsoll.suites.run.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The pages of a report, each made when it is asked for. Threads may ask for different ones at once. */
final class SitePages {
    private SitePages() {}

    /**
     * A page.
     *
     * @param path from the report's folder
     * @param html makes it
     */
    record SitePage(String path, Supplier<String> html) {}

    /** All pages; the overview is the last, as a report is there once that is. */
    static List<SitePage> of(List<RunRecord> runs, Extras extras) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a report is of at least one run");
        }
        var site = Sites.of(runs);
        var pulls = PullPage.in(site);
        var frames = new Frames(site, pulls, extras.pages());
        var checks = new CheckPages(site, frames, extras.exchangesPerResult());
        var pages = new ArrayList<SitePage>();
        pages.add(new SitePage(Frames.MATRIX, () -> MatrixPage.html(site, frames)));
        pages.add(new SitePage(Frames.SPECIFICATION, () -> SpecificationPage.html(site, frames)));
        pulls.forEach(pull -> pages.add(new SitePage(pull.file(), () -> PullPage.html(pull, frames))));
        site.checks().forEach(check -> pages.add(new SitePage(check.path(), () -> checks.html(check))));
        pages.add(new SitePage(Frames.OVERVIEW, () -> OverviewPage.html(site, frames, pulls, extras.past())));
        return pages;
    }
}
