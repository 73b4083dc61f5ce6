package dev.plimsoll.suites.tokens;

import dev.plimsoll.model.http.Credentials;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Secret;
import dev.plimsoll.model.oci.TokenResponse;
import dev.plimsoll.suites.check.Course;
import dev.plimsoll.suites.check.Traffic;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The way of a token from its grant to the requests that carry it. */
final class Tokens {
    private Tokens() {}

    /** Whether the credentials of a request that was refused were good for an earlier one to the same origin. */
    static boolean haveWorked(Exchange refused, Transcript transcript) {
        return Traffic.hasCredentials(refused)
                && Course.before(refused, transcript)
                        .filter(earlier -> earlier.status() >= 200 && earlier.status() < 400)
                        .filter(earlier -> earlier.request()
                                .url()
                                .origin()
                                .equals(refused.request().url().origin()))
                        .anyMatch(earlier -> sent(earlier).equals(sent(refused)));
    }

    /** Whether the request carries exactly a token that was granted before. */
    static boolean isGranted(Exchange request, Transcript transcript) {
        return grant(request, transcript).isPresent();
    }

    /** The grant of a token that differs from the request's at most in case, quotes and space. */
    static Optional<Exchange> resembling(Exchange request, Transcript transcript) {
        var sent = plain(sent(request));
        return grantsBefore(request, transcript, sent);
    }

    /** How long before the request its token was granted, if both were timed. */
    static Optional<Duration> age(Exchange request, Transcript transcript) {
        return grant(request, transcript).flatMap(grant -> Course.pause(grant, request));
    }

    /** How long the request's token lives. */
    static Duration lifetime(Exchange request, Transcript transcript) {
        return grant(request, transcript).map(Tokens::lifetime).orElse(TokenResponse.DEFAULT_LIFETIME);
    }

    /** The next time that the same was asked for. */
    static Optional<Exchange> repeated(Exchange refused, Transcript transcript) {
        return Course.after(refused, transcript)
                .filter(later -> isSameRequest(refused, later))
                .findFirst();
    }

    static boolean isSameAttempt(Exchange first, Exchange second) {
        return isSameRequest(first, second)
                && first.request()
                        .fields()
                        .all("Authorization")
                        .equals(second.request().fields().all("Authorization"));
    }

    static boolean isTimedGrant(Exchange exchange, Transcript transcript) {
        return exchange.request().isGet()
                && Traffic.isTokenAnswer(exchange, transcript)
                && bearer(exchange).isPresent()
                && exchange.timing().started().isPresent();
    }

    /** The grant of an earlier request for the same that was still valid when this one was made. */
    static Optional<Exchange> earlierGrant(Exchange request, Transcript transcript) {
        return Course.before(request, transcript)
                .filter(earlier -> isSameAttempt(earlier, request) && isTimedGrant(earlier, transcript))
                .filter(earlier -> earlier.request()
                        .fields()
                        .first("User-Agent")
                        .equals(request.request().fields().first("User-Agent")))
                .filter(earlier -> Course.pause(earlier, request)
                        .filter(age -> age.compareTo(lifetime(earlier)) < 0)
                        .isPresent())
                .findFirst();
    }

    private static Optional<Exchange> grant(Exchange request, Transcript transcript) {
        if (request.request().credentials() != Credentials.BEARER) {
            return Optional.empty();
        }
        var sent = sent(request);
        return Course.before(request, transcript)
                .filter(earlier -> bearer(earlier).filter(sent::equals).isPresent())
                .filter(earlier -> Traffic.isTokenAnswer(earlier, transcript))
                .reduce((first, second) -> second);
    }

    private static Optional<Exchange> grantsBefore(Exchange request, Transcript transcript, String plain) {
        return Course.before(request, transcript)
                .filter(earlier -> bearer(earlier)
                        .filter(token -> plain(token).equals(plain))
                        .isPresent())
                .filter(earlier -> Traffic.isTokenAnswer(earlier, transcript))
                .findFirst();
    }

    private static boolean isSameRequest(Exchange first, Exchange second) {
        return first.request().method().equals(second.request().method())
                && first.request().url().equals(second.request().url());
    }

    private static Duration lifetime(Exchange grant) {
        return Traffic.token(grant)
                .flatMap(TokenResponse::expiresIn)
                .filter(life -> life.compareTo(TokenResponse.DEFAULT_LIFETIME) >= 0)
                .orElse(TokenResponse.DEFAULT_LIFETIME);
    }

    private static Optional<String> bearer(Exchange grant) {
        return Traffic.isRegistryApi(grant)
                ? Optional.empty()
                : Traffic.token(grant).flatMap(TokenResponse::bearer).map(Secret::reveal);
    }

    private static String sent(Exchange request) {
        var value = request.request().fields().first("Authorization").orElse("").strip();
        return value.length() > 7 ? value.substring(7) : "";
    }

    private static String plain(String token) {
        return token.replaceAll("[\"'\\s]", "").toLowerCase(Locale.ROOT);
    }
}
