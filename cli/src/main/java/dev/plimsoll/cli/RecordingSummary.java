package dev.plimsoll.cli;

import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpResponse;
import dev.plimsoll.model.http.HttpUrl;
import dev.plimsoll.recorder.proxy.RecorderListener;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a recording comes to. */
final class RecordingSummary implements RecorderListener {
    /** More of a kind than this would not be read. */
    private static final int SHOWN = 10;

    private final TreeSet<String> hosts = new TreeSet<>();
    private final TreeMap<String, Integer> unused = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final TreeSet<String> refusals = new TreeSet<>();
    private int exchanges;
    private int tokens;
    private int redirects;
    private int failed;
    private long sent;
    private long received;

    /** Counts an exchange as it was written. */
    synchronized void recorded(Exchange exchange) {
        exchanges++;
        hosts.add(exchange.request().url().origin().authority());
        sent += exchange.request().body().size().orElse(0);
        received += exchange.response().map(HttpResponse::body).stream()
                .mapToLong(body -> body.size().orElse(0))
                .sum();
        redirects += exchange.redirectTarget().isPresent() ? 1 : 0;
        tokens += isToken(exchange) ? 1 : 0;
        boolean whole = exchange.response()
                .filter(response -> response.end() == BodyEnd.COMPLETE)
                .isPresent();
        if (!whole) {
            failed++;
            if (failures.size() < SHOWN) {
                failures.add(exchange + ": " + exchange.failure().orElse("not complete"));
            }
        }
    }

    @Override
    public synchronized void tunnelUnused(String host) {
        unused.merge(host, 1, Integer::sum);
    }

    @Override
    public synchronized void refused(String host, String reason) {
        if (refusals.size() < SHOWN) {
            refusals.add(reason);
        }
    }

    /** One line, and an empty one while there is nothing to tell. */
    synchronized String soFar() {
        return exchanges == 0
                ? ""
                : exchanges + " exchanges recorded, " + received + " bytes received"
                        + (failed == 0 ? "" : ", " + failed + " failed");
    }

    synchronized List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(exchanges + " exchanges with " + hosts.size() + " hosts: " + String.join(", ", hosts));
        lines.add("bodies: " + sent + " bytes sent, " + received + " received; " + tokens + " tokens, " + redirects
                + " redirects, " + failed + " failed");
        failures.forEach(failure -> lines.add("  failed: " + failure));
        refusals.forEach(reason -> lines.add("  refused: " + reason));
        unused.forEach((host, count) -> lines.add("  " + count + " tunnels to " + host
                + " were opened and not used: does that client trust the CA? (plimsoll ca print)"));
        return lines;
    }

    private static boolean isToken(Exchange exchange) {
        HttpUrl url = exchange.request().url();
        boolean asks = url.parameter("service").isPresent() || url.path().endsWith("/token");
        return asks && exchange.response().filter(HttpResponse::isSuccess).isPresent();
    }
}
