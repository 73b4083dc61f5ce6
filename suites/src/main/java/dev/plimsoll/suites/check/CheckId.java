package dev.plimsoll.suites.check;

import java.util.regex.Pattern;

/**
 * A check's stable name, {@code topic/kebab-slug}: it stands in reports, expectations and bug reports, so it is never
 * a position and never renamed.
 */
public record CheckId(String value) implements Comparable<CheckId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*");

    public CheckId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a check id (topic/kebab-slug): " + value);
        }
    }

    /** Whether a text has the form of an id, whatever check it names. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    public String topic() {
        return value.substring(0, value.indexOf('/'));
    }

    @Override
    public int compareTo(CheckId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
