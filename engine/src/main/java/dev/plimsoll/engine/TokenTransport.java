package dev.plimsoll.engine;

import dev.plimsoll.model.http.Challenge;
import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Scope;
import dev.plimsoll.model.oci.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Answers challenges. On a 401 it fetches a token for exactly that challenge, or sends the user's name and password if
 * Basic is asked for, and sends the request once more; later requests of the same repository carry the token at once.
 * Tokens and passwords go to the origin that they belong to and nowhere else, so this transport lies beneath the one
 * that follows redirects. Safe for several threads.
 */
public final class TokenTransport implements Transport {
    private static final int MAX_TOKENS_PER_REQUEST = 2;

    /** What a challenge is remembered for: another repository of the same registry needs another token. */
    private record Target(Origin origin, Optional<String> repository) {}

    /** How a target wants to be asked. */
    private sealed interface Way {
        record Bearer(TokenRequest token) implements Way {}

        record Basic(Login login) implements Way {}
    }

    private final Transport next;
    private final Function<Origin, Optional<Login>> logins;
    private final TokenService tokens;
    private final Map<Target, Way> remembered = new ConcurrentHashMap<>();

    /**
     * A transport with an empty cache.
     *
     * @param logins the user's name and password for a registry's origin, if any
     * @param nanoTime monotonic: a token's age is counted from its arrival, whatever the server's clock says
     * @param maxTokenBytes of a token service's answer
     */
    public TokenTransport(
            Transport next,
            Function<Origin, Optional<Login>> logins,
            LongSupplier nanoTime,
            int maxTokenBytes,
            PullListener listener) {
        this.next = next;
        this.logins = logins;
        this.tokens = new TokenService(next, nanoTime, maxTokenBytes, listener);
    }

    @Override
    public Reply send(HttpRequest request) throws TransportException {
        if (request.fields().contains("Authorization")) {
            return next.send(request);
        }
        var target = new Target(request.url().origin(), repositoryOf(request));
        var way = Optional.ofNullable(remembered.get(target));
        Optional<Secret> sent =
                way.isPresent() ? Optional.of(authorization(way.get(), Optional.empty())) : Optional.empty();
        for (int answered = 0; ; answered++) {
            var reply =
                    next.send(sent.map(secret -> authorised(request, secret)).orElse(request));
            if (reply.status() != 401 || answered == MAX_TOKENS_PER_REQUEST) {
                return reply;
            }
            var wanted = wayInto(request, reply.head());
            boolean refusedAfresh = answered > 0 && wanted.equals(way);
            boolean refusedLogin = wanted.equals(way)
                    && wanted.filter(Way.Basic.class::isInstance).isPresent();
            if (wanted.isEmpty() || refusedAfresh || refusedLogin) {
                return reply;
            }
            reply.close();
            sent = Optional.of(authorization(wanted.get(), wanted.equals(way) ? sent : Optional.empty()));
            way = wanted;
            remembered.put(target, wanted.get());
        }
    }

    @Override
    public void close() {
        next.close();
    }

    private Secret authorization(Way way, Optional<Secret> refused) throws TransportException {
        if (way instanceof Way.Basic basic) {
            return basic.login().basic();
        }
        return tokens.authorization(((Way.Bearer) way).token(), refused);
    }

    /** Bearer if there is one, else Basic if there is somebody to log in. */
    private Optional<Way> wayInto(HttpRequest request, HttpResponse refusal) throws TransportException {
        var login = logins.apply(request.url().origin());
        var challenges = refusal.challenges();
        var bearer = challenges.stream().filter(c -> c.isScheme("Bearer")).findFirst();
        if (bearer.isPresent()) {
            return Optional.of(new Way.Bearer(tokenRequest(request, bearer.get(), login)));
        }
        boolean basic = challenges.stream().anyMatch(c -> c.isScheme("Basic"));
        return basic ? login.map(Way.Basic::new) : Optional.empty();
    }

    private static TokenRequest tokenRequest(HttpRequest request, Challenge challenge, Optional<Login> login)
            throws TransportException {
        var own = repositoryOf(request).map(name -> Scope.pull(name).toString());
        return TokenRequest.of(request, challenge, own, login);
    }

    private static HttpRequest authorised(HttpRequest request, Secret authorization) {
        return request.withFields(request.fields().and("Authorization", authorization.reveal()));
    }

    private static Optional<String> repositoryOf(HttpRequest request) {
        var endpoint = request.endpoint();
        if (endpoint instanceof Endpoint.Manifest manifest) {
            return Optional.of(manifest.name());
        } else if (endpoint instanceof Endpoint.Blob blob) {
            return Optional.of(blob.name());
        } else if (endpoint instanceof Endpoint.Tags tags) {
            return Optional.of(tags.name());
        } else if (endpoint instanceof Endpoint.Referrers referrers) {
            return Optional.of(referrers.name());
        } else if (endpoint instanceof Endpoint.Upload upload) {
            return Optional.of(upload.name());
        }
        return Optional.empty();
    }
}
