package dev.plimsoll.suites.check;

import dev.plimsoll.model.http.Endpoint;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The upload sessions in a piece of traffic: which request belongs to which, however its Locations look; pure. */
public final class Uploads {
    private Uploads() {}

    /**
     * One request of a session.
     *
     * @param earlier the session's requests before it, the POST that began it first; empty for that POST itself
     */
    public record Step(Exchange exchange, List<Exchange> earlier) {
        public Step {
            earlier = List.copyOf(earlier);
        }

        public String method() {
            return exchange.request().method();
        }

        public int status() {
            return exchange.status();
        }

        /** The digest in the query, as written. */
        public Optional<String> digest() {
            return exchange.request().url().parameter("digest");
        }

        /** What is in the session before this request; nothing if some chunk's size is not known. */
        public OptionalLong stored() {
            long bytes = 0;
            for (var before : earlier) {
                if (before.request().method().equals("PATCH") && isSuccess(before)) {
                    var size = sent(before);
                    if (size.isEmpty()) {
                        return OptionalLong.empty();
                    }
                    bytes += size.getAsLong();
                }
            }
            return OptionalLong.of(bytes);
        }

        /** The first byte of the request's {@code Content-Range}, if it has a valid one. */
        public OptionalLong first() {
            var range = exchange.request().fields().first("Content-Range").orElse("");
            return range.matches("[0-9]{1,18}-[0-9]{1,18}")
                    ? OptionalLong.of(Long.parseLong(range.substring(0, range.indexOf('-'))))
                    : OptionalLong.empty();
        }

        /** All that the session holds once this request is through; nothing if it is not all at hand. */
        public Optional<Bytes> content() {
            var whole = Bytes.empty();
            for (var before : earlier) {
                if (before.request().method().equals("PATCH") && isSuccess(before)) {
                    var chunk = body(before);
                    if (chunk.isEmpty()) {
                        return Optional.empty();
                    }
                    whole = whole.concat(chunk.get());
                }
            }
            var last = body(exchange);
            return last.isEmpty() ? last : Optional.of(whole.concat(last.get()));
        }

        /** Whether the session was sent chunks before this request. */
        public boolean isAfterChunks() {
            return earlier.stream().anyMatch(before -> before.request().method().equals("PATCH"));
        }

        /** Whether a chunk says that it does not begin where the session ends. */
        public boolean isOutOfOrder() {
            return first().isPresent() && stored().isPresent() && first().getAsLong() != stored().getAsLong();
        }

        /** Whether a request before it ended the session, or may have; one that was put off did not. */
        public boolean isAfterTheEnd() {
            return earlier.stream()
                    .anyMatch(before -> !Traffic.isPutOff(before)
                            && (before.request().method().equals("PUT")
                                    || before.request().method().equals("DELETE")));
        }

        /** Whether no request of the session before it told that the session is gone, or the registry out of order. */
        public boolean isUnderWay() {
            return !earlier.isEmpty()
                    && !isAfterTheEnd()
                    && earlier.stream()
                            .noneMatch(before ->
                                    before.status() == 404 || before.status() == 410 || before.status() >= 500);
        }
    }

    /** Looks at one step. */
    @FunctionalInterface
    public interface Rule {
        void look(Step step, Findings findings);
    }

    /** The rule holds for every step to which it applies; where there is none, it does not apply at all. */
    public static Judgement each(String what, Predicate<Step> applies, Rule rule) {
        return transcript -> {
            var steps = steps(transcript).stream().filter(applies).toList();
            if (steps.isEmpty()) {
                return new Outcome.NotApplicable("no " + what + " in this traffic");
            }
            var findings = new Findings();
            steps.forEach(step -> rule.look(step, findings));
            return findings.found().isEmpty()
                    ? new Outcome.Conforms(
                            steps.stream().map(step -> step.exchange().id()).toList())
                    : new Outcome.Violates(findings.found());
        };
    }

    /** Every request of every session that this traffic shows the beginning of. */
    public static List<Step> steps(Transcript transcript) {
        var sessions = new ArrayList<List<Exchange>>();
        Map<String, Integer> byUrl = new HashMap<>();
        var steps = new ArrayList<Step>();
        for (var exchange : transcript.exchanges()) {
            var known = Optional.ofNullable(
                            byUrl.get(urlOf(exchange.request().url().raw())))
                    .or(() -> Optional.ofNullable(
                            byUrl.get(pathOf(exchange.request().url().raw()))));
            if (known.isPresent() && Traffic.answered(exchange)) {
                var session = sessions.get(known.get());
                steps.add(new Step(exchange, session));
                session.add(exchange);
                announce(exchange, known.get(), byUrl);
            } else if (isPost(exchange)) {
                steps.add(new Step(exchange, List.of()));
                if (exchange.status() == 202) {
                    sessions.add(new ArrayList<>(List.of(exchange)));
                    announce(exchange, sessions.size() - 1, byUrl);
                }
            }
        }
        return steps;
    }

    /** A POST to where uploads begin, that was answered. */
    public static boolean isPost(Exchange exchange) {
        return exchange.request().method().equals("POST")
                && exchange.request().endpoint() instanceof Endpoint.Upload
                && exchange.request().url().path().replaceFirst("/$", "").endsWith("/blobs/uploads")
                && Traffic.answered(exchange);
    }

    /** A {@link #isPost POST} that only begins an upload: nothing to mount, and no digest. */
    public static boolean isBegin(Exchange exchange) {
        return isPost(exchange)
                && exchange.request().url().parameter("digest").isEmpty()
                && exchange.request().url().parameter("mount").isEmpty();
    }

    /** The digest of the blob that an exchange left in its repository, as its query says. */
    public static Optional<String> stored(Exchange exchange) {
        if (exchange.status() != 201 || !(exchange.request().endpoint() instanceof Endpoint.Upload)) {
            return Optional.empty();
        }
        var url = exchange.request().url();
        return url.parameter("digest")
                .or(() -> url.parameter("mount"))
                .filter(digest -> Digest.parseLeniently(digest).isPresent());
    }

    /** How many bytes a request's body has; nothing if that is not known. */
    public static OptionalLong sent(Exchange exchange) {
        var stated = exchange.request().fields().contentLength();
        return stated.isPresent()
                ? stated
                : body(exchange).map(bytes -> OptionalLong.of(bytes.size())).orElse(OptionalLong.empty());
    }

    /** A request's body; nothing if it was not captured, whether or not anybody said so. */
    public static Optional<Bytes> body(Exchange exchange) {
        var fields = exchange.request().fields();
        return exchange.request()
                .body()
                .bytes()
                .filter(bytes -> bytes.size() > 0
                        || (fields.contentLength().orElse(0) == 0 && !fields.contains("Transfer-Encoding")));
    }

    private static boolean isSuccess(Exchange exchange) {
        return exchange.status() >= 200 && exchange.status() < 300;
    }

    private static void announce(Exchange answer, int session, Map<String, Integer> byUrl) {
        Workspace.location(answer).ifPresent(url -> {
            byUrl.put(urlOf(url), session);
            // The path alone is the session's, unless it is where all uploads begin.
            if (!pathOf(url).matches(".*/blobs/uploads/?")) {
                byUrl.put(pathOf(url), session);
            }
        });
    }

    /** The digest is added to a location when the upload is closed. */
    private static String urlOf(String url) {
        return url.replaceFirst("([?&])digest=[^&]*&?", "$1").replaceFirst("[?&]$", "");
    }

    private static String pathOf(String url) {
        return url.split("\\?", 2)[0];
    }
}
