package dev.plimsoll.suites.encoding;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.suites.check.Gunzip;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Content codings of an answer, and those that its request took (RFC 9110 §8.4 and §12.5.3). */
final class Codings {
    private static final Set<BodyEnd> CUT_OFF = EnumSet.of(BodyEnd.RESET, BodyEnd.TIMEOUT, BodyEnd.CLIENT_ABORT);
    private static final List<String> GZIP = List.of("gzip", "x-gzip");

    private Codings() {}

    /** In lower case, without identity, which is none. */
    static List<String> of(Exchange exchange) {
        return exchange.response().stream()
                .flatMap(response -> response.fields().listMembers("Content-Encoding").stream())
                .map(coding -> coding.toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.equals("identity"))
                .toList();
    }

    /** Whether the request says anything of codings. */
    static boolean areOffered(Exchange exchange) {
        return exchange.request().fields().contains("Accept-Encoding");
    }

    /** Whether the request takes a coding: by name, by the name that it had before, or by a wildcard. */
    static boolean isTaken(Exchange exchange, String coding) {
        var names = GZIP.contains(coding) ? GZIP : List.of(coding);
        var members = exchange.request().fields().listMembers("Accept-Encoding");
        var named =
                members.stream().filter(member -> names.contains(name(member))).toList();
        var wildcards =
                members.stream().filter(member -> name(member).equals("*")).toList();
        return Stream.concat(named.stream(), named.isEmpty() ? wildcards.stream() : Stream.empty())
                .anyMatch(member -> !isRefused(member));
    }

    /** The digest of the body as it came, coded. */
    static Optional<Digest> digestOfBytes(Exchange exchange) {
        return wholeBody(exchange).flatMap(Body::sha256);
    }

    /** The digest of what a body of gzip holds, if all of it is at hand. */
    static Optional<Digest> digestOfContent(Exchange exchange) {
        return of(exchange).size() == 1 && GZIP.contains(of(exchange).get(0))
                ? wholeBody(exchange).flatMap(Body::bytes).flatMap(Gunzip::contentDigest)
                : Optional.empty();
    }

    private static Optional<Body> wholeBody(Exchange exchange) {
        return exchange.response()
                .filter(response -> !CUT_OFF.contains(response.end()))
                .map(HttpResponse::body);
    }

    private static String name(String member) {
        return member.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isRefused(String member) {
        return member.replace(" ", "").toLowerCase(Locale.ROOT).matches(".*;q=0(?:\\.0{0,3})?");
    }
}
