package dev.plimsoll.suites.errors;

import static dev.plimsoll.suites.check.Accept.MODERN_LINES;
import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.ErrorResponse;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.JsonBody;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Errors: what the envelope holds, and what the status says. */
public final class ErrorsChecks {
    private static final String UNKNOWN = "sha256:" + "0".repeat(64);
    private static final String NO_PATH = "/v2/_plimsoll/no-such-path";
    private static final String ENVELOPES = "error envelopes";

    /** The statuses that go with the codes, as Docker's registry API has them; not all codes have one. */
    private static final Map<String, Set<Integer>> STATUSES = Map.of(
            "BLOB_UNKNOWN", Set.of(404),
            "MANIFEST_UNKNOWN", Set.of(404),
            "NAME_UNKNOWN", Set.of(404),
            "NAME_INVALID", Set.of(400, 404),
            "UNAUTHORIZED", Set.of(401, 403),
            "DENIED", Set.of(401, 403),
            "UNSUPPORTED", Set.of(400, 404, 405, 415),
            "TOOMANYREQUESTS", Set.of(429));

    private static final Stimulus UNKNOWN_MANIFEST =
            probe -> probe.get(probe.sample().manifestPath(UNKNOWN), MODERN_LINES);

    public static final List<Check> ALL = List.of(
            check("errors/code-has-the-form", MUST, REGISTRY, "DS-093")
                    .title("An error's code is of capital letters and underscores")
                    .impact("Clients that look codes up find none, and show an internal error.")
                    .drive(UNKNOWN_MANIFEST)
                    .judge(each(
                            ENVELOPES,
                            (e, t) -> hasErrors(e),
                            (answer, t, findings) -> codes(answer)
                                    .forEach(code -> findings.require(
                                            code.matches("[A-Z_]+"),
                                            answer,
                                            "error code",
                                            "capital letters and underscores",
                                            "\"" + code + "\"")))),
            check("errors/list-is-not-empty", SHOULD, REGISTRY, "DS-092")
                    .title("An error envelope holds an error")
                    .impact("The user is told that something failed, and not what.")
                    .drive(UNKNOWN_MANIFEST)
                    .judge(each(
                            ENVELOPES,
                            (e, t) -> isEnvelope(e),
                            (answer, t, findings) -> findings.require(
                                    !Traffic.errors(answer)
                                            .orElseThrow()
                                            .errors()
                                            .isEmpty(),
                                    answer,
                                    "errors",
                                    "at least one",
                                    "none"))),
            check("errors/message-is-text", SHOULD, REGISTRY, "DS-093")
                    .title("An error's message, where there is one, is a string")
                    .impact("Clients fail to read the error, and show how they failed instead.")
                    .drive(UNKNOWN_MANIFEST)
                    .judge(each(
                            "errors with a message",
                            (e, t) -> messages(e).findAny().isPresent(),
                            (answer, t, findings) -> messages(answer)
                                    .forEach(message -> findings.require(
                                            message.isTextual(),
                                            answer,
                                            "message",
                                            "a string",
                                            message.getNodeType().name())))),
            check("errors/body-is-json", QUIRK, REGISTRY, "DS-092")
                    .title("A 4xx answer with a body has one of JSON")
                    .impact("Older clients show: invalid character '<' looking for beginning of value.")
                    .drive(UNKNOWN_MANIFEST)
                    .judge(each(
                            "4xx answers with a body to GET",
                            (e, t) -> isClientError(e) && e.request().isGet() && Traffic.isRegistryApi(e) && hasBody(e),
                            (answer, t, findings) -> findings.require(
                                    JsonBody.object(answer).isPresent(),
                                    answer,
                                    "body",
                                    "a JSON object",
                                    Traffic.excerpt(answer)))),
            check("errors/envelope-is-declared", QUIRK, REGISTRY, "DS-092")
                    .title("An error envelope has a Content-Type of JSON")
                    .impact("Clients that look at the type first show the raw text, or nothing.")
                    .drive(UNKNOWN_MANIFEST)
                    .judge(each(
                            ENVELOPES,
                            (e, t) -> hasErrors(e),
                            (answer, t, findings) -> findings.require(
                                    Traffic.contentType(answer)
                                            .filter(type -> type.isJson())
                                            .isPresent(),
                                    answer,
                                    "Content-Type",
                                    "application/json",
                                    Traffic.field(answer, "Content-Type").orElse("absent")))),
            check("errors/status-fits-the-code", QUIRK, REGISTRY, "DS-093")
                    .title("An error's status says the same as its code")
                    .impact("Clients go by the status, people by the code, and they come to different ends.")
                    .drive(UNKNOWN_MANIFEST)
                    .judge(each(
                            "envelopes of one error whose code has a status of its own",
                            (e, t) -> hasErrors(e) && codes(e).count() == 1 && codes(e).allMatch(STATUSES::containsKey),
                            (answer, t, findings) -> codes(answer)
                                    .forEach(code -> findings.require(
                                            STATUSES.getOrDefault(code, Set.of())
                                                    .contains(answer.status()),
                                            answer,
                                            "status for " + code,
                                            Stream.of(STATUSES.getOrDefault(code, Set.of()))
                                                    .flatMap(Set::stream)
                                                    .sorted()
                                                    .toList()
                                                    .toString(),
                                            Integer.toString(answer.status()))))),
            check("errors/405-names-what-is-allowed", MUST, REGISTRY, "HT-36")
                    .title("A 405 says in Allow which methods there are")
                    .impact("Clients cannot tell a method that is switched off from one that nobody made.")
                    .drive(probe -> probe.given().options("/v2/"))
                    .judge(each(
                            "405 answers of a registry's API",
                            (e, t) -> Traffic.isRegistryApi(e) && e.status() == 405,
                            (answer, t, findings) -> findings.require(
                                    Traffic.field(answer, "Allow").isPresent(),
                                    answer,
                                    "Allow",
                                    "the methods that are allowed, or nothing at all",
                                    "absent"))),
            check("errors/unknown-path-is-an-error", SHOULD, REGISTRY, "HT-37")
                    .title("A path that the API does not have is answered with 4xx")
                    .impact("Clients that try an optional API take a page for its answer.")
                    .drive(probe -> probe.get(NO_PATH, HeaderFields.of("Accept", "application/json")))
                    .judge(each(
                            "answers about the path " + NO_PATH,
                            (e, t) -> e.request().url().path().equals(NO_PATH)
                                    && e.request().isGet()
                                    && Traffic.answered(e)
                                    && !Traffic.isPutOff(e)
                                    && e.status() != 503,
                            (answer, t, findings) -> findings.require(
                                    isClientError(answer),
                                    answer,
                                    "status",
                                    "404",
                                    Integer.toString(answer.status())))),
            check("errors/bad-input-is-no-server-error", SHOULD, REGISTRY, "HT-37")
                    .title("What is no name, tag or digest does not make the server fail")
                    .impact("Clients try again and again what can never work, and operators are woken up.")
                    .drive(probe -> {
                        probe.get("/v2/Plimsoll_NO/manifests/latest", MODERN_LINES);
                        probe.get(probe.sample().manifestPath(".plimsoll"), MODERN_LINES);
                        probe.get(probe.sample().manifestPath("sha256:plimsoll"), MODERN_LINES);
                        probe.get(probe.sample().manifestPath("plimsoll".repeat(200)), MODERN_LINES);
                    })
                    .judge(each(
                            "answers about what is no name, tag or digest",
                            (e, t) -> Traffic.answered(e)
                                    && !Traffic.isPutOff(e)
                                    && Traffic.manifestRequest(e)
                                            .filter(ErrorsChecks::isInvalid)
                                            .isPresent(),
                            (answer, t, findings) -> findings.require(
                                    // Gateways that are overloaded fail whatever is asked.
                                    answer.status() != 500 && answer.status() != 501,
                                    answer,
                                    "status",
                                    "400 or 404",
                                    Integer.toString(answer.status())))));

