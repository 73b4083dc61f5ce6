package dev.plimsoll.reports;

import java.util.Locale;

/**
 * Makes what cannot be seen visible: control characters as their pictures ({@code ␛}), and format characters, such as
 * those that turn the reading direction, by number ({@code ⟦U+202E⟧}). Nothing from the wire can then look like what
 * it is not.
 */
final class Visible {
    private static final int PICTURES = 0x2400;
    private static final int DELETE = 0x7f;

    private Visible() {}

    /** A text that has one line. */
    static String line(String text) {
        return visible(text, false);
    }

    /** A text that may have several lines: line feeds and tabs stay. */
    static String block(String text) {
        return visible(text, true);
    }

    /** Whether it would print as nothing, or change how others print. */
    static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static String visible(String text, boolean lines) {
        if (text.codePoints().noneMatch(Visible::isHidden)) {
            return text;
        }
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> {
            if (!isHidden(codePoint) || (lines && (codePoint == '\n' || codePoint == '\t'))) {
                out.appendCodePoint(codePoint);
            } else if (codePoint < ' ') {
                out.appendCodePoint(PICTURES + codePoint);
            } else if (codePoint == DELETE) {
                out.append('\u2421');
            } else {
                out.append(String.format(Locale.ROOT, "\u27e6U+%04X\u27e7", codePoint));
            }
        });
        return out.toString();
    }
}
