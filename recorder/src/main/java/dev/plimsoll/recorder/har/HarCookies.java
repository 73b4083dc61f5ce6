package dev.plimsoll.recorder.har;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.model.http.HeaderFields;
import java.io.IOException;
import java.util.Locale;

/** The {@code cookies} of a message, which an archive tells beside the header fields that hold them. */
final class HarCookies {
    private HarCookies() {}

    static void write(JsonGenerator json, HeaderFields fields) throws IOException {
        json.writeArrayFieldStart("cookies");
        for (var line : fields.all("Cookie")) {
            for (var pair : line.split(";", -1)) {
                begin(json, pair);
                json.writeEndObject();
            }
        }
        for (var line : fields.all("Set-Cookie")) {
            var parts = line.split(";", -1);
            begin(json, parts[0]);
            for (int i = 1; i < parts.length; i++) {
                attribute(json, parts[i].strip());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void begin(JsonGenerator json, String pair) throws IOException {
        int equals = pair.indexOf('=');
        json.writeStartObject();
        json.writeStringField("name", (equals < 0 ? "" : pair.substring(0, equals)).strip());
        json.writeStringField("value", pair.substring(equals + 1).strip());
    }

    /** {@code Expires} is left to the header field: archives want it in another form, which not every value has. */
    private static void attribute(JsonGenerator json, String attribute) throws IOException {
        var lowerCase = attribute.toLowerCase(Locale.ROOT);
        var value = attribute.substring(attribute.indexOf('=') + 1);
        if (lowerCase.startsWith("path=")) {
            json.writeStringField("path", value);
        } else if (lowerCase.startsWith("domain=")) {
            json.writeStringField("domain", value);
        } else if (lowerCase.equals("httponly")) {
            json.writeBooleanField("httpOnly", true);
        } else if (lowerCase.equals("secure")) {
            json.writeBooleanField("secure", true);
        }
    }
}
