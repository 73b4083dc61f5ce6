package dev.plimsoll.engine;

import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.ErrorResponse;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.Secret;
import dev.plimsoll.model.oci.TokenResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Fetches tokens and keeps them for four fifths of their lifetime. */
final class TokenService {
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);

    /** A token as an {@code Authorization} value. */
    private record Token(Secret authorization, long staleAtNanos) {}

    private final Transport next;
    private final LongSupplier nanoTime;
    private final int maxTokenBytes;
    private final PullListener listener;
    private final Map<TokenRequest, Token> tokens = new HashMap<>();

    TokenService(Transport next, LongSupplier nanoTime, int maxTokenBytes, PullListener listener) {
        this.next = next;
        this.nanoTime = nanoTime;
        this.maxTokenBytes = maxTokenBytes;
        this.listener = listener;
    }

    /**
     * The {@code Authorization} value for a challenge, from the cache unless it is stale or is the one that was just
     * refused. Threads wait for each other, so that several layers fetch one token.
     */
    synchronized Secret authorization(TokenRequest request, Optional<Secret> refused) throws TransportException {
        var cached = tokens.get(request);
        if (cached != null
                && cached.staleAtNanos() - nanoTime.getAsLong() > 0
                && refused.filter(cached.authorization()::equals).isEmpty()) {
            return cached.authorization();
        }
        var token = fetch(request);
        tokens.put(request, token);
        return token.authorization();
    }

    private Token fetch(TokenRequest request) throws TransportException {
        var fields = request.userAgent()
                .map(agent -> HeaderFields.of("User-Agent", agent))
                .orElse(HeaderFields.none());
        if (request.login().isPresent()) {
            fields = fields.and("Authorization", request.login().get().basic().reveal());
        }
        try (var reply = next.send(HttpRequest.get(request.url(), fields))) {
            var body = reply.readUpTo(maxTokenBytes);
            if (reply.status() != 200) {
                throw new TokenException(
                        reply.status(), describe(request) + " answered " + reply.status() + errorsIn(body));
            }
            var response = parse(request, body);
            var bearer = response.bearer()
                    .orElseThrow(() -> new TokenException(
                            200, describe(request) + " sent neither \"token\" nor \"access_token\""));
            listener.tokenFetched(request.realm().origin(), request.scopes());
            return new Token(new Secret("Bearer " + bearer.reveal()), nanoTime.getAsLong() + freshNanos(response));
        }
    }

    private static TokenResponse parse(TokenRequest request, Bytes body) throws TokenException {
        try {
            return TokenResponse.parse(body);
        } catch (MalformedException e) {
            throw new TokenException(200, describe(request) + " sent no token: " + e.getMessage());
        }
    }

    /** 80 % of the stated lifetime, which is at least {@link TokenResponse#DEFAULT_LIFETIME}. */
    private static long freshNanos(TokenResponse response) {
        var stated = response.expiresIn().orElse(TokenResponse.DEFAULT_LIFETIME);
        var atLeast = stated.compareTo(TokenResponse.DEFAULT_LIFETIME) < 0 ? TokenResponse.DEFAULT_LIFETIME : stated;
        var lifetime = atLeast.compareTo(LONGEST_LIFETIME) > 0 ? LONGEST_LIFETIME : atLeast;
        return lifetime.toNanos() / 5 * 4;
    }

    private static String describe(TokenRequest request) {
        return "the token service " + request.realm().withoutQuery() + ", asked for " + request.scopes()
                + (request.login().isPresent() ? " with a login," : " without a login,");
    }

    private static String errorsIn(Bytes body) {
        try {
            var codes = ErrorResponse.parse(body).errors().stream()
                    .map(ErrorResponse.Entry::code)
                    .filter(code -> code.matches("[A-Za-z_]{1,64}"))
                    .toList();
            return " " + codes;
        } catch (MalformedException e) {
            return "";
        }
    }
}
