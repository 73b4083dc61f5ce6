package dev.plimsoll.suites.run;

import dev.plimsoll.engine.PullResult;
import dev.plimsoll.model.oci.Descriptor;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.suites.run.RunRecord.PullRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What pulls of the reference engine came to, as a run's record has it. */
public final class PullRecords {
    /** What the engine's traffic is called among a run's transcripts. */
    public static final String TRANSCRIPT = "engine";

    private PullRecords() {}

    /**
     * A pull's record.
     *
     * @param from where the image came from, in a few words
     * @param result if it succeeded
     * @param failure why it failed, if it did
     */
    public static PullRecord of(
            Reference reference, String from, Optional<PullResult> result, Optional<String> failure, Duration elapsed) {
        var layers = result.map(r -> r.manifest().layers()).orElse(List.of());
        return new PullRecord(
                reference.toString(),
                from,
                result.map(r -> r.manifest().digest().raw()),
                result.map(r -> r.config().imageId().raw()),
                layers.size(),
                layers.stream().mapToLong(Descriptor::size).sum()
                        + result.map(r -> r.manifest().config().size()).orElse(0L),
                elapsed.toMillis(),
                failure,
                Optional.of(TRANSCRIPT));
    }
}
