package dev.plimsoll.recorder.har;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Timing;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.recorder.imports.BodyPromise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes an exchange of an entry. Members that begin with {@code _} are each writer's own and are ignored, but for the
 * reason why there was no response, how a body ended, and for what says that nothing crossed the wire.
 */
final class HarEntry {
    /** The name under which {@link HarExporter} writes: of its own archives, comments are an exchange's notes. */
    static final String CREATOR = "Plimsoll";

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,20}):.*", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("(?i)h(?:ttp/)?([0-9](?:\\.[0-9])?)");

    /** They write no credentials unless they are asked to. */
    private static final Pattern SANITIZING = Pattern.compile("WebInspector.*|WebKit Web Inspector.*");

    private final JsonNode entry;
    private final String creator;
    private final List<String> notes = new ArrayList<>();

    HarEntry(JsonNode entry, String creator) {
        this.entry = entry;
        this.creator = creator;
    }

    /** Why the entry is no exchange over HTTP, if it is none. */
    Optional<String> foreign() {
        var scheme = SCHEME.matcher(HarMember.optionalText(HarMember.object(entry, "request"), "url"));
        var name = scheme.matches() ? scheme.group(1).toLowerCase(Locale.ROOT) : "http";
        return name.equals("http") || name.equals("https") ? Optional.empty() : Optional.of("a URL of scheme " + name);
    }

    /**
     * The exchange.
     *
     * @throws MalformedException if a member is missing or malformed; the message names it
     */
    Exchange exchange() {
        var requestNode = HarMember.object(entry, "request");
        var responseNode = HarMember.object(entry, "response");
        var version = version(requestNode, responseNode);
        var request = request(requestNode, version);
        // Chrome writes 0 where there was no response, Playwright -1.
        var response = responseNode.path("status").asInt() <= 0
                ? Optional.<HttpResponse>empty()
                : Optional.of(response(request, responseNode, version));
        writersHabits(request);
        return new Exchange(1, request, response, failure(responseNode, response), timing(response.isPresent()), notes);
    }

    private HttpRequest request(JsonNode node, String version) {
        var fields = HarFields.read(node, "request", notes);
        var body = HarBody.ofRequest(node, fields);
        body.note().ifPresent(note -> notes.add("har: request: " + note));
        var url = HttpUrl.parse(HarMember.text(node, "url"));
        return new HttpRequest(token(HarMember.text(node, "method")), url, version, fields, body.body());
    }

    private HttpResponse response(HttpRequest request, JsonNode node, String version) {
        int status = node.path("status").asInt();
        if (status < 100 || status > 999) {
            throw new MalformedException("response: member \"status\" is no status: " + status);
        }
        var fields = HarFields.read(node, "response", notes);
        var promise = BodyPromise.ofResponse(request.method(), request.url(), status, fields);
        var body = HarBody.ofResponse(node.path("content"), HarMember.size(node, "bodySize"), promise);
        body.note().ifPresent(note -> notes.add("har: response: " + note));
        var reason = HarMember.optionalText(node, "statusText").replaceAll("\\p{Cntrl}", " ");
        return new HttpResponse(version, status, reason, fields, body.body(), end(node, body.end()));
    }

    /** How a body ended is told by our own archives alone. */
    private static BodyEnd end(JsonNode response, BodyEnd seen) {
        var told = response.path("_end").asText();
        return Stream.of(BodyEnd.values())
                .filter(end -> end.name().equalsIgnoreCase(told))
                .findFirst()
                .orElse(seen);
    }

    /** Of what never came nothing was measured, whatever the writer says. */
    private Timing timing(boolean answered) {
        var told = HarTimes.read(entry);
        return answered ? told : new Timing(told.started(), Optional.empty(), Optional.empty());
    }

    private Optional<String> failure(JsonNode response, Optional<HttpResponse> read) {
        for (var told : List.of(response.path("_error"), response.path("_failureText"), entry.path("_error"))) {
            if (told.isTextual() && !told.textValue().isBlank()) {
                return Optional.of(told.textValue().replaceAll("\\p{Cntrl}", " "));
            }
        }
        return read.isPresent() ? Optional.empty() : Optional.of("the archive has no response");
    }

    /** One version a connection, so the response's stands in for a request whose version the browser did not know. */
    private String version(JsonNode request, JsonNode response) {
        for (var message : List.of(request, response)) {
            var version = VERSION.matcher(
                    HarMember.optionalText(message, "httpVersion").strip());
            if (version.matches()) {
                var number = version.group(1);
                return "HTTP/" + (number.endsWith(".0") && !number.startsWith("1") ? number.substring(0, 1) : number);
            }
        }
        notes.add("har: the version of HTTP is not told, HTTP/1.1 is assumed");
        return "HTTP/1.1";
    }

    private void writersHabits(HttpRequest request) {
        if (creator.startsWith(CREATOR + " ")) {
            HarMember.optionalText(entry, "comment")
                    .lines()
                    .filter(line -> !line.isBlank() && !notes.contains(line))
                    .forEach(notes::add);
        } else if (SANITIZING.matcher(creator).matches()
                && !request.fields().contains("Authorization")
                && !request.fields().contains("Cookie")) {
            notes.add(
                    "har: browsers leave out Authorization, Cookie and Set-Cookie unless sensitive data are asked for");
        }
        if (entry.has("_fromCache")) {
            notes.add("har: answered by the browser's cache, not by the server");
        }
    }

    private static String token(String method) {
        if (!method.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}")) {
            throw new MalformedException("request: member \"method\" is no method");
        }
        return method;
    }

    /** The notes of an exchange as an entry's comment. */
    static String comment(Collection<String> notes) {
        return String.join("\n", notes);
    }
}
