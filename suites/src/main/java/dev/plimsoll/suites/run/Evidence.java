package dev.plimsoll.suites.run;

import dev.plimsoll.model.http.Transcript;
import java.util.Optional;

/**
 * The traffic that a check is judged by.
 *
 * @param subject whose behaviour it shows: {@code registry}, or a client's name
 * @param kind {@code driven} by the check, {@code recorded} from another client, or {@code pulled} by the engine
 * @param name of the transcript in the run's record
 * @param brokenOff why not all of the stimulus was sent, if so
 */
record Evidence(String subject, String kind, String name, Transcript transcript, Optional<String> brokenOff) {
    /** The subject of checks that judge no client. */
    static final String REGISTRY = "registry";

    /** What was there without the check, whole as it is. */
    Evidence(String subject, String kind, String name, Transcript transcript) {
        this(subject, kind, name, transcript, Optional.empty());
    }
}
