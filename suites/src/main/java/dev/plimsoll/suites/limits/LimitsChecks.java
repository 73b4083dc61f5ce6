package dev.plimsoll.suites.limits;

import static dev.plimsoll.suites.check.Accept.MODERN_LINES;
import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Judgements.observe;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Level.SHOULD;
import static dev.plimsoll.suites.check.Party.REGISTRY;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Stimulus;
import dev.plimsoll.suites.check.Traffic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rate limits: how a registry tells them and how it says that one is reached; and the warnings that it gives. */
public final class LimitsChecks {
    /** Delay in seconds, or a date (RFC 9110 §10.2.3). */
    private static final Pattern RETRY_AFTER = Pattern.compile(
            "[0-9]{1,10}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT");

    /** A number, and parameters such as the window: {@code 100;w=21600}, as Docker Hub and others send it. */
    private static final Pattern RATE = Pattern.compile("([0-9]{1,18})(?:\\s*[;,].*)?");

    /** The distribution specification's form of a warning: no date at the end. */
    private static final String ONE_WARNING = "299 - \"(?:[^\"\\\\]|\\\\.)*+\"";

    private static final Pattern WARNING = Pattern.compile(ONE_WARNING + "(?:\\s*,\\s*" + ONE_WARNING + ")*+");

    /** In bytes, of all warnings of an answer. */
    private static final int MAX_WARNINGS = 4096;

    private static final String LIMIT = "RateLimit-Limit";
    private static final String REMAINING = "RateLimit-Remaining";

    private static final Stimulus ONE_PULL = probe -> probe.head(probe.sample().manifestPath(), MODERN_LINES);

