package dev.plimsoll.reports;

import dev.plimsoll.reports.View.Fact;
import dev.plimsoll.reports.View.Line;
import dev.plimsoll.reports.View.Wire;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Exchanges as wire logs. */
final class Wires {
    private static final Pattern ORIGIN = Pattern.compile("(?i)https?://[^/?#]*");

    private Wires() {}

    /**
     * The log of an exchange.
     *
     * @param marked names of the header fields to mark, in lower case
     */
    static Wire of(ExchangeRecord exchange, Set<String> marked) {
        var curl = CurlLine.of(exchange);
        var url = SafeText.line(exchange.url());
        var status = exchange.status() == 0 ? "no response" : Integer.toString(exchange.status());
        return new Wire(
                exchange.id(),
                SafeText.line(exchange.method()) + " " + url,
                status,
                hop(exchange),
                head(requestLine(exchange), exchange.requestFields(), marked),
                exchange.status() == 0 ? List.of() : head(statusLine(exchange), exchange.responseFields(), marked),
                exchange.bodyText().filter(text -> !text.isEmpty()).map(SafeText::block),
                facts(exchange),
                exchange.notes().stream().map(SafeText::line).toList(),
                curl.map(CurlLine::command),
                curl.map(CurlLine::notes).orElse(List.of("curl cannot repeat this request.")));
    }

    private static String requestLine(ExchangeRecord exchange) {
        return SafeText.line(exchange.method() + " " + target(exchange.url()) + " " + exchange.version());
    }

    private static String statusLine(ExchangeRecord exchange) {
        return SafeText.line((exchange.version() + " " + exchange.status() + " " + exchange.reason()).strip());
    }

    /** The part of a URL that a request line carries; all of it if it is no URL. */
    private static String target(String url) {
        var origin = ORIGIN.matcher(url);
        if (!origin.lookingAt()) {
            return url;
        }
        var target = url.substring(origin.end());
        return target.startsWith("/") ? target : "/" + target;
    }

    private static List<Line> head(String first, List<List<String>> fields, Set<String> marked) {
        var lines = new ArrayList<Line>();
        lines.add(new Line(first, false));
        for (var field : fields) {
            var name = field.isEmpty() ? "" : field.get(0);
            var value = String.join(" ", field.subList(Math.min(1, field.size()), field.size()));
            lines.add(new Line(
                    SafeText.line(name) + ": " + SafeText.fieldValue(name, value),
                    marked.contains(name.toLowerCase(Locale.ROOT))));
        }
        return lines;
    }

    private static List<Fact> hop(ExchangeRecord exchange) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Host", host(exchange.url()), true));
        facts.add(new Fact("Credentials", SafeText.line(Credentials.of(exchange)), false));
        facts.add(new Fact("First byte", time(exchange.firstByteMillis()), false));
        facts.add(new Fact("Last byte", time(exchange.lastByteMillis()), false));
        exchange.connection().ifPresent(number -> facts.add(new Fact("Connection", Integer.toString(number), false)));
        return facts;
    }

    private static String time(Optional<Long> millis) {
        return millis.map(Quantities::millis).orElse("not measured");
    }

    private static String host(String url) {
        var origin = ORIGIN.matcher(url);
        return origin.lookingAt()
                ? SafeText.line(origin.group()).replaceFirst("(?i)^https?://(?:[^@]*@)?", "")
                : "unknown";
    }

    private static List<Fact> facts(ExchangeRecord exchange) {
        var facts = new ArrayList<Fact>();
        exchange.bodySize().ifPresent(size -> facts.add(new Fact("Body", Quantities.bytes(size), false)));
        exchange.bodyDigest().ifPresent(digest -> facts.add(new Fact("Digest", SafeText.line(digest), true)));
        facts.add(new Fact("End", SafeText.line(exchange.end()), false));
        exchange.failure().ifPresent(failure -> facts.add(new Fact("Failure", SafeText.line(failure), false)));
        return facts;
    }
}
