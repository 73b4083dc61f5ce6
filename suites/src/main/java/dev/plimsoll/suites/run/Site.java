package dev.plimsoll.suites.run;

import dev.plimsoll.engine.Login;
import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.suites.check.Sample;
import dev.plimsoll.suites.target.Mode;
import java.util.Optional;

/** A target made ready: something answers, until it is closed. */
interface Site extends AutoCloseable {
    Mode mode();

    /** Why this mode, for the report's first line. */
    String reason();

    Origin registry();

    Sample sample();

    /** How to reach the registry. */
    TransportOptions options();

    /** The user's name and password, if the registry wants them of whoever writes. */
    default Optional<Login> login() {
        return Optional.empty();
    }

    /** What was recorded of it before, if anything. */
    Optional<Recording> recording();

    /** How many requests so far had no recorded answer of their own; always 0 for a real registry. */
    int derivedAnswers();

    PullSource pullSource();

    @Override
    void close();
}
