package dev.plimsoll.suites.run;

import dev.plimsoll.fixtures.replay.ReplayListener;
import dev.plimsoll.fixtures.replay.Unmatched;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers who got answers that are a replay's own inference: no judgement may take them for the registry's. */
final class DerivedAnswers implements ReplayListener {
    private final Set<String> userAgents = ConcurrentHashMap.newKeySet();

    /** Whether one of that user agent's requests was answered so. */
    boolean hasSome(String userAgent) {
        return userAgents.contains(userAgent);
    }

    @Override
    public void answered(HttpRequest request, Exchange recorded) {}

    @Override
    public void derived(HttpRequest request, Exchange recorded, Derivation derivation) {
        request.fields().first("User-Agent").ifPresent(userAgents::add);
    }

    /** Told by its status as well, by which whoever asked knows it. */
    @Override
    public void unmatched(Unmatched unmatched) {}
}
