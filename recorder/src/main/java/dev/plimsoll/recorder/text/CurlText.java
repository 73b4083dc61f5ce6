package dev.plimsoll.recorder.text;

import dev.plimsoll.model.oci.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads what {@code curl -v} prints, with or without the bodies between its lines. */
final class CurlText {
    private static final String TIME = "(?:-?[0-9]+:[0-9]{2}:[0-9]{2}|--:--:--|[0-9]+d [0-9]+h)";

    /** The progress meter is written over itself, without line ends, so that curl's next line stands behind it. */
    private static final Pattern PROGRESS = Pattern.compile(
            "\\r(?: *+[0-9][0-9.kMGTP]*+){8} +" + TIME + " +" + TIME + " +" + TIME + " [ 0-9.kMGTP]{5}");

    /** Stands in the place of the meter; no byte of the text is this character. */
    private static final String METER = "\uE000";

    private static final Pattern PROGRESS_TITLE = Pattern.compile(" *(?:% Total +% Received.*|Dload +Upload.*)");
    private static final Pattern TIMESTAMP =
            Pattern.compile("(?m)^(\uE000*+)[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6} (?=[*<>{}] )");
    private static final Pattern LEADING_METERS = Pattern.compile("\\A\uE000++");
    private static final Pattern DATA = Pattern.compile("[{}] \\[[0-9]+ bytes data]");

    private static final Pattern DONE =
            Pattern.compile("\\* (?:Connection #[0-9]+ to host .* left intact|[Cc]losing connection|shutting down).*");

    /** What curl says between two transfers; a body without a line end has it on its last line. */
    private static final Pattern GLUED = Pattern.compile("(?:[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6} )?"
            + "(\\* (?:Connection #[0-9]+ to host |[Cc]losing connection|shutting down|Found bundle for host"
            + "|Re-?using existing|Can not multiplex|Issue another request|Hostname .* in DNS cache|  Trying "
            + "|processing: |Host .* was resolved).*)");

    private static final Pattern CONNECTED = Pattern.compile("\\* Connected to (\\S+) .*");
    private static final Pattern REUSED = Pattern.compile("\\* Re-?using existing .* with (?:host|proxy) (\\S+).*");
    private static final Pattern TLS = Pattern.compile("\\* (?:SSL connection using|TLSv1|.*TLS handshake).*");
    private static final Pattern PROMPT = Pattern.compile("(?:[^<>*{}\\s].*)?[$#%] +curl .*");

    private final TextLines lines;
    private final Schemes schemes;
    private final List<ShownExchange> exchanges = new ArrayList<>();
    private final Map<String, Boolean> tlsByHost = new TreeMap<>();
    private Optional<ShownExchange> current = Optional.empty();
    private String host = "";
    private boolean connectionTold;
    private boolean tls;
    private boolean inRequestHead;
    private boolean inResponseHead;
    private boolean closed;
    private boolean shown;

    private CurlText(String text, Schemes schemes) {
        this.lines = TextLines.of(text);
        this.schemes = schemes;
    }

    /**
     * The exchanges in their order, tunnels through a proxy among them.
     *
     * @param schemes learns from what curl says of its connections
     * @throws MalformedException naming the line
     */
    static List<ShownExchange> read(String text, Schemes schemes) {
        var cleaned =
                TIMESTAMP.matcher(PROGRESS.matcher(text).replaceAll(METER)).replaceAll("$1");
        var reading = new CurlText(cleaned, schemes);
        reading.lines.lines().forEach(reading::line);
        return reading.exchanges;
    }

    private void line(TextLines.Line line) {
        var content = LEADING_METERS.matcher(line.content()).replaceFirst("");
        if (content.isEmpty() && !line.content().isEmpty()) {
            return;
        } else if (isMarked(content, '>')) {
            sent(line, unmarked(content));
        } else if (isMarked(content, '<')) {
            received(line, unmarked(content));
        } else if (isMarked(content, '*')) {
            information(content);
        } else if (PROMPT.matcher(content).matches() || content.startsWith("```")) {
            closed = true;
        } else if (!DATA.matcher(content).matches()
                && !PROGRESS_TITLE.matcher(content).matches()) {
            foreign(lines.text().substring(line.start(), line.next()));
        }
    }

    private void sent(TextLines.Line line, String content) {
        var request = ShownHead.request(line, content);
        if (request.isPresent()) {
            var exchange = new ShownExchange(request.get());
            exchanges.add(exchange);
            current = Optional.of(exchange);
            inRequestHead = true;
            inResponseHead = false;
            closed = false;
            shown = false;
            if (connectionTold) {
                schemes.connected(line.number(), tls);
            }
        } else if (content.isBlank()) {
            inRequestHead = false;
        } else if (!inRequestHead
                || current.filter(exchange -> exchange.request().take(content)).isEmpty()) {
            throw new MalformedException("line " + line.number()
                    + ": begins with \">\", but is neither a request line nor a header line of one; take it out");
        }
    }

    private void received(TextLines.Line line, String content) {
        var exchange = current.orElseThrow(() -> new MalformedException("line " + line.number()
                + ": a response with no request (a line like \"> GET /v2/ HTTP/1.1\") before it"));
        var response = ShownHead.response(line, content);
        if (response.isPresent()) {
            exchange.answer(response.get());
            inResponseHead = true;
        } else if (content.isBlank()) {
            inResponseHead = false;
        } else if (!inResponseHead) {
            exchange.note("left out: a trailer, line " + line.number());
        } else if (exchange.response().filter(head -> head.take(content)).isEmpty()) {
            throw new MalformedException(
                    "line " + line.number() + ": begins with \"<\", but is no header line; take it out");
        }
    }

    private void information(String content) {
        var connected = CONNECTED.matcher(content);
        var reused = REUSED.matcher(content);
        if (connected.matches()) {
            host = connected.group(1);
            connectionTold = true;
            tls = false;
            tlsByHost.put(host, false);
        } else if (reused.matches()) {
            host = reused.group(1);
            connectionTold = tlsByHost.containsKey(host);
            tls = tlsByHost.getOrDefault(host, false);
        } else if (TLS.matcher(content).matches()) {
            tls = true;
            tlsByHost.put(host, true);
        }
        // Standard output may come after this line, but not on both sides of it.
        closed |= shown && DONE.matcher(content).matches();
    }

    private void foreign(String text) {
        if (closed || current.isEmpty()) {
            return;
        }
        var glued = GLUED.matcher(text);
        boolean ended = glued.find();
        int meter = text.indexOf(METER);
        // The line end behind a meter is the meter's.
        var body = ended ? text.substring(0, glued.start()) : meter < 0 ? text : text.substring(0, meter);
        var exchange = current.get();
        if (exchange.response().isPresent()) {
            exchange.afterResponse(body);
            shown |= !body.isBlank();
        }
        if (ended) {
            closed = true;
            information(glued.group(1));
        }
    }

    private static boolean isMarked(String content, char mark) {
        return content.startsWith(mark + " ") || content.equals(String.valueOf(mark));
    }

    private static String unmarked(String content) {
        return content.length() < 2 ? "" : content.substring(2);
    }
}
