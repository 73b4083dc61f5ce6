package dev.plimsoll.model.http;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * One range of a {@code Range} field in bytes (RFC 9110 §14.1.2): {@code first-last} inclusive, {@code first-} to the
 * end, or {@code -suffix}, the last bytes.
 *
 * @param first nothing for a suffix
 * @param last inclusive; for a suffix, how many bytes from the end
 */
public record ByteRange(OptionalLong first, OptionalLong last) {
    private static final Pattern SINGLE = Pattern.compile("bytes\\s*=\\s*([0-9]{0,18})\\s*-\\s*([0-9]{0,18})");

    /** A stretch of a body, both ends inclusive and within it. */
    public record Resolved(long first, long last) {
        public long length() {
            return last - first + 1;
        }
    }

    public static ByteRange closed(long first, long last) {
        return new ByteRange(OptionalLong.of(first), OptionalLong.of(last));
    }

    /** The range, if the value is one valid range in bytes; several ranges and other units are nothing. */
    public static Optional<ByteRange> parseLeniently(String value) {
        var range = SINGLE.matcher(value.strip());
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        var first = number(range.group(1));
        var last = number(range.group(2));
        if (first.isPresent() && last.isPresent() && last.getAsLong() < first.getAsLong()) {
            return Optional.empty();
        }
        return Optional.of(new ByteRange(first, last));
    }

    /** The stretch that this range means of a body of {@code size} bytes; nothing if it is not satisfiable. */
    public Optional<Resolved> within(long size) {
        long begin = first.isPresent() ? first.getAsLong() : Math.max(0, size - last.getAsLong());
        long end = first.isPresent() && last.isPresent() ? Math.min(last.getAsLong(), size - 1) : size - 1;
        return begin > end ? Optional.empty() : Optional.of(new Resolved(begin, end));
    }

    /** The value for a {@code Range} field. */
    @Override
    public String toString() {
        return "bytes=" + (first.isPresent() ? first.getAsLong() : "") + "-"
                + (last.isPresent() ? last.getAsLong() : "");
    }

    private static OptionalLong number(String digits) {
        return digits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
    }
}
