package dev.plimsoll.reports.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** What tells that two results of different runs are of the same thing: from names alone. */
final class Fingerprint {
    private Fingerprint() {}

    /** 64 hexadecimal digits. */
    static String of(String... names) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\0", names).getBytes(UTF_8));
            return HexFormat.of().formatHex(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The same name always has the same one. */
    static String uuid(String... names) {
        return UUID.nameUUIDFromBytes(String.join("\0", names).getBytes(UTF_8)).toString();
    }
}
