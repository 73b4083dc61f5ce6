package dev.plimsoll.reports;

/** What every text of a run record goes through on its way to the page: masked, then made visible. */
public final class SafeText {
    private SafeText() {}

    /** A text that is shown on one line. */
    public static String line(String text) {
        return Visible.line(Masking.text(text));
    }

    /** A text that may have several lines. */
    public static String block(String text) {
        return Visible.block(Masking.text(text));
    }

    /** The value of the header field of that name. */
    public static String fieldValue(String name, String value) {
        return Visible.line(Masking.fieldValue(name, value));
    }
}
