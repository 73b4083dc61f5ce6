package dev.plimsoll.suites.challenges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Timing;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Outcome;
import dev.plimsoll.suites.check.TranscriptFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clients send requests side by side, so the order in a transcript alone does not tell what a client had by then. */
class SideBySideTests {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String WITHOUT_TOKEN = "checks/challenges/client-retries-with-the-token/violating.http";

    private final Check retries = ChallengesChecks.ALL.stream()
            .filter(check -> check.id().value().equals("challenges/client-retries-with-the-token"))
            .findFirst()
            .orElseThrow();
    private final List<Exchange> exchanges =
            TranscriptFile.read(Path.of("src/test/resources"), WITHOUT_TOKEN).exchanges();

    @Test
    void tokenThatWasStillOnItsWayCannotBeSent() {
        assertThat(verdict(timing(0, 500), timing(400, 600))).isInstanceOf(Outcome.NotApplicable.class);
    }

    @Test
    void tokenThatHadComeMustBeSent() {
        assertThat(verdict(timing(0, 500), timing(501, 600))).isInstanceOf(Outcome.Violates.class);
        assertThat(verdict(timing(0, 500), timing(500, 600))).isInstanceOf(Outcome.Violates.class);
    }

    @Test
    void withoutTimesTheOrderDecides() {
        var started = new Timing(Optional.of(START), Optional.empty(), Optional.empty());

        assertThat(verdict(Timing.UNKNOWN, timing(0, 1))).isInstanceOf(Outcome.Violates.class);
        assertThat(verdict(timing(0, 1), Timing.UNKNOWN)).isInstanceOf(Outcome.Violates.class);
        assertThat(verdict(started, timing(0, 1))).isInstanceOf(Outcome.Violates.class);
    }

    /** The fixture's second exchange is the token's, the third the request that should carry it. */
    private Outcome verdict(Timing token, Timing request) {
        return retries.judgement()
                .judge(Transcript.of(
                        exchanges.get(0), timed(exchanges.get(1), token), timed(exchanges.get(2), request)));
    }

    private static Timing timing(long startMs, long endMs) {
        return new Timing(
                Optional.of(START.plusMillis(startMs)),
                Optional.empty(),
                Optional.of(Duration.ofMillis(endMs - startMs)));
    }

    private static Exchange timed(Exchange exchange, Timing timing) {
        return new Exchange(
                exchange.id(), exchange.request(), exchange.response(), exchange.failure(), timing, exchange.notes());
    }
}
