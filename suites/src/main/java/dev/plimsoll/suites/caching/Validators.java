package dev.plimsoll.suites.caching;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Accept;
import dev.plimsoll.suites.check.Traffic;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Entity tags and conditions, as RFC 9110 §8.8 and §13 have them. */
final class Validators {
    private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");

    /** The conditions that a GET or HEAD may have. */
    private static final List<String> CONDITIONS = List.of("If-None-Match", "If-Modified-Since", "If-Match");

    private Validators() {}

    static boolean isEntityTag(String text) {
        return ENTITY_TAG.matcher(text).matches();
    }

    static Optional<String> entityTag(Exchange exchange) {
        return Traffic.field(exchange, "ETag");
    }

    /** Whether the answer is about content, asked for at the registry or where that redirected to. */
    static boolean isContent(Exchange exchange, Transcript transcript) {
        return Traffic.manifestRequest(exchange).isPresent()
                || Traffic.requestedBlob(exchange, transcript).isPresent();
    }

    static boolean isRead(Exchange exchange) {
        return exchange.request().isGet() || exchange.request().isHead();
    }

    static boolean isConditional(Exchange exchange) {
        return CONDITIONS.stream().anyMatch(exchange.request().fields()::contains);
    }

    /** The entity tags of {@code If-None-Match}; commas within them are not expected. */
    static List<String> known(Exchange exchange) {
        return exchange.request().fields().listMembers("If-None-Match");
    }

    /** Whether two entity tags are the same by weak comparison (RFC 9110 §8.8.3.2). */
    static boolean sameWeakly(String one, String other) {
        return withoutWeakness(one).equals(withoutWeakness(other));
    }

    /** The latest whole answer to a GET or HEAD of the same URL with the same Accept that came with an entity tag. */
    static Optional<Exchange> earlierTagged(Exchange exchange, Transcript transcript) {
        return transcript
                .before(exchange)
                .filter(earlier -> earlier.status() == 200
                        && isRead(earlier)
                        && entityTag(earlier).isPresent()
                        && isSameQuestion(earlier, exchange))
                .reduce((first, second) -> second);
    }

    /** Whether URL, Accept and codings are the same. */
    static boolean isSameQuestion(Exchange one, Exchange other) {
        return one.request().url().equals(other.request().url())
                && Accept.types(one).equals(Accept.types(other))
                && one.request()
                        .fields()
                        .listMembers("Accept-Encoding")
                        .equals(other.request().fields().listMembers("Accept-Encoding"));
    }

    /** The directives of {@code Cache-Control} in lower case. */
    static Stream<String> directives(Exchange exchange) {
        return exchange.response().stream()
                .flatMap(response -> response.fields().listMembers("Cache-Control").stream())
                .map(directive -> directive.toLowerCase(Locale.ROOT));
    }

    private static String withoutWeakness(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
