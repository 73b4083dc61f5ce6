package dev.plimsoll.recorder.text;

import dev.plimsoll.model.http.HeaderField;
import dev.plimsoll.model.http.HeaderFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A head as it is read line by line: the parts of its start line, and header lines so far. */
final class ShownHead {
    private static final Pattern REQUEST_LINE =
            Pattern.compile("([A-Z]{1,20}) (\\S+) (HTTP/[0-9](?:\\.[0-9])?)[ \\t]*");
    private static final Pattern STATUS_LINE = Pattern.compile("(HTTP/[0-9](?:\\.[0-9])?) ([1-9][0-9]{2})(?: (.*))?");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)");

    private final int line;
    private final Matcher start;
    private final List<HeaderField> fields = new ArrayList<>();

    private ShownHead(int line, Matcher start) {
        this.line = line;
        this.start = start;
    }

    static Optional<ShownHead> request(TextLines.Line line, String content) {
        return begun(REQUEST_LINE, line, content);
    }

    static Optional<ShownHead> response(TextLines.Line line, String content) {
        return begun(STATUS_LINE, line, content);
    }

    private static Optional<ShownHead> begun(Pattern form, TextLines.Line line, String content) {
        var start = form.matcher(content);
        return start.matches() ? Optional.of(new ShownHead(line.number(), start)) : Optional.empty();
    }

    /** Takes one more line; answers whether it was a header line. */
    boolean take(String content) {
        var field = FIELD.matcher(content);
        if (!field.matches()
                || field.group(2).indexOf('\r') >= 0
                || field.group(2).indexOf(0) >= 0) {
            return false;
        }
        return fields.add(new HeaderField(field.group(1), field.group(2).strip()));
    }

    /** The number of the start line. */
    int line() {
        return line;
    }

    HeaderFields fields() {
        return new HeaderFields(fields);
    }

    String method() {
        return start.group(1);
    }

    String target() {
        return start.group(2);
    }

    String requestVersion() {
        return start.group(3);
    }

    String responseVersion() {
        return start.group(1);
    }

    int status() {
        return Integer.parseInt(start.group(2));
    }

    String reason() {
        return start.group(3) == null ? "" : start.group(3).strip();
    }
}
