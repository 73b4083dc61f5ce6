package dev.plimsoll.wire;

import dev.plimsoll.model.http.HeaderField;
import dev.plimsoll.model.http.HeaderFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The head of a message line by line, as it stood on the wire; each byte is the character of that number.
 *
 * @param startLine the request line or the status line
 * @param lines the header lines without their line ends; a folded line is one
 */
public record MessageHead(String startLine, List<String> lines) {
    public MessageHead {
        lines = List.copyOf(lines);
    }

    /** Reads what stands before the empty line; a line without a colon is kept and is no field. */
    public static MessageHead parse(byte[] head) {
        var lines = new ArrayList<String>();
        new String(head, StandardCharsets.ISO_8859_1)
                .lines()
                .dropWhile(String::isEmpty)
                .takeWhile(line -> !line.isEmpty())
                .forEach(line -> {
                    boolean folded = line.startsWith(" ") || line.startsWith("\t");
                    if (folded && lines.size() > 1) {
                        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + "\r\n" + line);
                    } else {
                        lines.add(line);
                    }
                });
        return lines.isEmpty()
                ? new MessageHead("", List.of())
                : new MessageHead(lines.get(0), lines.subList(1, lines.size()));
    }

    /** The fields: white space around values is gone, and a folded value is on one line. */
    public HeaderFields fields() {
        return new HeaderFields(lines.stream()
                .filter(line -> line.indexOf(':') > 0)
                .map(line -> new HeaderField(
                        nameOf(line),
                        line.substring(line.indexOf(':') + 1)
                                .replaceAll("\r\n[ \t]+", " ")
                                .strip()))
                .toList());
    }

    /** The part of the start line with that index; the last of the three may hold spaces, and may be missing. */
    public String part(int index) {
        var parts = startLine.split(" ", 3);
        return index < parts.length ? parts[index] : "";
    }

    public MessageHead withStartLine(String line) {
        return new MessageHead(line, lines);
    }

    /** Without the lines whose field name fits. */
    public MessageHead without(Predicate<String> name) {
        return new MessageHead(
                startLine,
                lines.stream().filter(line -> !name.test(nameOf(line))).toList());
    }

    /** With another value on the line of that index; name and place stay. */
    public MessageHead withValue(int line, String value) {
        var changed = new ArrayList<>(lines);
        changed.set(line, nameOf(lines.get(line)) + ": " + value);
        return new MessageHead(startLine, changed);
    }

    /** The name of the field on a line, as it is written. */
    public static String nameOf(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? line : line.substring(0, colon);
    }

    /** What goes on the wire, with the empty line. */
    public byte[] bytes() {
        var text = new StringBuilder(startLine).append("\r\n");
        lines.forEach(line -> text.append(line).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** For people: the start line without its query. */
    @Override
    public String toString() {
        return startLine.replaceFirst("\\?\\S*", "?…");
    }
}
