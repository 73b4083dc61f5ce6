package dev.plimsoll.model.http;

import java.util.Locale;

/** The kind of credentials in an {@code Authorization} field. */
public enum Credentials {
    NONE,
    BASIC,
    BEARER,
    OTHER;

    static Credentials ofHeader(String value) {
        var scheme = value.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "basic" -> BASIC;
            case "bearer" -> BEARER;
            default -> OTHER;
        };
    }
}
