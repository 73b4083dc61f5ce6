package dev.plimsoll.suites.run;

import dev.plimsoll.engine.Login;
import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.http.Transcript;
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

    /** Hears of the reference engine's pull, before anything else is asked. */
    default void pulled(Transcript pull) {}

    /** Whether that pull was asked for credentials. */
    default boolean demandsAuthorization() {
        return false;
    }

    /** Whether checks may send requests of their own; otherwise they judge what a pull brings. */
    default boolean isDriven() {
        return true;
    }

    /** What was recorded of it before, if anything. */
    Optional<Recording> recording();

    /** Whether a request of that user agent had no recorded answer of its own; never so for a real registry. */
    default boolean hasDerivedAnswers(String userAgent) {
        return false;
    }

    PullSource pullSource();

    @Override
    void close();
}
