package dev.plimsoll.model.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Header lines in the order sent: repeated lines stay apart, nothing is split, joined or normalised. */
public record HeaderFields(List<HeaderField> lines) {
    private static final HeaderFields NONE = new HeaderFields(List.of());

    public HeaderFields {
        lines = List.copyOf(lines);
    }

    public static HeaderFields none() {
        return NONE;
    }

    /**
     * Names and values in turn.
     *
     * @throws IllegalArgumentException if the last name has no value
     */
    public static HeaderFields of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("field " + namesAndValues[namesAndValues.length - 1] + " has no value");
        }
        var lines = new ArrayList<HeaderField>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            lines.add(new HeaderField(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new HeaderFields(lines);
    }

    /** The value of the first line of that name. */
    public Optional<String> first(String name) {
        return lines.stream()
                .filter(line -> line.isNamed(name))
                .map(HeaderField::value)
                .findFirst();
    }

    /** The values of all lines of that name, in order. */
    public List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.isNamed(name))
                .map(HeaderField::value)
                .toList();
    }

    public boolean contains(String name) {
        return lines.stream().anyMatch(line -> line.isNamed(name));
    }

    /** The members of a comma-separated list field over all its lines, without quoted commas in mind: for Accept. */
    public List<String> listMembers(String name) {
        return all(name).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .filter(member -> !member.isEmpty())
                .toList();
    }

    /**
     * The value of {@code Content-Length} in bytes; nothing if absent, no number of up to 18 digits, or several that
     * differ (RFC 9110 §8.6: a repeated value may be taken as one).
     */
    public OptionalLong contentLength() {
        var values = all("Content-Length").stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .distinct()
                .toList();
        var value = values.size() == 1 ? values.get(0) : "";
        return value.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }

    /** These lines and one more at the end. */
    public HeaderFields and(String name, String value) {
        var more = new ArrayList<>(lines);
        more.add(new HeaderField(name, value));
        return new HeaderFields(more);
    }

    public HeaderFields without(String name) {
        return new HeaderFields(
                lines.stream().filter(line -> !line.isNamed(name)).toList());
    }

    /** One line of that name in the place of the first one, or at the end. */
    public HeaderFields with(String name, String value) {
        var result = new ArrayList<HeaderField>();
        boolean placed = false;
        for (var line : lines) {
            if (!line.isNamed(name)) {
                result.add(line);
            } else if (!placed) {
                result.add(new HeaderField(line.name(), value));
                placed = true;
            }
        }
        return placed ? new HeaderFields(result) : and(name, value);
    }
}
