package dev.plimsoll.suites.mirrors;

import static dev.plimsoll.suites.check.Accept.MODERN_LINES;
import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.MIRROR;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Accept;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Optional;

/** The parameter {@code ns}, by which clients tell a mirror which registry they mean. */
public final class MirrorsChecks {
    private static final String NAMESPACE = "OCI-Namespace";

    /** With and without the registry's own name, which is the one namespace that it certainly has. */
    private static final Stimulus WITH_AND_WITHOUT = probe -> {
        var path = probe.sample().manifestPath(probe.sample().manifest().raw());
        var plain = probe.get(path, MODERN_LINES);
        probe.get(path + "?ns=" + plain.request().url().origin().authority(), MODERN_LINES);
    };

    public static final List<Check> ALL = List.of(
            check("mirrors/used-namespace-is-told", SHOULD, MIRROR, "DS-084")
                    .title("OCI-Namespace is the namespace that the request has in ns")
                    .impact("The client cannot tell whether it got the image of the registry that it meant.")
                    .drive(WITH_AND_WITHOUT)
                    .judge(each(
                            "answers with " + NAMESPACE + " to requests with ns",
                            (e, t) -> namespace(e).isPresent()
                                    && Traffic.field(e, NAMESPACE).isPresent(),
                            (answer, t, findings) -> {
                                var asked = namespace(answer).orElseThrow();
                                var told = Traffic.field(answer, NAMESPACE).orElseThrow();
                                findings.require(told.equals(asked), answer, NAMESPACE, asked, told);
                            })),
            check("mirrors/namespace-is-no-hindrance", QUIRK, MIRROR, "DS-084")
                    .title("What is there without ns is there with it")
                    .impact("Clients such as containerd always send ns to mirrors, and find nothing here.")
                    .drive(WITH_AND_WITHOUT)
                    .judge(each(
                            "requests with ns for what is there without",
                            (e, t) -> namespace(e).isPresent()
                                    && (e.status() == 200 || isRefusal(e))
                                    && isThereWithout(e, t),
                            (answer, t, findings) -> findings.requireStatus(200, answer))));

    private MirrorsChecks() {}

    private static Optional<String> namespace(Exchange exchange) {
        return Traffic.isRegistryApi(exchange) ? exchange.request().url().parameter("ns") : Optional.empty();
    }

    private static boolean isRefusal(Exchange exchange) {
        return exchange.status() == 400 || exchange.status() == 404;
    }

    private static boolean isThereWithout(Exchange exchange, Transcript transcript) {
        return Traffic.manifestRequest(exchange).isPresent()
                && transcript
                        .before(exchange)
                        .anyMatch(earlier -> Traffic.isManifestAnswer(earlier)
                                && namespace(earlier).isEmpty()
                                && place(earlier).equals(place(exchange))
                                && Accept.types(earlier).equals(Accept.types(exchange)));
    }

    private static HttpUrl place(Exchange exchange) {
        return exchange.request().url().withoutQuery();
    }
}
