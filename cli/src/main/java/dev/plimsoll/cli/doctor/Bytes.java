package dev.plimsoll.cli.doctor;

import java.util.Locale;

/** Numbers of bytes, for people. */
final class Bytes {
    private Bytes() {}

    /** In MiB below a GiB, otherwise in GiB with one digit after the point. */
    static String shown(long bytes) {
        return bytes < 1L << 30
                ? (bytes >> 20) + " MiB"
                : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
