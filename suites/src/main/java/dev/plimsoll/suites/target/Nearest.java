package dev.plimsoll.suites.target;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** What somebody may have meant who mistyped a name. */
public final class Nearest {
    /** Of the letters, how many may be wrong: one in three. */
    private static final int ONE_IN = 3;

    private Nearest() {}

    /** The known name that is like the typed one, if there is one. */
    public static Optional<String> to(String typed, Collection<String> known) {
        return known.stream()
                .map(name -> Map.entry(name, distance(typed, name)))
                .filter(near -> near.getValue() <= Math.max(1, typed.length() / ONE_IN))
                .min(Comparator.comparing(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    /** For a message, behind the mistyped name: empty, or a question in brackets. */
    public static String question(String typed, Collection<String> known) {
        return to(typed, known).map(name -> " (did you mean \"" + name + "\"?)").orElse("");
    }

    /** How many letters have to be put in, left out or replaced (Levenshtein). */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
