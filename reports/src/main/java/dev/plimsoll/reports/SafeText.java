package dev.plimsoll.reports;

import java.util.regex.Pattern;

/** What every text of a run record goes through on its way to the page: masked, then made visible. */
public final class SafeText {
    /** A stand-in is filled up with dots to the length of what it stands for, which is of no use to a reader. */
    private static final Pattern FILLED = Pattern.compile("(REDACTED\\.[0-9A-Za-z]+)\\.{4,}");

    private SafeText() {}

    private static String shortened(String text) {
        return FILLED.matcher(text).replaceAll("$1…");
    }

    /** A text that is shown on one line. */
    public static String line(String text) {
        return Visible.line(shortened(Masking.text(text)));
    }

    /** A text that may have several lines. */
    public static String block(String text) {
        return Visible.block(shortened(Masking.text(text)));
    }

    /** The value of the header field of that name. */
    public static String fieldValue(String name, String value) {
        return Visible.line(shortened(Masking.fieldValue(name, value)));
    }
}
