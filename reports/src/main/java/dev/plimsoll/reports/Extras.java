package dev.plimsoll.reports;

import dev.plimsoll.reports.diff.EarlierRuns;
import java.util.List;

/**
 * What a report shows besides its runs.
 *
 * @param pages further pages that the navigation leads to
 * @param past what is known of earlier runs
 * @param exchangesPerResult how many exchanges a result shows at most, those of its findings first
 */
public record Extras(List<PageLink> pages, Past past, int exchangesPerResult) {
    /** How many exchanges a result shows unless told otherwise. */
    public static final int EXCHANGES_PER_RESULT = 12;
    /** Nothing more. */
    public static final Extras NONE = new Extras(List.of(), Past.UNKNOWN, EXCHANGES_PER_RESULT);

    public Extras {
        pages = List.copyOf(pages);
        if (exchangesPerResult < 1) {
            throw new IllegalArgumentException("exchanges per result: at least 1, not " + exchangesPerResult);
        }
    }

    /** The same, after these runs. */
    public Extras after(EarlierRuns earlier) {
        return new Extras(pages, Past.of(earlier), exchangesPerResult);
    }
}
