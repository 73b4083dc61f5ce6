package dev.plimsoll.reports.formats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.reports.SafeText;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/** An exchange as SARIF's webRequest and webResponse, masked. */
final class SarifWeb {
    private static final int BODY = 4096;

    private SarifWeb() {}

    static void write(ExchangeRecord exchange, ObjectNode result) {
        var request = result.putObject("webRequest");
        protocol(request, exchange.version());
        request.put("target", SafeText.line(exchange.url()));
        request.put("method", SafeText.line(exchange.method()));
        headers(request, exchange.requestFields());
        var response = result.putObject("webResponse");
        if (exchange.status() == 0) {
            response.put("noResponseReceived", true);
            return;
        }
        protocol(response, exchange.version());
        response.put("statusCode", exchange.status());
        response.put("reasonPhrase", SafeText.line(exchange.reason()));
        headers(response, exchange.responseFields());
        exchange.bodyText()
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> response.putObject("body").put("text", Cut.to(BODY, SafeText.block(text))));
    }

    private static void protocol(ObjectNode message, String version) {
        var slash = version.indexOf('/');
        message.put("protocol", SafeText.line(slash < 0 ? "HTTP" : version.substring(0, slash)));
        message.put("version", SafeText.line(slash < 0 ? version : version.substring(slash + 1)));
    }

    /** One value a name: the lines of a field that was sent more than once are joined, as RFC 9110 section 5.3 has it. */
    private static void headers(ObjectNode message, List<List<String>> fields) {
        var names = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        var joined = new LinkedHashMap<String, String>();
        for (var field : fields) {
            var name = field.isEmpty() ? "" : field.get(0);
            var value = SafeText.fieldValue(name, field.size() < 2 ? "" : field.get(1));
            var first = names.computeIfAbsent(SafeText.line(name), known -> known);
            joined.merge(first, value, (before, after) -> before + ", " + after);
        }
        var headers = message.putObject("headers");
        joined.forEach(headers::put);
    }
}
