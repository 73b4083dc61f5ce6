package dev.plimsoll.recorder.har;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a capture as an HTTP Archive, version 1.2, an entry at a time. What the format has no place for is in comments
 * and in members that begin with an underscore: {@code _error}, {@code _end}, {@code _unmeasured}.
 */
public final class HarExporter {
    private final Capture capture;
    private final HarExportOptions options;
    private final JsonGenerator json;
    private Instant latestStart;

    private HarExporter(Capture capture, HarExportOptions options, JsonGenerator json) {
        this.capture = capture;
        this.options = options;
        this.json = json;
        latestStart = capture.info().recordedAt().orElse(Instant.EPOCH);
    }

    /**
     * Writes with {@link HarExportOptions#DEFAULT}.
     *
     * @throws IOException see {@link #write(Capture, OutputStream, HarExportOptions)}
     */
    public static void write(Capture capture, OutputStream target) throws IOException {
        write(capture, target, HarExportOptions.DEFAULT);
    }

    /**
     * Writes in UTF-8; {@code target} is flushed and left open.
     *
     * @throws IOException if {@code target} fails, or a body of the capture cannot be read
     */
    public static void write(Capture capture, OutputStream target, HarExportOptions options) throws IOException {
        var factory = JsonFactory.builder()
                .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        try (var json = factory.createGenerator(target)) {
            new HarExporter(capture, options, json.useDefaultPrettyPrinter()).log();
        }
        target.write('\n');
        target.flush();
    }

    private void log() throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("log");
        json.writeStringField("version", "1.2");
        json.writeObjectFieldStart("creator");
        json.writeStringField("name", HarEntry.CREATOR);
        json.writeStringField("version", "0.1.0");
        json.writeEndObject();
        browser(capture.info().client());
        json.writeArrayFieldStart("entries");
        for (var exchange : capture.transcript().exchanges()) {
            entry(exchange);
        }
        json.writeEndArray();
        var info = capture.info();
        json.writeStringField(
                "comment",
                info.name() + ": " + info.description() + "; client " + info.client() + ", registry "
                        + info.registry());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** The client, in the place that archives have for it: {@code docker/19.03.12}. */
    private void browser(String client) throws IOException {
        int slash = client.indexOf('/');
        json.writeObjectFieldStart("browser");
        json.writeStringField("name", slash < 0 ? client : client.substring(0, slash));
        json.writeStringField("version", slash < 0 ? "" : client.substring(slash + 1));
        json.writeEndObject();
    }

    private void entry(Exchange exchange) throws IOException {
        // An unknown start is put where it keeps the order of requests.
        latestStart = exchange.timing().started().orElse(latestStart);
        json.writeStartObject();
        HarTimes.write(json, exchange.timing(), latestStart);
        request(exchange.request());
        json.writeObjectFieldStart("response");
        if (exchange.response().isPresent()) {
            response(exchange.response().get());
        } else {
            noResponse();
        }
        if (exchange.failure().isPresent()) {
            json.writeStringField("_error", exchange.failure().get());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("cache");
        json.writeEndObject();
        if (!exchange.notes().isEmpty()) {
            json.writeStringField("comment", HarEntry.comment(exchange.notes()));
        }
        json.writeEndObject();
    }

    private void request(HttpRequest request) throws IOException {
        json.writeObjectFieldStart("request");
        json.writeStringField("method", request.method());
        json.writeStringField("url", request.url().raw());
        json.writeStringField("httpVersion", request.version());
        head(request.fields());
        json.writeArrayFieldStart("queryString");
        for (var parameter : request.url().parameters()) {
            pair(parameter.name(), parameter.value());
        }
        json.writeEndArray();
        json.writeNumberField("headersSize", -1);
        json.writeNumberField("bodySize", request.body().size().orElse(-1));
        if (request.body().size().orElse(-1) != 0) {
            json.writeObjectFieldStart("postData");
            json.writeStringField(
                    "mimeType", request.fields().first("Content-Type").orElse("application/octet-stream"));
            json.writeArrayFieldStart("params");
            json.writeEndArray();
            var text = text(request.body());
            json.writeStringField("text", text.orElse(""));
            if (text.isEmpty()) {
                json.writeStringField("comment", whyLeftOut(request.body()));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void response(HttpResponse response) throws IOException {
        json.writeNumberField("status", response.status());
        json.writeStringField("statusText", response.reason());
        json.writeStringField("httpVersion", response.version());
        head(response.fields());
        json.writeObjectFieldStart("content");
        var body = response.body();
        // Of a body that nobody measured, viewers show what the head declared.
        json.writeNumberField(
                "size", body.size().orElse(response.fields().contentLength().orElse(0)));
        json.writeStringField(
                "mimeType", response.fields().first("Content-Type").orElse("x-unknown"));
        var text = text(body);
        if (text.isPresent()) {
            json.writeStringField("text", text.get());
        } else if (body.size().orElse(-1) != 0) {
            json.writeStringField("comment", whyLeftOut(body));
        }
        json.writeEndObject();
        json.writeStringField("redirectURL", response.fields().first("Location").orElse(""));
        json.writeNumberField("headersSize", -1);
        json.writeNumberField("bodySize", body.size().orElse(-1));
        if (response.end() != BodyEnd.COMPLETE) {
            json.writeStringField("_end", response.end().name().toLowerCase(Locale.ROOT));
        }
    }

    /** As Chrome writes it: the format requires a response. */
    private void noResponse() throws IOException {
        json.writeNumberField("status", 0);
        json.writeStringField("statusText", "");
        json.writeStringField("httpVersion", "");
        head(HeaderFields.none());
        json.writeObjectFieldStart("content");
        json.writeNumberField("size", 0);
        json.writeStringField("mimeType", "x-unknown");
        json.writeEndObject();
        json.writeStringField("redirectURL", "");
        json.writeNumberField("headersSize", -1);
        json.writeNumberField("bodySize", -1);
    }

    private void head(HeaderFields fields) throws IOException {
        HarCookies.write(json, fields);
        json.writeArrayFieldStart("headers");
        for (var line : fields.lines()) {
            pair(line.name(), line.value());
        }
        json.writeEndArray();
    }

    private void pair(String name, String value) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("value", value);
        json.writeEndObject();
    }

    private Optional<String> text(Body body) throws IOException {
        long size = body.size().orElse(0);
        if (size == 0 || size > options.bodyBytes()) {
            return Optional.empty();
        }
        var held = body.bytes();
        return held.isPresent() ? decoded(held.get().toArray()) : stored(body.sha256());
    }

    private Optional<String> stored(Optional<Digest> digest) throws IOException {
        var opened = digest.isPresent() ? capture.openBody(digest.get()) : Optional.<InputStream>empty();
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (var content = opened.get()) {
            return decoded(content.readAllBytes());
        }
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean plain = text.chars().noneMatch(c -> c < ' ' && "\t\r\n\f".indexOf(c) < 0);
            return plain ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private String whyLeftOut(Body body) {
        var why = new ArrayList<String>(List.of("left out:"));
        if (body.isOmitted()) {
            why.add("it was not captured");
        } else if (body.size().orElse(0) > options.bodyBytes()) {
            why.add("longer than " + options.bodyBytes() + " bytes");
        } else {
            why.add("its content is not text, or not at hand");
        }
        body.sha256().ifPresent(digest -> why.add("(" + digest.raw() + ")"));
        return String.join(" ", why);
    }
}
