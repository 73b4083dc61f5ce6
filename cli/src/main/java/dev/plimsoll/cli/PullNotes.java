package dev.plimsoll.cli;

import dev.plimsoll.engine.PullException;
import dev.plimsoll.engine.PullResult;
import dev.plimsoll.engine.RecordingTransport;
import dev.plimsoll.engine.Transport;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.model.oci.Secret;
import dev.plimsoll.suites.run.PullRecords;
import dev.plimsoll.suites.run.RunRecord;
import dev.plimsoll.suites.run.TrafficLint;
import dev.plimsoll.suites.run.TrafficSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Takes down a pull of the reference engine, for its report. */
final class PullNotes {
    private final Reference reference;
    private final Origin registry;
    private final Clock clock;
    private final Instant began;
    private final List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
    private Optional<PullResult> result = Optional.empty();
    private Optional<PullException> failure = Optional.empty();
    private Instant ended;

    PullNotes(Reference reference, Origin registry, Clock clock) {
        this.reference = reference;
        this.registry = registry;
        this.clock = clock;
        began = clock.instant();
        ended = began;
    }

    /** The transport, with its traffic taken down. */
    Transport beside(Transport next) {
        return new RecordingTransport(next, exchanges::add);
    }

    void succeeded(PullResult pulled) {
        result = Optional.of(pulled);
        ended = clock.instant();
    }

    void failed(PullException why) {
        failure = Optional.of(why);
        ended = clock.instant();
    }

    /** What it comes to, judged and without secrets; the transport has to be closed before. */
    RunRecord judged(List<Secret> known) {
        var inOrder =
                exchanges.stream().sorted(Comparator.comparingInt(Exchange::id)).toList();
        var pull = PullRecords.of(
                reference,
                registry.toString(),
                result,
                failure.map(why -> why.reason() + ": " + why.getMessage()),
                Duration.between(began, ended));
        return TrafficLint.judgePull(
                TrafficSource.enginePull(reference.toString(), registry.toString()),
                new Transcript(inOrder),
                pull,
                failure.filter(why -> why.reason() == PullException.Reason.NETWORK)
                        .isPresent(),
                known,
                clock);
    }
}
