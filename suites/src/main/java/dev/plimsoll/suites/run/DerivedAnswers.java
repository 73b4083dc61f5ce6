package dev.plimsoll.suites.run;

import dev.plimsoll.fixtures.replay.ReplayListener;
import dev.plimsoll.fixtures.replay.Unmatched;
import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.HttpRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers who got answers that are a replay's own inference: no judgement may take them for the registry's. */
final class DerivedAnswers implements ReplayListener {
    private static final List<String> CONDITIONS =
            List.of("If-None-Match", "If-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Range");

    private final Set<String> userAgents = ConcurrentHashMap.newKeySet();

    /** Whether one of that user agent's requests was answered so. */
    boolean hasSome(String userAgent) {
        return userAgents.contains(userAgent);
    }

    @Override
    public void answered(HttpRequest request, Exchange recorded) {
        if (asksMore(request, recorded.request())) {
            note(request);
        }
    }

    @Override
    public void derived(HttpRequest request, Exchange recorded, Derivation derivation) {
        note(request);
    }

    /** Told by its status as well, by which whoever asked knows it. */
    @Override
    public void unmatched(Unmatched unmatched) {}

    private void note(HttpRequest request) {
        request.fields().first("User-Agent").ifPresent(userAgents::add);
    }

    /** Whether the request has what a replay takes no notice of: a condition, another coding, another way of Accept. */
    private static boolean asksMore(HttpRequest request, HttpRequest recorded) {
        return CONDITIONS.stream().anyMatch(name -> differs(name, request, recorded))
                || (isContent(request)
                        && request.fields().contains("Accept-Encoding")
                        && differs("Accept-Encoding", request, recorded))
                || (request.endpoint() instanceof Endpoint.Manifest && differs("Accept", request, recorded));
    }

    private static boolean isContent(HttpRequest request) {
        return request.endpoint() instanceof Endpoint.Manifest || request.endpoint() instanceof Endpoint.Blob;
    }

    /** Order and lines do not count, parameters and case do. */
    private static boolean differs(String field, HttpRequest request, HttpRequest recorded) {
        return !Set.copyOf(request.fields().listMembers(field))
                .equals(Set.copyOf(recorded.fields().listMembers(field)));
    }
}
