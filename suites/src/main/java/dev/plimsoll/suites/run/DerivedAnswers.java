package dev.plimsoll.suites.run;

import dev.plimsoll.fixtures.replay.ReplayListener;
import dev.plimsoll.fixtures.replay.Unmatched;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpRequest;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the answers of a replay that are its own inference: no judgement may take them for the registry's. */
final class DerivedAnswers implements ReplayListener {
    private final AtomicInteger count = new AtomicInteger();

    int count() {
        return count.get();
    }

    @Override
    public void answered(HttpRequest request, Exchange recorded) {}

    @Override
    public void derived(HttpRequest request, Exchange recorded, Derivation derivation) {
        count.incrementAndGet();
    }

    @Override
    public void unmatched(Unmatched unmatched) {
        count.incrementAndGet();
    }
}
