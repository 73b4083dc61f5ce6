package dev.plimsoll.reports.formats;

import dev.plimsoll.reports.CurlLine;
import dev.plimsoll.reports.Quantities;
import dev.plimsoll.reports.SafeText;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import java.util.List;

/** Exchanges as text, in the way of {@code curl -v}: what was sent, what came, and what to know of it. */
final class WireLog {
    private WireLog() {}

    static String of(List<ExchangeRecord> exchanges, int most) {
        var log = new StringBuilder();
        exchanges.stream().limit(most).forEach(exchange -> write(exchange, log));
        if (exchanges.size() > most) {
            log.append("* ")
                    .append(Quantities.count(exchanges.size() - most, "more exchange"))
                    .append(" in results.json\n");
        }
        return log.toString();
    }

    private static void write(ExchangeRecord exchange, StringBuilder log) {
        log.append("* exchange ").append(exchange.id()).append('\n');
        log.append("> ")
                .append(SafeText.line(exchange.method() + " " + exchange.url() + " " + exchange.version()))
                .append('\n');
        fields("> ", exchange.requestFields(), log);
        if (exchange.status() == 0) {
            log.append("* no response\n");
        } else {
            log.append("< ")
                    .append(SafeText.line(exchange.version() + " " + exchange.status() + " " + exchange.reason()))
                    .append('\n');
            fields("< ", exchange.responseFields(), log);
        }
        exchange.bodyText()
                .ifPresent(body -> log.append('\n')
                        .append(SafeText.block(body).stripTrailing())
                        .append("\n\n"));
        exchange.bodySize()
                .ifPresent(size -> log.append("* body: ")
                        .append(Quantities.bytes(size))
                        .append(", ")
                        .append(SafeText.line(exchange.end()))
                        .append('\n'));
        exchange.bodyDigest()
                .ifPresent(digest ->
                        log.append("* digest: ").append(SafeText.line(digest)).append('\n'));
        exchange.failure()
                .ifPresent(why ->
                        log.append("* failure: ").append(SafeText.line(why)).append('\n'));
        exchange.firstByteMillis()
                .ifPresent(millis -> log.append("* first byte after ")
                        .append(Quantities.millis(millis))
                        .append('\n'));
        exchange.lastByteMillis()
                .ifPresent(millis -> log.append("* last byte after ")
                        .append(Quantities.millis(millis))
                        .append('\n'));
        exchange.notes()
                .forEach(note -> log.append("* ").append(SafeText.line(note)).append('\n'));
        CurlLine.of(exchange)
                .ifPresent(curl ->
                        log.append("* ").append(SafeText.block(curl.command())).append('\n'));
        log.append('\n');
    }

    private static void fields(String mark, List<List<String>> fields, StringBuilder log) {
        for (var field : fields) {
            var name = field.isEmpty() ? "" : field.get(0);
            var value = field.size() < 2 ? "" : field.get(1);
            log.append(mark)
                    .append(SafeText.line(name))
                    .append(": ")
                    .append(SafeText.fieldValue(name, value))
                    .append('\n');
        }
    }
}
