package dev.plimsoll.reports;

import java.util.Locale;

/**
 * Makes what cannot be seen visible: control characters, and format characters such as those that turn the reading
 * direction, stand there by name or number, as {@code ‹ESC›} or {@code ‹U+202E›}. Nothing from
 * the wire can then look like what it is not. The quotes are of Latin fonts; few fonts have the pictures of Unicode's
 * own block for this.
 */
final class Visible {
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
            } else {
                out.append('\u2039').append(name(codePoint)).append('\u203a');
            }
        });
        return out.toString();
    }

    private static String name(int codePoint) {
        return switch (codePoint) {
            case 0x00 -> "NUL";
            case 0x09 -> "TAB";
            case 0x0a -> "LF";
            case 0x0d -> "CR";
            case 0x1b -> "ESC";
            case 0x7f -> "DEL";
            default -> String.format(Locale.ROOT, "U+%04X", codePoint);
        };
    }
}
