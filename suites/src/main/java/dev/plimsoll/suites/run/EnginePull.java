package dev.plimsoll.suites.run;

import dev.plimsoll.engine.BlobStore;
import dev.plimsoll.engine.PullEngine;
import dev.plimsoll.engine.PullException;
import dev.plimsoll.engine.PullListener;
import dev.plimsoll.engine.PullOptions;
import dev.plimsoll.engine.PullResult;
import dev.plimsoll.engine.RecordingTransport;
import dev.plimsoll.engine.SocketTransport;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One pull by the reference engine: what it came to, and its traffic, which is judged like any other client's.
 *
 * @param unreachable whether it failed for want of a network
 */
record EnginePull(PullRecord record, Transcript transcript, boolean unreachable) {
    /** The engine's name among the clients. */
    static final String CLIENT = "plimsoll-engine";

    static EnginePull run(PullSource source, Path scratch) {
        List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
        long began = System.nanoTime();
        Optional<PullResult> result = Optional.empty();
        Optional<String> failure = Optional.empty();
        boolean unreachable = false;
        var options = PullOptions.defaults().withRegistry(source.registry()).withUserAgent(Scribe.TOOL + " (engine)");
        try (var base = new RecordingTransport(SocketTransport.create(source.options()), exchanges::add)) {
            var engine = PullEngine.assemble(
                    base,
                    origin -> source.login().filter(login -> origin.equals(source.registry())),
                    options,
                    PullListener.NONE);
            result = Optional.of(engine.pull(source.reference(), BlobStore.at(scratch.resolve("pulled"))));
        } catch (PullException e) {
            failure = Optional.of(e.reason() + ": " + e.getMessage());
            unreachable = e.reason() == PullException.Reason.NETWORK;
        } catch (IOException e) {
            failure = Optional.of("cannot store the image in " + scratch + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = Optional.of("interrupted");
        }
        var elapsed = Duration.ofNanos(System.nanoTime() - began);
        var record = PullRecords.of(source.reference(), source.description(), result, failure, elapsed);
        return new EnginePull(record, inOrder(exchanges), unreachable);
    }

    /** Exchanges are told when their bodies end, which need not be the order of the requests. */
    private static Transcript inOrder(List<Exchange> exchanges) {
        return new Transcript(
                exchanges.stream().sorted(Comparator.comparingInt(Exchange::id)).toList());
    }
}
