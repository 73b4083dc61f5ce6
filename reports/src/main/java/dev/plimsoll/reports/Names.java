package dev.plimsoll.reports;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names for anchors and files, made of texts that may be hostile: plain characters, short, and each given out once. */
final class Names {
    private static final int LONGEST = 80;

    private final Set<String> given = new HashSet<>();

    /** A name that was not given out yet: that one, or that one with a number. */
    String unique(String name) {
        var one = name;
        for (var number = 2; !given.add(one.toLowerCase(Locale.ROOT)); number++) {
            one = name + "-" + number;
        }
        return one;
    }

    /** A word for URLs' fragments and for names of files, without a leading dot; secrets are masked before. */
    static String plain(String text) {
        var word = Masking.text(text).replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        var cut = word.length() > LONGEST ? word.substring(0, LONGEST) : word;
        return cut.isEmpty() ? "unnamed" : cut;
    }
}
