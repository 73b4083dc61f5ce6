package dev.plimsoll.reports.pull;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.suites.run.RunRecord.ExchangeRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A recorded exchange, and what its URL asks of a registry. */
record Hop(ExchangeRecord exchange, Optional<HttpUrl> url, Endpoint endpoint) {
    private static final Set<String> CUT_OFF = Set.of("SHORT", "RESET", "TIMEOUT", "CLIENT_ABORT");

    static Hop of(ExchangeRecord exchange) {
        var url = parse(exchange.url());
        return new Hop(exchange, url, url.map(Endpoint::of).orElseGet(Endpoint.Other::new));
    }

    int id() {
        return exchange.id();
    }

    int status() {
        return exchange.status();
    }

    boolean isGet() {
        return exchange.method().equals("GET");
    }

    boolean isHead() {
        return exchange.method().equals("HEAD");
    }

    boolean isRedirect() {
        return status() >= 300 && status() < 400 && status() != 304;
    }

    boolean isError() {
        return status() >= 400;
    }

    boolean isAnswered() {
        return status() >= 200 && status() < 300;
    }

    /** Whether the body broke off. */
    boolean isCutOff() {
        return status() != 0 && CUT_OFF.contains(exchange.end());
    }

    boolean hasCredentials() {
        return sent("Authorization").findAny().isPresent();
    }

    /** The kind of the credentials that went along, not what they are. */
    Optional<String> credentials() {
        return sent("Authorization").findFirst().map(value -> {
            var scheme = value.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
            return scheme.equals("bearer") ? "Bearer" : scheme.equals("basic") ? "Basic" : "other";
        });
    }

    Stream<String> sent(String name) {
        return values(exchange.requestFields(), name);
    }

    Stream<String> received(String name) {
        return values(exchange.responseFields(), name);
    }

    /** Of the response body; where there can be none it is 0. */
    Optional<Long> bytes() {
        var bodiless = isHead() || status() == 0 || status() == 204 || status() == 304;
        return exchange.bodySize().or(() -> bodiless ? Optional.of(0L) : Optional.empty());
    }

    String host() {
        return url.map(known -> known.origin().authority()).orElse(exchange.url());
    }

    /** Where a redirect leads, if it says so in a way that can be read. */
    Optional<HttpUrl> leadsTo() {
        return isRedirect()
                ? url.flatMap(from -> received("Location").findFirst().flatMap(location -> resolve(from, location)))
                : Optional.empty();
    }

    static Optional<HttpUrl> parse(String text) {
        try {
            return Optional.of(HttpUrl.parse(text));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static Optional<HttpUrl> resolve(HttpUrl from, String location) {
        try {
            return Optional.of(from.resolve(location));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static Stream<String> values(List<List<String>> fields, String name) {
        return fields.stream()
                .filter(line -> line.size() > 1 && line.get(0).equalsIgnoreCase(name))
                .map(line -> line.get(1));
    }
}
