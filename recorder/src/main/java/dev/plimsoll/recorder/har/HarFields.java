package dev.plimsoll.recorder.har;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.http.HeaderField;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.oci.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Header lines of an archive, in its order. */
final class HarFields {
    /** RFC 9110 §5.6.2, and the colon that begins the pseudo-header fields of HTTP/2. */
    private static final Pattern NAME = Pattern.compile(":?[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final int LAST_BYTE = 0xff;

    private HarFields() {}

    static HeaderFields read(JsonNode message, String side, Collection<String> notes) {
        var headers = message.path("headers");
        if (!headers.isArray()) {
            throw new MalformedException(side + ": member \"headers\" is no array");
        }
        var lines = new ArrayList<HeaderField>();
        var pseudo = new ArrayList<String>();
        for (var header : headers) {
            var name = HarMember.text(header, "name");
            if (!NAME.matcher(name).matches()) {
                throw new MalformedException(side + ": \"" + name + "\" is no name of a header field");
            } else if (name.startsWith(":")) {
                pseudo.add(name);
            } else {
                values(name, HarMember.optionalText(header, "value"), side, notes)
                        .forEach(value -> lines.add(new HeaderField(name, value)));
            }
        }
        if (!pseudo.isEmpty()) {
            notes.add("har: left out of the " + side + ": " + String.join(", ", pseudo));
        }
        return new HeaderFields(lines);
    }

    /** Browsers join repeated lines by line ends. */
    private static List<String> values(String name, String value, String side, Collection<String> notes) {
        var values = new ArrayList<String>();
        for (var one : value.split("\n", -1)) {
            var line = one.strip();
            if (line.chars().anyMatch(c -> c == '\r' || c == 0)) {
                throw new MalformedException(side + ": header field \"" + name + "\" holds a line end or NUL");
            } else if (line.chars().anyMatch(c -> c > LAST_BYTE)) {
                notes.add("har: " + side + " " + name + " was decoded as UTF-8, and is encoded again");
                line = new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
            values.add(line);
        }
        if (values.size() > 1) {
            notes.add("har: " + side + " " + name + " was split at line ends");
        }
        return values;
    }
}
