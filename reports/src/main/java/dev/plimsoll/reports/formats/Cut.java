package dev.plimsoll.reports.formats;

/** Texts that are too long for where they go. */
final class Cut {
    private Cut() {}

    /** At most that many characters of it, and then how many more there are. */
    static String to(int characters, String text) {
        int length = text.codePointCount(0, text.length());
        if (length <= characters) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, characters)) + "… (" + (length - characters)
                + " characters more)";
    }
}
