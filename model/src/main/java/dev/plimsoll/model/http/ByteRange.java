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
    private static final Pattern SINGLE = Pattern.compile("(?i)bytes\\s*=\\s*([0-9]*)\\s*-\\s*([0-9]*)");

    /**
     * Checks that the range says something.
     *
     * @throws IllegalArgumentException if it has neither end, or a negative one
     */
    public ByteRange {
        if (first.isEmpty() && last.isEmpty()) {
            throw new IllegalArgumentException("a range needs a first or a last position");
        }
        if (first.orElse(0) < 0 || last.orElse(0) < 0) {
            throw new IllegalArgumentException("a position is negative: " + first + ", " + last);
        }
    }

    /** A stretch of a body, both ends inclusive and within it. */
    public record Resolved(long first, long last) {
        public long length() {
            return last - first + 1;
        }
    }

    public static ByteRange closed(long first, long last) {
        return new ByteRange(OptionalLong.of(first), OptionalLong.of(last));
    }

    /**
     * The range, if the value is one valid range in bytes; several ranges and other units are nothing. White space is
     * passed over, the unit has no case (§14.1), and a position of more than 18 digits is as good as the end (§14.1.2).
     */
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
        if (digits.isEmpty()) {
            return OptionalLong.empty();
        }
        var significant = digits.replaceFirst("^0+(?=.)", "");
        return OptionalLong.of(significant.length() > 18 ? Long.MAX_VALUE : Long.parseLong(significant));
    }
}
