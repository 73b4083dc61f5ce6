package dev.plimsoll.reports;

import dev.plimsoll.reports.Site.Entry;
import dev.plimsoll.reports.SpecificationView.Mark;
import dev.plimsoll.reports.SpecificationView.Tally;
import java.util.Collection;
import java.util.List;

/** What is known of a requirement after some runs, the worst first. */
final class Marks {
    static final Mark VIOLATED =
            new Mark("violated", "\u2717", "fail", "A check that judges it found a MUST or a SHOULD violated.");
    static final Mark UNJUDGED =
            new Mark("inconclusive", "?", "inconclusive", "A check could not judge it, or is stale.");
    static final Mark KNOWN = new Mark("known deviation", "\u2248", "known", "Violated, as the target's file says.");
    static final Mark HOLDS = new Mark("holds", "\u2713", "pass", "Judged, and nothing violates it.");
    static final Mark NOTED = new Mark("noted", "\u2022", "note", "Seen, and not judged: a MAY, or a habit.");
    static final Mark NOT_MET = new Mark("not met", "\u2013", "skip", "Nothing in these runs shows it.");
    static final Mark NOT_OBSERVABLE =
            new Mark("not observable", "\u2298", "skip", "No check judges it, and why is said.");
    static final Mark NOT_YET = new Mark("not yet", "\u2026", "skip", "No check judges it yet.");

    private static final List<Mark> ALL =
            List.of(VIOLATED, UNJUDGED, KNOWN, HOLDS, NOTED, NOT_MET, NOT_OBSERVABLE, NOT_YET);

    private Marks() {}

    /** The mark of a requirement that these results are of. */
    static Mark of(Collection<Entry> results) {
        if (has(results, "FAIL", "WARN")) {
            return VIOLATED;
        } else if (has(results, "INCONCLUSIVE", "STALE")) {
            return UNJUDGED;
        } else if (has(results, "KNOWN")) {
            return KNOWN;
        } else if (has(results, "PASS")) {
            return HOLDS;
        }
        return results.stream().allMatch(entry -> entry.grade().word().equals("SKIP")) ? NOT_MET : NOTED;
    }

    /** Whether that result is one of those that the mark comes from, and worth a link. */
    static boolean tells(Mark mark, Entry entry) {
        var one = List.of(entry);
        return (mark.equals(VIOLATED) || mark.equals(UNJUDGED) || mark.equals(KNOWN)) && of(one).equals(mark);
    }

    static List<Tally> tally(Collection<Mark> marks) {
        return ALL.stream()
                .map(mark -> new Tally(
                        mark, (int) marks.stream().filter(mark::equals).count()))
                .filter(tally -> tally.count() > 0)
                .toList();
    }

    private static boolean has(Collection<Entry> results, String... grades) {
        return results.stream()
                .anyMatch(entry -> List.of(grades).contains(entry.grade().word()));
    }
}
