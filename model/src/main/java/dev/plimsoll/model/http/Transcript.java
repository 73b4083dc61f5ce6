package dev.plimsoll.model.http;

import dev.plimsoll.model.oci.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Exchanges in the order of their requests: the one thing that checks judge. */
public record Transcript(List<Exchange> exchanges) {
    public Transcript {
        exchanges = List.copyOf(exchanges);
    }

    public static Transcript of(Exchange... exchanges) {
        return new Transcript(List.of(exchanges));
    }

    public Stream<Exchange> stream() {
        return exchanges.stream();
    }

    public boolean isEmpty() {
        return exchanges.isEmpty();
    }

    /** The exchanges for which {@code condition} holds, in order. */
    public List<Exchange> where(Predicate<Exchange> condition) {
        return exchanges.stream().filter(condition).toList();
    }

    /** The exchange that asked for the place which {@code redirect} names: the next one after it to that URL. */
    public Optional<Exchange> followUpOf(Exchange redirect) {
        return redirect.redirectTarget()
                .flatMap(target -> after(redirect)
                        .filter(later -> later.request().url().equals(target))
                        .findFirst());
    }

    /** The latest redirect before {@code exchange} that named its URL. */
    public Optional<Exchange> redirectTo(Exchange exchange) {
        var earlier = new ArrayList<Exchange>();
        for (var candidate : exchanges) {
            if (candidate.id() == exchange.id()) {
                break;
            }
            if (candidate
                    .redirectTarget()
                    .filter(exchange.request().url()::equals)
                    .isPresent()) {
                earlier.add(candidate);
            }
        }
        return earlier.isEmpty() ? Optional.empty() : Optional.of(earlier.get(earlier.size() - 1));
    }

    /** The exchanges after {@code exchange}. */
    public Stream<Exchange> after(Exchange exchange) {
        return exchanges.stream()
                .dropWhile(candidate -> candidate.id() != exchange.id())
                .skip(1);
    }

    /** The exchanges before {@code exchange}. */
    public Stream<Exchange> before(Exchange exchange) {
        return exchanges.stream().takeWhile(candidate -> candidate.id() != exchange.id());
    }

    /**
     * Whether an exchange is with a token service: an earlier challenge named its URL as the realm, or its query asks
     * for both a {@code service} and a {@code scope}, as nothing else of a registry takes.
     */
    public boolean isTokenRequest(Exchange exchange) {
        var url = exchange.request().url();
        var named = before(exchange)
                .flatMap(earlier -> earlier.response().stream())
                .flatMap(response -> response.challenges().stream())
                .flatMap(challenge -> challenge.parameter("realm").stream())
                .anyMatch(realm -> names(realm, url));
        return named
                || (url.parameter("service").isPresent()
                        && url.parameter("scope").isPresent());
    }

    private static boolean names(String realm, HttpUrl url) {
        try {
            var named = HttpUrl.parse(realm);
            return named.origin().equals(url.origin()) && named.path().equals(url.path());
        } catch (MalformedException e) {
            return false;
        }
    }
}
