package dev.plimsoll.recorder.text;

import dev.plimsoll.model.oci.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads messages one after the other in a text that may have words between them, and fences around them. */
final class RawText {
    /** Where a line stands. */
    private enum Place {
        BETWEEN,
        REQUEST_HEAD,
        AFTER_REQUEST,
        RESPONSE_HEAD,
        AFTER_RESPONSE
    }

    private final TextLines lines;
    private final List<ShownExchange> exchanges = new ArrayList<>();
    private Optional<ShownExchange> current = Optional.empty();
    private Place place = Place.BETWEEN;

    private RawText(TextLines lines) {
        this.lines = lines;
    }

    /**
     * The exchanges in their order.
     *
     * @throws MalformedException naming the line
     */
    static List<ShownExchange> read(String text) {
        var reading = new RawText(TextLines.of(text));
        reading.lines.lines().forEach(reading::line);
        return reading.exchanges;
    }

    private void line(TextLines.Line line) {
        var request = ShownHead.request(line, line.content())
                .filter(head -> head.target().startsWith("/") || head.target().startsWith("http"));
        var response = ShownHead.response(line, line.content());
        if (request.isPresent()) {
            var exchange = new ShownExchange(request.get());
            exchanges.add(exchange);
            current = Optional.of(exchange);
            place = Place.REQUEST_HEAD;
        } else if (response.isPresent()) {
            var asked = current.filter(exchange -> !exchange.isAnswered());
            asked.orElseThrow(() -> new MalformedException("line " + line.number()
                            + ": a response with no request before it; put its request there, or take it out"))
                    .answer(response.get());
            place = Place.RESPONSE_HEAD;
        } else if (isFence(line.content())) {
            // A fence ends what it holds; a response may be in the next one.
            place = place == Place.REQUEST_HEAD || place == Place.AFTER_REQUEST ? Place.AFTER_REQUEST : Place.BETWEEN;
        } else {
            current.ifPresent(exchange -> within(exchange, line));
        }
    }

    private void within(ShownExchange exchange, TextLines.Line line) {
        var whole = lines.text().substring(line.start(), line.next());
        switch (place) {
            case REQUEST_HEAD -> headLine(exchange, exchange.request(), line, Place.AFTER_REQUEST);
            case RESPONSE_HEAD ->
                exchange.response().ifPresent(head -> headLine(exchange, head, line, Place.AFTER_RESPONSE));
            case AFTER_REQUEST -> exchange.afterRequest(whole);
            case AFTER_RESPONSE -> exchange.afterResponse(whole);
            case BETWEEN -> {
                // Words of the author.
            }
        }
    }

    private void headLine(ShownExchange exchange, ShownHead head, TextLines.Line line, Place after) {
        if (line.content().isBlank()) {
            place = after;
        } else if (!head.take(line.content())) {
            exchange.note("a head ends at line " + line.number() + ", which is no header line");
            place = after;
            within(exchange, line);
        }
    }

    private static boolean isFence(String content) {
        return content.startsWith("```") || content.startsWith("~~~");
    }
}
