package dev.plimsoll.suites.negotiation;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Accept;
import dev.plimsoll.suites.check.Level;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * One way to say in {@code Accept} that a manifest of a known type is welcome.
 *
 * @param slug in the ids of its checks
 * @param words for titles, as in "Accept with …"
 * @param fields the lines that a request has when the sample's manifest has the type {@code own}
 * @param isSent whether a request has this form, as far as a type is concerned
 */
record AcceptForm(
        String slug,
        String words,
        Level level,
        String clause,
        OwnFields fields,
        BiPredicate<Exchange, MediaType> isSent) {
    private static final List<MediaType> MODERN = List.of(
            MediaType.DOCKER_MANIFEST_LIST, MediaType.OCI_INDEX, MediaType.DOCKER_MANIFEST, MediaType.OCI_MANIFEST);

    /** Header lines that may depend on the manifest's own type. */
    @FunctionalInterface
    interface OwnFields {
        HeaderFields of(MediaType own);
    }

    /** The ways that must not make a difference. The specification asks for the first two, RFC 9110 for the others. */
    static final List<AcceptForm> ALL = List.of(
            new AcceptForm(
                    "own-type",
                    "its own type alone",
                    Level.MUST,
                    "DS-011",
                    own -> HeaderFields.of("Accept", own.raw()),
                    (e, own) -> members(e).equals(List.of(own.raw()))),
            new AcceptForm(
                    "many-lines",
                    "one line a type",
                    Level.MUST,
                    "DS-011",
                    own -> Accept.MODERN_LINES,
                    (e, own) -> lines(e).size() > 1
                            && lines(e).stream().noneMatch(line -> line.contains(",") || line.contains(";"))
                            && members(e).contains(own.raw())),
            new AcceptForm(
                    "one-line",
                    "all types in one line",
                    Level.SHOULD,
                    "HT-21",
                    own -> HeaderFields.of("Accept", joined("")),
                    (e, own) -> lines(e).size() == 1
                            && members(e).size() > 1
                            && members(e).contains(own.raw())),
            new AcceptForm(
                    "weights",
                    "weights",
                    Level.SHOULD,
                    "HT-20",
                    own -> HeaderFields.of("Accept", joined(";q=0.5")),
                    (e, own) -> members(e).stream()
                            .anyMatch(member -> member.contains(";") && new MediaType(member).sameAs(own))),
            new AcceptForm(
                    "upper-case",
                    "the type in capital letters",
                    Level.SHOULD,
                    "HT-22",
                    own -> HeaderFields.of("Accept", own.raw().toUpperCase(Locale.ROOT)),
                    (e, own) ->
                            members(e).stream().allMatch(member -> !member.equals(member.toLowerCase(Locale.ROOT)))),
            new AcceptForm(
                    "any-application",
                    "application/*",
                    Level.SHOULD,
                    "HT-20",
                    own -> HeaderFields.of("Accept", "application/*"),
                    (e, own) -> members(e).equals(List.of("application/*"))),
            new AcceptForm(
                    "anything",
                    "*/*",
                    Level.SHOULD,
                    "HT-20",
                    own -> HeaderFields.of("Accept", "*/*"),
                    (e, own) -> members(e).equals(List.of("*/*"))),
            new AcceptForm(
                    "nothing",
                    "no line at all",
                    Level.SHOULD,
                    "HT-20",
                    own -> HeaderFields.none(),
                    (e, own) -> lines(e).isEmpty()));

    /** Whether a request has this form, takes the type, and refuses none by a weight of zero. */
    boolean isOf(Exchange exchange, MediaType own) {
        return (Accept.types(exchange).isEmpty() || Accept.takes(exchange, own))
                && members(exchange).stream().noneMatch(AcceptForm::isRefusal)
                && isSent.test(exchange, own.essence());
    }

    /** Whether a member of {@code Accept} has the weight zero. */
    static boolean isRefusal(String member) {
        return member.replace(" ", "").toLowerCase(Locale.ROOT).matches(".*;q=0(?:\\.0{0,3})?");
    }

    static List<String> members(Exchange exchange) {
        return exchange.request().fields().listMembers("Accept");
    }

    private static List<String> lines(Exchange exchange) {
        return exchange.request().fields().all("Accept");
    }

    private static String joined(String parameters) {
        return MODERN.stream().map(type -> type.raw() + parameters).collect(Collectors.joining(", "));
    }
}
