package dev.plimsoll.cli;

import dev.plimsoll.cli.doctor.State;
import dev.plimsoll.suites.check.Grade;
import picocli.CommandLine.Help.Ansi;

/** Colours for words that stand there without them as well. Only our own words: what came from the wire is no markup. */
final class Paint {
    private Paint() {}

    static String grade(Ansi ansi, Grade grade, String word) {
        return paint(ansi, colour(grade), word);
    }

    static String state(Ansi ansi, State state, String word) {
        return paint(
                ansi,
                switch (state) {
                    case OK -> "green";
                    case MISSING -> "faint";
                    case WARNING -> "yellow";
                    case PROBLEM -> "bold,red";
                },
                word);
    }

    private static String colour(Grade grade) {
        return switch (grade) {
            case PASS -> "green";
            case FAIL, STALE -> "bold,red";
            case WARN, INCONCLUSIVE -> "yellow";
            default -> "faint";
        };
    }

    private static String paint(Ansi ansi, String style, String word) {
        return ansi.string("@|" + style + " " + word + "|@");
    }
}
