package dev.plimsoll.reports;

/** What every text of a run record goes through on its way to the page: masked, then made visible. */
final class SafeText {
    private SafeText() {}

    static String line(String text) {
        return Visible.line(Masking.text(text));
    }

    static String block(String text) {
        return Visible.block(Masking.text(text));
    }

    static String fieldValue(String name, String value) {
        return Visible.line(Masking.fieldValue(name, value));
    }
}
