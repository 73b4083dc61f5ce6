package dev.plimsoll.reports;

import dev.plimsoll.suites.check.Grade;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The grades as the page shows them, the worst first. */
public final class Grades {
    private static final int WARN = 4;
    private static final List<Label> ALL = Stream.of(Grade.values())
            .map(Grades::label)
            .sorted(Comparator.comparingInt(Label::rank))
            .toList();

    private Grades() {}

    /**
     * A grade, never by colour alone.
     *
     * @param word the grade's name
     * @param symbol one character
     * @param meaning in a sentence
     * @param tone the style class
     * @param rank its place among the others, 0 for the worst
     */
    public record Label(String word, String symbol, String meaning, String tone, int rank) {
        /** Whether somebody has to do something about it. */
        boolean isProblem() {
            return rank <= WARN;
        }
    }

    /** All grades. */
    public static List<Label> all() {
        return ALL;
    }

    /** The label of the grade of that name; a name of a newer version stands among the doubtful ones as it is. */
    public static Label named(String name) {
        return ALL.stream()
                .filter(label -> label.word().equals(name))
                .findFirst()
                .orElseGet(() -> new Label(
                        SafeText.line(name), "?", "A grade that this version of Plimsoll does not know.", "other", 3));
    }

    private static Label label(Grade grade) {
        return switch (grade) {
            case FAIL -> label(grade, "\u2717", "A MUST is violated, or a SHOULD in a strict run.", 0);
            case STALE ->
                label(grade, "\u21ba", "A deviation that the target's file expects is gone: mend the file.", 1);
            case INCONCLUSIVE -> label(grade, "?", "It could not be judged.", 2);
            case WARN -> label(grade, "\u25b2", "A SHOULD is violated.", WARN);
            case KNOWN -> label(grade, "\u2248", "A deviation that the target's file expects.", 5);
            case NOTE -> label(grade, "\u2022", "Reported only: a MAY, a habit or an observation.", 6);
            case PASS -> label(grade, "\u2713", "The requirement holds.", 7);
            case SKIP -> label(grade, "\u2013", "There was nothing to judge.", 8);
        };
    }

    private static Label label(Grade grade, String symbol, String meaning, int rank) {
        return new Label(grade.name(), symbol, meaning, grade.name().toLowerCase(Locale.ROOT), rank);
    }
}