    public static final List<Check> ALL = List.of(
            check("limits/429-says-when-to-come-back", SHOULD, REGISTRY, "DS-094")
                    .title("A 429 has Retry-After")
                    .impact("Clients come back at once, or give up.")
                    .judge(each(
                            "429 answers",
                            (e, t) -> isTooMany(e),
                            (answer, t, findings) -> findings.require(
                                    Traffic.field(answer, "Retry-After").isPresent(),
                                    answer,
                                    "Retry-After",
                                    "present",
                                    "absent"))),
            check("limits/retry-after-is-well-formed", MUST, REGISTRY, "HT-42")
                    .title("Retry-After is a number of seconds or a date")
                    .impact("Clients cannot read it, and come back at once.")
                    .judge(each(
                            "answers of a registry's API with Retry-After",
                            (e, t) -> Traffic.isRegistryApi(e)
                                    && Traffic.field(e, "Retry-After").isPresent(),
                            (answer, t, findings) -> findings.require(
                                    RETRY_AFTER
                                            .matcher(Traffic.field(answer, "Retry-After")
                                                    .orElseThrow())
                                            .matches(),
                                    answer,
                                    "Retry-After",
                                    "seconds, or a date such as Sun, 06 Nov 1994 08:49:37 GMT",
                                    Traffic.field(answer, "Retry-After").orElseThrow()))),
            check("limits/429-has-its-code", SHOULD, REGISTRY, "DS-093")
                    .title("The error envelope of a 429 has the code TOOMANYREQUESTS")
                    .impact("The user is told of an unknown error, and not to wait or to log in.")
                    .judge(each(
                            "429 answers with an error envelope",
                            (e, t) -> isTooMany(e) && Traffic.errors(e).isPresent(),
                            (answer, t, findings) -> findings.require(
                                    Traffic.errors(answer).orElseThrow().errors().stream()
                                            .anyMatch(error -> error.code().equals("TOOMANYREQUESTS")),
                                    answer,
                                    "error code",
                                    "TOOMANYREQUESTS",
                                    Traffic.excerpt(answer)))),
            check("limits/rate-is-well-formed", QUIRK, REGISTRY, "DS-094")
                    .title("The fields that tell a rate limit begin with a number")
                    .impact("Clients that would slow down in time cannot read how much is left.")
                    .drive(ONE_PULL)
                    .judge(each(
                            "answers that tell a rate limit",
                            (e, t) -> rates(e).findAny().isPresent(),
                            (answer, t, findings) -> rates(answer)
                                    .forEach(value -> findings.require(
                                            RATE.matcher(value).matches(),
                                            answer,
                                            "rate limit",
                                            "a number, such as 100;w=21600",
                                            "\"" + value + "\"")))),
            check("limits/remaining-is-within-the-limit", QUIRK, REGISTRY, "DS-094")
                    .title("What is left of a rate limit is not more than the limit")
                    .impact("Clients that reckon with it are refused before they expect it.")
                    .drive(ONE_PULL)
                    .judge(each(
                            "answers that tell a rate limit and what is left of it",
                            (e, t) -> rate(e, LIMIT).isPresent()
                                    && rate(e, REMAINING).isPresent(),
                            (answer, t, findings) -> {
                                long limit = rate(answer, LIMIT).getAsLong();
                                long left = rate(answer, REMAINING).getAsLong();
                                findings.require(
                                        left <= limit,
                                        answer,
                                        REMAINING,
                                        limit + " at most, the limit",
                                        Long.toString(left));
                            })),
            check("limits/rate-that-is-told", QUIRK, REGISTRY, "DS-094")
                    .title("What a registry tells of its rate limit")
                    .impact("A build that pulls more than this is refused: see how much it is.")
                    .drive(ONE_PULL)
                    .judge(observe(
                            "answers that tell a rate limit",
                            (e, t) -> Traffic.field(e, LIMIT).isPresent(),
                            answers -> answers.stream()
                                    .map(answer -> Traffic.field(answer, LIMIT).orElseThrow())
                                    .distinct()
                                    .collect(Collectors.joining("; ")))),
            check("limits/warning-is-well-formed", MUST, REGISTRY, "DS-095")
                    .title("A Warning has the code 299, no agent, a quoted text and no date")
                    .impact("Clients do not show it, and nobody learns that the image is deprecated.")
                    .drive(ONE_PULL)
                    .judge(each(
                            "answers of a registry's API with Warning",
                            (e, t) -> Traffic.isRegistryApi(e)
                                    && warnings(e).findAny().isPresent(),
                            (answer, t, findings) -> warnings(answer)
                                    .forEach(warning -> findings.require(
                                            WARNING.matcher(warning).matches(),
                                            answer,
                                            "Warning",
                                            "299 - \"text\"",
                                            warning)))),
            check("limits/warnings-are-short", MUST, REGISTRY, "DS-095")
                    .title("All warnings of an answer have 4096 bytes at most")
                    .impact("The answer's head becomes too large for clients and proxies.")
                    .drive(ONE_PULL)
                    .judge(each(
                            "answers of a registry's API with Warning",
                            (e, t) -> Traffic.isRegistryApi(e)
                                    && warnings(e).findAny().isPresent(),
                            (answer, t, findings) -> {
                                int size = warnings(answer)
                                        .mapToInt(warning -> warning.getBytes(StandardCharsets.UTF_8).length)
                                        .sum();
                                findings.require(
                                        size <= MAX_WARNINGS,
                                        answer,
                                        "size of all warnings",
                                        MAX_WARNINGS + " bytes at most",
                                        size + " bytes");
                            })));

    private LimitsChecks() {}

    private static boolean isTooMany(Exchange exchange) {
        return exchange.status() == 429 && Traffic.isRegistryApi(exchange);
    }

    /** The values of the fields, with X- before their names as GitHub and Harbor have them, or without. */
    private static Stream<String> rates(Exchange exchange) {
        return Stream.of(LIMIT, REMAINING, "X-" + LIMIT, "X-" + REMAINING)
                .flatMap(name -> Traffic.field(exchange, name).stream());
    }

    private static OptionalLong rate(Exchange exchange, String field) {
        return Traffic.field(exchange, field).stream()
                .map(RATE::matcher)
                .filter(Matcher::matches)
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .findFirst();
    }

    private static Stream<String> warnings(Exchange exchange) {
        return exchange.response().stream().flatMap(response -> response.fields().all("Warning").stream());
    }
}
