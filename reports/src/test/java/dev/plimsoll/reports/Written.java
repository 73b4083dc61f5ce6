package dev.plimsoll.reports;

import dev.plimsoll.suites.run.RunRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The pages of a report by their paths, made in memory. */
record Written(Map<String, String> pages) {
    static Written of(RunRecord... runs) {
        return of(List.of(runs), Extras.NONE);
    }

    static Written of(List<RunRecord> runs, Extras extras) {
        var pages = new LinkedHashMap<String, String>();
        SitePages.of(runs, extras)
                .forEach(page -> pages.put(page.path(), page.html().get()));
        return new Written(pages);
    }

    String overview() {
        return page("index.html");
    }

    String matrix() {
        return page("matrix.html");
    }

    String specification() {
        return page("specification.html");
    }

    /** The page of the check of that id. */
    String check(String id) {
        return page("checks/" + id + ".html");
    }

    private String page(String path) {
        if (!pages.containsKey(path)) {
            throw new AssertionError("no page " + path + " among " + pages.keySet());
        }
        return pages.get(path);
    }

    /** All pages in one text. */
    String whole() {
        return String.join("\n", pages.values());
    }

    static List<String> all(String html, String regex) {
        return Pattern.compile(regex)
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
