package dev.plimsoll.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.oci.Bytes;
import java.util.List;

/** Writes exchanges with all their secrets as other tools would: what the importers have to take them out of. */
final class Sources {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Sources() {}

    /** A HAR as mitmproxy and browsers write it. */
    static String har(List<Exchange> exchanges) {
        var root = MAPPER.createObjectNode();
        var log = root.putObject("log").put("version", "1.2");
        log.putObject("creator").put("name", "Plimsoll").put("version", "0.1.0");
        var entries = log.putArray("entries");
        for (var exchange : exchanges) {
            var entry = entries.addObject()
                    .put("startedDateTime", "2026-01-02T03:04:05.000Z")
                    .put("time", 1);
            entry.putObject("cache");
            entry.putObject("timings").put("send", 0).put("wait", 1).put("receive", 0);
            request(entry.putObject("request"), exchange.request());
            var response = entry.putObject("response").put("status", exchange.status());
            var answer = exchange.response();
            response.put("statusText", answer.map(got -> got.reason()).orElse(""))
                    .put("httpVersion", "HTTP/1.1");
            headers(response, answer.map(got -> got.fields()).orElse(HeaderFields.none()));
            var text =
                    answer.flatMap(got -> got.body().bytes()).map(Bytes::asText).orElse("");
            response.putObject("content")
                    .put("size", text.length())
                    .put("mimeType", "")
                    .put("text", text);
            response.put("redirectURL", "").put("headersSize", -1).put("bodySize", text.length());
            exchange.failure().ifPresent(failure -> response.put("_error", failure));
            entry.put("comment", String.join("\n", exchange.notes()));
        }
        return root.toString();
    }

    /** What {@code curl -vN} prints, bodies of answers included. */
    static String curl(List<Exchange> exchanges) {
        var text = new StringBuilder();
        for (var exchange : exchanges) {
            text.append("* Connected to ")
                    .append(exchange.request().url().origin().host())
                    .append(" (127.0.0.1) port 443\n");
            head(text, "> ", requestLine(exchange.request(), false), hosted(exchange.request()));
            exchange.response().ifPresent(answer -> {
                head(text, "< ", "HTTP/1.1 " + answer.status() + " " + answer.reason(), answer.fields());
                text.append(answer.body().bytes().orElse(Bytes.empty()).asText())
                        .append('\n');
            });
        }
        return text.toString();
    }

    /** Messages one after the other. */
    static String text(List<Exchange> exchanges) {
        var text = new StringBuilder();
        for (var exchange : exchanges) {
            head(
                    text,
                    "",
                    requestLine(exchange.request(), true),
                    exchange.request().fields());
            text.append(exchange.request().body().bytes().orElse(Bytes.empty()).asText())
                    .append("\n\n");
            exchange.response().ifPresent(answer -> {
                head(text, "", "HTTP/1.1 " + answer.status() + " " + answer.reason(), answer.fields());
                text.append(answer.body().bytes().orElse(Bytes.empty()).asText())
                        .append("\n\n");
            });
        }
        return text.toString();
    }

    private static String requestLine(HttpRequest request, boolean absolute) {
        return request.method() + " "
                + (absolute ? request.url().raw() : request.url().target()) + " HTTP/1.1";
    }

    private static HeaderFields hosted(HttpRequest request) {
        return HeaderFields.of("Host", request.url().origin().host())
                .and("User-Agent", "curl/7.88.1")
                .and(
                        request.fields().lines().get(0).name(),
                        request.fields().lines().get(0).value());
    }

    private static void head(StringBuilder text, String mark, String line, HeaderFields fields) {
        text.append(mark).append(line).append('\n');
        fields.lines()
                .forEach(field -> text.append(mark)
                        .append(field.name())
                        .append(": ")
                        .append(field.value())
                        .append('\n'));
        text.append(mark).append('\n');
    }

    private static void request(ObjectNode node, HttpRequest request) {
        node.put("method", request.method()).put("url", request.url().raw()).put("httpVersion", "HTTP/1.1");
        headers(node, request.fields());
        node.putArray("queryString");
        var body = request.body().bytes().orElse(Bytes.empty());
        node.put("headersSize", -1).put("bodySize", body.size());
        if (body.size() > 0) {
            node.putObject("postData").put("mimeType", "").put("text", body.asText());
        }
    }

    private static void headers(ObjectNode node, HeaderFields fields) {
        node.putArray("cookies");
        ArrayNode headers = node.putArray("headers");
        fields.lines()
                .forEach(line -> headers.addObject().put("name", line.name()).put("value", line.value()));
    }
}
