package dev.plimsoll.model.http;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A {@code Content-Range} field in bytes (RFC 9110 §14.4).
 *
 * @param range inclusive; nothing in the form {@code bytes *}{@code /size} that a 416 carries
 * @param completeLength of the whole representation; nothing if sent as {@code *}
 */
public record ContentRange(Optional<ByteRange.Resolved> range, OptionalLong completeLength) {
    private static final Pattern GRAMMAR =
            Pattern.compile("(?i)bytes\\s+(?:([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)|\\*/([0-9]{1,18}))");

    /** Nothing if the value does not follow the grammar, contradicts itself or has numbers of more than 18 digits. */
    public static Optional<ContentRange> parseLeniently(String value) {
        var match = GRAMMAR.matcher(value.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        if (match.group(1) == null) {
            return Optional.of(new ContentRange(Optional.empty(), OptionalLong.of(Long.parseLong(match.group(4)))));
        }
        var complete =
                match.group(3).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(match.group(3)));
        var range = new ByteRange.Resolved(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
        boolean contradicts =
                range.last() < range.first() || (complete.isPresent() && range.last() >= complete.getAsLong());
        return contradicts ? Optional.empty() : Optional.of(new ContentRange(Optional.of(range), complete));
    }
}
