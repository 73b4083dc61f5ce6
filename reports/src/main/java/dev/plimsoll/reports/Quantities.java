package dev.plimsoll.reports;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as people read them, the same in every locale and time zone. */
public final class Quantities {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Quantities() {}

    /** Such as {@code 46.3 MiB (48,533,760 bytes)}; the exact number always stands there. */
    public static String bytes(long bytes) {
        return bytes < 1024 ? amount(bytes) : amount(bytes) + String.format(Locale.ROOT, " (%,d bytes)", bytes);
    }

    /** Such as {@code 46.3 MiB}: for tables, where the exact number stands elsewhere. */
    static String amount(long bytes) {
        if (bytes < 1024) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        double amount = bytes;
        var unit = -1;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    /** Such as {@code 842 ms}, {@code 12.3 s} or {@code 2 min 05 s}. */
    public static String millis(long millis) {
        if (millis < 1000) {
            return millis + " ms";
        } else if (millis < 60_000) {
            return String.format(Locale.ROOT, "%d.%d s", millis / 1000, millis % 1000 / 100);
        }
        return String.format(Locale.ROOT, "%d min %02d s", millis / 60_000, millis % 60_000 / 1000);
    }

    /** Such as {@code 2026-11-21 10:00:00 UTC}. */
    public static String instant(Instant instant) {
        return SECOND.format(instant);
    }

    /** Such as {@code 1 finding} or {@code 3 findings}. */
    public static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
