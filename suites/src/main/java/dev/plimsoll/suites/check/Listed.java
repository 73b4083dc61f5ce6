package dev.plimsoll.suites.check;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Link;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.model.oci.TagList;
import java.util.List;
import java.util.Optional;

/** Lists of tags, as checks look at them; pure. */
public final class Listed {
    private Listed() {}

    /** A GET of a list of tags that was answered with success, and that can be read. */
    public static boolean isAnswer(Exchange exchange) {
        return isRequest(exchange) && exchange.status() == 200 && list(exchange).isPresent();
    }

    /** A GET of a list of tags that was answered. */
    public static boolean isRequest(Exchange exchange) {
        return exchange.request().isGet()
                && exchange.request().endpoint() instanceof Endpoint.Tags
                && Traffic.answered(exchange);
    }

    /** The page of tags; nothing if the body is none. */
    public static Optional<TagList> list(Exchange exchange) {
        try {
            return Traffic.body(exchange).map(TagList::parse);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** The tags on an answer's page. */
    public static List<String> tags(Exchange answer) {
        return list(answer).map(TagList::tags).orElse(List.of());
    }

    /** A query parameter of the request. */
    public static Optional<String> parameter(Exchange exchange, String name) {
        return exchange.request().url().parameter(name);
    }

    /** Where the next page is, as written. */
    public static Optional<Link> next(Exchange answer) {
        return Link.next(links(answer));
    }

    /** The lines of the field {@code Link}. */
    public static List<String> links(Exchange answer) {
        return answer.response().map(response -> response.fields().all("Link")).orElse(List.of());
    }

    /** The next page's URL, made absolute. */
    public static Optional<String> nextUrl(Exchange answer) {
        return next(answer).flatMap(link -> {
            try {
                return Optional.of(answer.request().url().resolve(link.target()).raw());
            } catch (MalformedException e) {
                return Optional.empty();
            }
        });
    }
}
