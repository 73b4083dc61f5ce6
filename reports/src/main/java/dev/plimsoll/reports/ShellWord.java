package dev.plimsoll.reports;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Quotes for a POSIX shell. The quoted text holds no control or format character but line feed and tab, so that
 * pasting it cannot do more than reading it says; the shell makes the same bytes of it again.
 */
final class ShellWord {
    private ShellWord() {}

    /** One word that the shell takes for exactly this text, which must not hold U+0000. */
    static String literal(String text) {
        if (!text.isEmpty() && text.chars().allMatch(ShellWord::needsNoQuotes)) {
            return text;
        }
        var word = new StringBuilder("'");
        text.codePoints().forEach(codePoint -> {
            if (codePoint == '\'') {
                word.append("'\\''");
            } else if (codePoint == '\n' || codePoint == '\t' || !Visible.isHidden(codePoint)) {
                word.appendCodePoint(codePoint);
            } else {
                word.append("'\"$(printf '").append(octal(codePoint)).append("')\"'");
            }
        });
        return word.append('\'').toString();
    }

    private static String octal(int codePoint) {
        var escapes = new StringBuilder();
        for (byte octet : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            escapes.append(String.format(Locale.ROOT, "\\%03o", octet & 0xff));
        }
        return escapes.toString();
    }

    private static boolean needsNoQuotes(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-_./:,+@%".indexOf(c) >= 0;
    }
}
