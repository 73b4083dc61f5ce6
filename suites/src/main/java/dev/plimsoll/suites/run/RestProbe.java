package dev.plimsoll.suites.run;

import dev.plimsoll.engine.Login;
import dev.plimsoll.engine.RealmGuard;
import dev.plimsoll.engine.RecordingTransport;
import dev.plimsoll.engine.Reply;
import dev.plimsoll.engine.Transport;
import dev.plimsoll.engine.TransportException;
import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.Challenge;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpRequest;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.Secret;
import dev.plimsoll.model.oci.TokenResponse;
import dev.plimsoll.suites.check.Probe;
import dev.plimsoll.suites.check.Sample;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The one probe: RestAssured for what it can send, the engine's transport for the rest; both write into the same
 * transcript. Used by one thread for one check.
 */
final class RestProbe implements Probe {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** In bytes: what the engine takes of a token service, too. */
    private static final int LONGEST_TOKEN_ANSWER = 1 << 20;

    private final Origin registry;
    private final Sample sample;
    private final Access access;
    private final Optional<Permit> permit;
    private final RestClient client;
    private final Transport transport;
    private final String userAgent;
    private final List<Exchange> exchanges = new ArrayList<>();
    private Optional<Secret> authorization = Optional.empty();
    private boolean asked;
    private BooleanSupplier inVain = () -> false;

    RestProbe(
            Origin registry,
            Sample sample,
            Access access,
            Optional<Permit> permit,
            RestClient client,
            Transport transport,
            String userAgent) {
        this.registry = registry;
        this.sample = sample;
        this.access = access;
        this.permit = permit;
        this.client = client;
        this.transport = new RecordingTransport(transport, this::add);
        this.userAgent = userAgent;
    }

    /**
     * Ends the stimulus before its next request if that is of no use any more.
     *
     * @param useless whether what was answered so far already shows nothing of the registry
     */
    RestProbe until(BooleanSupplier useless) {
        inVain = useless;
        return this;
    }

    /** What has been sent and received so far. */
    Transcript transcript() {
        return new Transcript(exchanges);
    }

    @Override
    public Sample sample() {
        return sample;
    }

    @Override
    public RequestSpecification given() {
        var request = givenAnonymously();
        return authorise().map(value -> request.header("Authorization", value)).orElse(request);
    }

    @Override
    public RequestSpecification givenAnonymously() {
        goOn();
        return client.request(registry, userAgent, this::add);
    }

    @Override
    public Exchange get(String path, HeaderFields fields) {
        return exchange("GET", path, fields, Bytes.empty());
    }

    @Override
    public Exchange head(String path, HeaderFields fields) {
        return exchange("HEAD", path, fields, Bytes.empty());
    }

    @Override
    public Exchange send(String method, String path, HeaderFields fields, Bytes body) {
        if (!READING.contains(method) || body.size() > 0) {
            permit().budget().spend(body.size());
        }
        return exchange(method, path, fields, body);
    }

    @Override
    public String workspace() {
        return permit().workspace();
    }

    private Permit permit() {
        return permit.orElseThrow(() -> new UnsupportedOperationException("the check does not say that it writes"));
    }

    private void goOn() {
        if (inVain.getAsBoolean()) {
            throw new InVainException();
        }
    }

    private Exchange exchange(String method, String path, HeaderFields fields, Bytes body) {
        goOn();
        var url = path.startsWith("/") ? HttpUrl.parse(registry + path) : HttpUrl.parse(path);
        var all = fields.and("User-Agent", userAgent);
        if (url.origin().equals(registry)) {
            var value = authorise();
            all = value.isPresent() ? all.and("Authorization", value.get()) : all;
        }
        transmit(new HttpRequest(method, url, "HTTP/1.1", all, Body.of(body)), RestProbe::drain);
        return exchanges.get(exchanges.size() - 1);
    }

    /** What is done with a body as it comes. */
    private interface BodyReader {
        void read(InputStream body) throws IOException;
    }

    /** Sends; whatever comes of it is the last exchange of the transcript, a failure too. */
    private void transmit(HttpRequest request, BodyReader reader) {
        int before = exchanges.size();
        try (Reply reply = transport.send(request)) {
            reader.read(reply.body());
        } catch (TransportException e) {
            // The recording transport has written the failure down; a judgement sees an exchange without a response.
        } catch (IOException e) {
            // Likewise: the body's end tells of it.
        }
        if (exchanges.size() == before) {
            throw new IllegalStateException("the exchange was not recorded: " + request.method() + " "
                    + request.url().withoutQuery());
        }
    }

    /** Reads to the end, so that the recorder measures all of the body; nothing is kept here. */
    private static void drain(InputStream body) throws IOException {
        body.transferTo(OutputStream.nullOutputStream());
    }

    /**
     * The value of Authorization, asked for once a check; nothing if none is demanded, or none granted. It goes by the
     * engine's transport, which keeps its connections: nearly every check of a registry with tokens asks for one.
     */
    private Optional<String> authorise() {
        if (access.isNeeded() && !asked) {
            asked = true;
            goOn();
            transmit(bare(HttpUrl.parse(registry + "/v2/"), Optional.empty()), RestProbe::drain);
            var challenges = exchanges.get(exchanges.size() - 1).response().stream()
                    .flatMap(response -> response.fields().all("WWW-Authenticate").stream())
                    .flatMap(line -> Challenge.parseLeniently(List.of(line)).challenges().stream())
                    .toList();
            authorization = first(challenges, "Bearer")
                    .flatMap(this::fetchToken)
                    .map(token -> new Secret("Bearer " + token.reveal()))
                    .or(() -> first(challenges, "Basic")
                            .flatMap(basic -> access.login().map(Login::basic)));
        }
        return authorization.map(Secret::reveal);
    }

    private HttpRequest bare(HttpUrl url, Optional<Secret> credentials) {
        var fields = HeaderFields.of("User-Agent", userAgent);
        var all = credentials
                .map(secret -> fields.and("Authorization", secret.reveal()))
                .orElse(fields);
        return new HttpRequest("GET", url, "HTTP/1.1", all, Body.empty());
    }

    private static Optional<Challenge> first(List<Challenge> challenges, String scheme) {
        return challenges.stream()
                .filter(challenge -> challenge.isScheme(scheme))
                .findFirst();
    }

    /** A realm that is no URL and an answer that is no token grant nothing; checks of the token service judge them. */
    private Optional<Secret> fetchToken(Challenge challenge) {
        try {
            return tokenFor(challenge);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private Optional<Secret> tokenFor(Challenge challenge) {
        var realm = challenge.parameter("realm").orElse("");
        var query = new StringBuilder();
        access.scopes().forEach(scope -> query.append("&scope=").append(encode(scope.toString())));
        challenge
                .parameter("service")
                .ifPresent(service -> query.append("&service=").append(encode(service)));
        var url = HttpUrl.parse(realm + (realm.indexOf('?') < 0 ? "?" : "&") + query.substring(1));
        if (!RealmGuard.isSafe(registry, url)) {
            return Optional.empty();
        }
        goOn();
        var answer = new ByteArrayOutputStream();
        transmit(
                bare(url, access.login().map(Login::basic)),
                body -> answer.writeBytes(body.readNBytes(LONGEST_TOKEN_ANSWER + 1)));
        return exchanges.get(exchanges.size() - 1).status() == 200 && answer.size() <= LONGEST_TOKEN_ANSWER
                ? TokenResponse.parse(Bytes.of(answer.toByteArray())).bearer()
                : Optional.empty();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void add(Exchange exchange) {
        exchanges.add(exchange.withId(exchanges.size() + 1));
    }
}
