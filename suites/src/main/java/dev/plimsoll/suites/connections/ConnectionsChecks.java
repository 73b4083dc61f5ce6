package dev.plimsoll.suites.connections;

import static dev.plimsoll.suites.check.Accept.MODERN_LINES;
import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Judgements.observe;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Framing of answers: lengths, codings of the transfer, and fields that belong to a connection (RFC 9112, RFC 9113). */
public final class ConnectionsChecks {
    private static final Set<BodyEnd> CUT_OFF =
            EnumSet.of(BodyEnd.RESET, BodyEnd.TIMEOUT, BodyEnd.CLIENT_ABORT, BodyEnd.UNKNOWN);

    /** RFC 9113 §8.2.2. */
    private static final List<String> OF_A_CONNECTION =
            List.of("Connection", "Proxy-Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade");

    private static final Stimulus CONTENT = probe -> {
        probe.get(probe.sample().manifestPath(), MODERN_LINES);
        probe.get(probe.sample().blobPath(probe.sample().config().digest()), HeaderFields.of("Accept", "*/*"));
    };

    public static final List<Check> ALL = List.of(
            check("connections/length-or-transfer-coding", MUST, REGISTRY, "HT-38")
                    .title("An answer does not have both Content-Length and Transfer-Encoding")
                    .impact("Two readers disagree where the answer ends, and the next one can be forged.")
                    .drive(CONTENT)
                    .judge(each(
                            "answers of a registry's API with Content-Length or Transfer-Encoding",
                            (e, t) -> Traffic.isRegistryApi(e)
                                    && (Traffic.field(e, "Content-Length").isPresent()
                                            || Traffic.field(e, "Transfer-Encoding")
                                                    .isPresent()),
                            (answer, t, findings) -> findings.require(
                                    Traffic.field(answer, "Content-Length").isEmpty()
                                            || Traffic.field(answer, "Transfer-Encoding")
                                                    .isEmpty(),
                                    answer,
                                    "framing",
                                    "Content-Length or Transfer-Encoding",
                                    "both"))),
            check("connections/one-length", MUST, REGISTRY, "HT-39")
                    .title("Content-Length is one number")
                    .impact("Two readers disagree where the answer ends; careful ones refuse it.")
                    .drive(CONTENT)
                    .judge(each(
                            "answers of a registry's API with Content-Length",
                            (e, t) -> Traffic.isRegistryApi(e)
                                    && Traffic.field(e, "Content-Length").isPresent(),
                            (answer, t, findings) -> findings.require(
                                    length(answer).isPresent(),
                                    answer,
                                    "Content-Length",
                                    "one number",
                                    String.join(
                                            ", ",
                                            answer.response()
                                                    .orElseThrow()
                                                    .fields()
                                                    .all("Content-Length"))))),
            check("connections/body-has-its-length", MUST, REGISTRY, "HT-39")
                    .title("A body other than a manifest's is as long as Content-Length says")
                    .impact("Downloads end early or hang, and are tried again.")
                    .drive(CONTENT)
                    .judge(each(
                            "answers to GET with Content-Length whose body was measured",
                            (e, t) -> e.request().isGet()
                                    && Traffic.isRegistryApi(e)
                                    && !Traffic.isManifestAnswer(e)
                                    && e.status() != 304
                                    && e.status() != 204
                                    && length(e).isPresent()
                                    && measured(e).isPresent(),
                            (answer, t, findings) -> {
                                long stated = length(answer).getAsLong();
                                long real = measured(answer).getAsLong();
                                findings.require(
                                        stated == real,
                                        answer,
                                        "size of the body",
                                        stated + " bytes, as Content-Length says",
                                        real + " bytes");
                            })),
            check("connections/no-content-has-no-length", MUST, REGISTRY, "HT-39")
                    .title("A 204 has neither Content-Length nor Transfer-Encoding")
                    .impact("Clients wait for a body that never comes.")
                    .judge(each(
                            "204 answers of a registry's API",
                            (e, t) -> Traffic.isRegistryApi(e) && e.status() == 204,
                            (answer, t, findings) -> Stream.of("Content-Length", "Transfer-Encoding")
                                    .filter(name -> Traffic.field(answer, name).isPresent())
                                    .forEach(name -> findings.add(
                                            answer,
                                            name,
                                            "absent",
                                            Traffic.field(answer, name).orElseThrow())))),
            check("connections/http2-has-no-connection-fields", MUST, REGISTRY, "HT-40")
                    .title("An answer over HTTP/2 has no fields that belong to a connection")
                    .impact("Clients take the answer for malformed and reset it.")
                    .drive(CONTENT)
                    .judge(each(
                            "answers over HTTP/2",
                            (e, t) -> Traffic.isRegistryApi(e) && version(e).startsWith("HTTP/2"),
                            (answer, t, findings) -> OF_A_CONNECTION.stream()
                                    .filter(name -> Traffic.field(answer, name).isPresent())
                                    .forEach(name -> findings.add(
                                            answer,
                                            name,
                                            "absent over HTTP/2",
                                            Traffic.field(answer, name).orElseThrow())))),
            check("connections/stays-open", QUIRK, REGISTRY, "HT-41")
                    .title("The registry does not close the connection after every answer")
                    .impact("Every layer costs another connection and another handshake.")
                    .drive(CONTENT)
                    .judge(each(
                            "answers over HTTP/1.1 with 200 to clients that would go on",
                            (e, t) -> Traffic.isRegistryApi(e)
                                    && e.status() == 200
                                    && version(e).equals("HTTP/1.1")
                                    && !closes(e.request().fields()),
                            (answer, t, findings) -> findings.require(
                                    !closes(answer.response().orElseThrow().fields()),
                                    answer,
                                    "Connection",
                                    "absent, or keep-alive",
                                    "close"))),
            check("connections/version-spoken", QUIRK, REGISTRY, "HT-43")
                    .title("Which version of HTTP a registry answers in")
                    .impact("Over HTTP/1.1 every layer needs a connection of its own: see which it is.")
                    .drive(CONTENT)
                    .judge(observe(
                            "answers of a registry's API",
                            (e, t) -> Traffic.isRegistryApi(e) && Traffic.answered(e),
                            answers -> answers.stream()
                                    .map(ConnectionsChecks::version)
                                    .distinct()
                                    .sorted()
                                    .collect(Collectors.joining(", ")))));

    private ConnectionsChecks() {}

    private static OptionalLong length(Exchange exchange) {
        return exchange.response()
                .map(response -> response.fields().contentLength())
                .orElse(OptionalLong.empty());
    }

    /** The size of a body that ended by itself, coded or not; one that the server ended too early counts. */
    private static OptionalLong measured(Exchange exchange) {
        return exchange.response()
                .filter(response -> !CUT_OFF.contains(response.end()))
                .map(response -> response.body().size())
                .orElse(OptionalLong.empty());
    }

    private static String version(Exchange exchange) {
        return exchange.response().map(HttpResponse::version).orElse("");
    }

    private static boolean closes(HeaderFields fields) {
        return fields.listMembers("Connection").stream()
                .anyMatch(option -> option.toLowerCase(Locale.ROOT).equals("close"));
    }
}
