package dev.plimsoll.suites.check;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Timing;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A transcript written by hand. Each exchange begins with a line {@code ### what matters about it} (several such lines
 * are one comment), then come the request line with an absolute URL, its header lines, an empty line, rarely a body, the
 * status line, its header lines, an empty line and the body, whose last line end does not count. As the whole body,
 * {@code <omitted>} is one that was not captured, {@code <described 1234 sha256:…>} one that was only measured,
 * {@code <short 1234>} that many bytes before the connection closed too early, and {@code <bytes path>} the exact content
 * of a test resource. A comment {@code ### @2.5+0.5 …} says when the exchange began and how long it took, in seconds.
 * {@link Placeholders} stand for what is computed.
 */
public final class TranscriptFile {
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (\\S+) (HTTP/[0-9.]+)");
    private static final Pattern STATUS_LINE = Pattern.compile("(HTTP/[0-9.]+) ([0-9]{3})(?: (.*))?");
    private static final Pattern SPECIAL = Pattern.compile("<(omitted|described|short|bytes)(?: ([^>]*))?>");

    private static final Pattern MOMENT = Pattern.compile("### @([0-9.]{1,9})\\+([0-9.]{1,9})(?: .*)?");

    /** One exchange before its placeholders are resolved; {@code line} is that of its request. */
    private record Source(
            int line,
            Timing timing,
            List<String> request,
            List<String> requestBody,
            List<String> response,
            String body) {}

    private final String name;
    private final Path resources;
    private final List<Source> sources;
    private final TreeMap<Integer, Body> bodies = new TreeMap<>();
    private final Set<Integer> resolving = new HashSet<>();
    private final Placeholders placeholders = new Placeholders(this::body);

    private TranscriptFile(String name, Path resources, List<String> lines) {
        this.name = name;
        this.resources = resources;
        this.sources = split(lines);
    }

    /**
     * Reads a file below the test resources.
     *
     * @throws IllegalArgumentException naming file and line, if it does not follow the format
     */
    public static Transcript read(Path resources, String path) {
        try {
            return parse(path, resources, Files.readString(resources.resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same of a text; {@code name} is for messages. */
    static Transcript parse(String name, Path resources, String text) {
        var lines = List.of((text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1));
        return new TranscriptFile(name, resources, lines).transcript();
    }

    private Transcript transcript() {
        var exchanges = new ArrayList<Exchange>();
        for (int id = 1; id <= sources.size(); id++) {
            var source = sources.get(id - 1);
            try {
                exchanges.add(new Exchange(
                        id,
                        request(source),
                        Optional.of(response(source, id)),
                        Optional.empty(),
                        source.timing(),
                        List.of()));
            } catch (MalformedException e) {
                throw error(source.line(), String.valueOf(e.getMessage()));
            }
        }
        return new Transcript(exchanges);
    }

    private HttpRequest request(Source source) {
        var line = REQUEST_LINE.matcher(resolve(source, source.request().get(0)));
        if (!line.matches()) {
            throw error(source.line(), "not a request line such as GET https://host/path HTTP/1.1");
        }
        var body = resolve(source, String.join("\n", source.requestBody()));
        return new HttpRequest(
                line.group(1),
                HttpUrl.parse(line.group(2)),
                line.group(3),
                fields(source, source.request()),
                Body.of(Bytes.utf8(body)));
    }

    private HttpResponse response(Source source, int id) {
        var line = STATUS_LINE.matcher(source.response().get(0));
        if (!line.matches()) {
            throw error(source.line(), "not a status line: " + source.response().get(0));
        }
        var body = body(id);
        return new HttpResponse(
                line.group(1),
                Integer.parseInt(line.group(2)),
                line.group(3) == null ? "" : line.group(3),
                fields(source, source.response()),
                body,
                body.isOmitted()
                        ? BodyEnd.UNKNOWN
                        : source.body().startsWith("<short ") ? BodyEnd.SHORT : BodyEnd.COMPLETE);
    }

    private HeaderFields fields(Source source, List<String> head) {
        var fields = HeaderFields.none();
        for (var line : head.subList(1, head.size())) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw error(source.line(), "not a header line: " + line);
            }
            fields = fields.and(
                    line.substring(0, colon),
                    resolve(source, line.substring(colon + 1).strip()));
        }
        return fields;
    }

    /** The response body of an exchange, others first that it refers to. */
    private Body body(int id) {
        if (id < 1 || id > sources.size()) {
            throw new IllegalArgumentException("there is no exchange " + id);
        }
        var known = bodies.get(id);
        if (known != null) {
            return known;
        }
        if (!resolving.add(id)) {
            throw new IllegalArgumentException("the body of exchange " + id + " refers to itself");
        }
        var source = sources.get(id - 1);
        var body = special(source, resolve(source, source.body()));
        bodies.put(id, body);
        return body;
    }

    private Body special(Source source, String text) {
        var special = SPECIAL.matcher(text);
        if (!special.matches()) {
            return Body.of(Bytes.utf8(text));
        }
        var argument = special.group(2) == null ? "" : special.group(2);
        return switch (special.group(1)) {
            case "omitted" -> Body.omitted();
            case "described" -> {
                var parts = argument.split(" ", 2);
                if (parts.length != 2 || !parts[0].matches("[0-9]{1,18}")) {
                    throw error(source.line(), "not <described bytes digest>: " + text);
                }
                yield new Body.Described(Long.parseLong(parts[0]), Digest.parse(parts[1]));
            }
            case "short" -> Body.of(Bytes.of(new byte[Integer.parseInt(argument)]));
            default -> Body.of(bytes(source, argument));
        };
    }

    private Bytes bytes(Source source, String path) {
        try {
            return Bytes.of(Files.readAllBytes(resources.resolve(path)));
        } catch (IOException e) {
            throw error(source.line(), "cannot read the test resource " + path);
        }
    }

    private String resolve(Source source, String text) {
        try {
            return placeholders.resolve(text);
        } catch (IllegalArgumentException e) {
            var message = String.valueOf(e.getMessage());
            throw message.startsWith(name) ? e : error(source.line(), message);
        }
    }

    private List<Source> split(List<String> lines) {
        var found = new ArrayList<Source>();
        int at = 0;
        while (at < lines.size()) {
            if (!lines.get(at).startsWith("###")) {
                throw error(at + 1, "an exchange begins with ### and a comment");
            }
            var timing = timing(lines.get(at));
            while (at < lines.size() && lines.get(at).startsWith("###")) {
                at++;
            }
            int end = at;
            while (end < lines.size() && !lines.get(end).startsWith("###")) {
                end++;
            }
            found.add(source(at + 1, timing, lines.subList(at, end)));
            at = end;
        }
        return found;
    }

    private static Timing timing(String comment) {
        var moment = MOMENT.matcher(comment);
        return moment.matches()
                ? new Timing(
                        Optional.of(Instant.EPOCH.plus(seconds(moment.group(1)))),
                        Optional.of(seconds(moment.group(2))),
                        Optional.of(seconds(moment.group(2))))
                : Timing.UNKNOWN;
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis((long) (Double.parseDouble(text) * 1000));
    }

    private Source source(int line, Timing timing, List<String> lines) {
        int requestEnd = lines.indexOf("");
        int status = Math.max(requestEnd, 0);
        while (status < lines.size() && !STATUS_LINE.matcher(lines.get(status)).matches()) {
            status++;
        }
        if (requestEnd < 1 || status == lines.size()) {
            throw error(line, "an exchange is a request head, an empty line and a response that begins with HTTP/1.1");
        }
        int responseEnd = status;
        while (responseEnd < lines.size() && !lines.get(responseEnd).isEmpty()) {
            responseEnd++;
        }
        if (responseEnd == lines.size()) {
            throw error(line + responseEnd, "an empty line ends the response head");
        }
        return new Source(
                line,
                timing,
                lines.subList(0, requestEnd),
                lines.subList(requestEnd + 1, status),
                lines.subList(status, responseEnd),
                String.join("\n", lines.subList(responseEnd + 1, lines.size())));
    }

    private IllegalArgumentException error(int line, String message) {
        return new IllegalArgumentException(name + ", line " + line + ": " + message);
    }
}
