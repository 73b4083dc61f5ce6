package dev.plimsoll.suites.run;

import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Exchanges as a run's record has them. */
final class ExchangeRecords {
    /** Enough for an error, a token answer or a manifest; more belongs in the capture. */
    private static final int SHOWN_BODY_CHARS = 4 * 1024;

    private ExchangeRecords() {}

    static ExchangeRecord of(Exchange exchange) {
        var request = exchange.request();
        var response = exchange.response();
        return new ExchangeRecord(
                exchange.id(),
                request.method(),
                request.url().raw(),
                request.version(),
                pairs(request.fields()),
                exchange.status(),
                response.map(HttpResponse::reason).orElse(""),
                response.map(r -> pairs(r.fields())).orElse(List.of()),
                response.flatMap(ExchangeRecords::text),
                response.map(r -> r.body().size())
                        .filter(OptionalLong::isPresent)
                        .map(OptionalLong::getAsLong),
                response.flatMap(r -> r.body().sha256()).map(Digest::raw),
                response.map(HttpResponse::end).orElse(BodyEnd.UNKNOWN).name(),
                exchange.failure(),
                exchange.timing().started(),
                exchange.timing().firstByte().map(Duration::toMillis),
                exchange.timing().lastByte().map(Duration::toMillis),
                connection(exchange),
                exchange.notes());
    }

    private static Optional<Integer> connection(Exchange exchange) {
        var carriers = exchange.carriers();
        var carrier = carriers.server().isPresent() ? carriers.server() : carriers.client();
        return carrier.isPresent() ? Optional.of(carrier.getAsInt()) : Optional.empty();
    }

    private static List<List<String>> pairs(HeaderFields fields) {
        return fields.lines().stream()
                .map(line -> List.of(line.name(), line.value()))
                .toList();
    }

    private static Optional<String> text(HttpResponse response) {
        var isText = response.contentType()
                .filter(type -> type.isJson()
                        || type.isManifest()
                        || type.essence().raw().startsWith("text/"))
                .isPresent();
        return isText
                ? response.body().bytes().filter(bytes -> bytes.size() > 0).map(bytes -> cut(bytes.asText()))
                : Optional.empty();
    }

    private static String cut(String text) {
        return text.length() <= SHOWN_BODY_CHARS ? text : text.substring(0, SHOWN_BODY_CHARS) + "\n…";
    }
}