    private ErrorsChecks() {}

    private static boolean isClientError(Exchange exchange) {
        return exchange.status() >= 400 && exchange.status() < 500;
    }

    private static boolean hasBody(Exchange exchange) {
        return Traffic.body(exchange).filter(body -> body.size() > 0).isPresent();
    }

    /** Whether a registry's 4xx answer has the envelope, be it empty. */
    private static boolean isEnvelope(Exchange exchange) {
        return isClientError(exchange)
                && Traffic.isRegistryApi(exchange)
                && Traffic.errors(exchange).isPresent();
    }

    private static boolean hasErrors(Exchange exchange) {
        return isEnvelope(exchange) && codes(exchange).findAny().isPresent();
    }

    private static Stream<String> codes(Exchange exchange) {
        return Traffic.errors(exchange).map(ErrorResponse::errors).stream()
                .flatMap(List::stream)
                .map(ErrorResponse.Entry::code);
    }

    private static Stream<JsonNode> messages(Exchange exchange) {
        return isEnvelope(exchange)
                ? JsonBody.object(exchange).stream()
                        .flatMap(envelope -> envelope.path("errors").valueStream())
                        .filter(error -> error.hasNonNull("message"))
                        .map(error -> error.get("message"))
                : Stream.empty();
    }

    private static boolean isInvalid(Endpoint.Manifest request) {
        return request.byDigest()
                ? Digest.parseLeniently(request.reference()).isEmpty()
                : !Reference.isTag(request.reference()) || !Reference.isRepositoryName(request.name());
    }
}
