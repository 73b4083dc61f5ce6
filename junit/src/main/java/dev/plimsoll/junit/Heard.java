package dev.plimsoll.junit;

import dev.plimsoll.fixtures.replay.ReplayListener;
import dev.plimsoll.fixtures.replay.Unmatched;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a replay server was asked, and what it sent. Safe for use by several threads. */
final class Heard implements ReplayListener {
    /** A client that asks in a loop must not fill the memory. */
    private static final int KEPT = 10_000;

    private final List<Exchange> exchanges = new ArrayList<>();

    synchronized List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    @Override
    public void sending(Supplier<Exchange> exchange) {
        var sent = exchange.get();
        synchronized (this) {
            if (exchanges.size() < KEPT) {
                exchanges.add(sent.withId(exchanges.size() + 1));
            }
        }
    }

    @Override
    public void answered(HttpRequest request, Exchange recorded) {
        // What is sent tells it all.
    }

    @Override
    public void unmatched(Unmatched unmatched) {
        // The server keeps these.
    }
}
