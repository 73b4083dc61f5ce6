package dev.plimsoll.recorder.browserup;

import dev.plimsoll.model.http.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** How long it takes to get a connection to a server, told step by step. */
final class SetupTimes {
    private Optional<Duration> resolved = Optional.empty();
    private volatile OptionalLong connecting = OptionalLong.empty();
    private volatile OptionalLong securing = OptionalLong.empty();

    void resolved(Duration asking) {
        resolved = Optional.of(asking);
    }

    void connecting() {
        connecting = OptionalLong.of(System.nanoTime());
    }

    void securing() {
        securing = OptionalLong.of(System.nanoTime());
    }

    /** Whether TCP was there. */
    boolean isSecuring() {
        return securing.isPresent();
    }

    /**
     * What it came to.
     *
     * @param secured when TLS with the server was there, if it was asked for
     */
    Connection.Setup until(OptionalLong secured) {
        var connected = securing.isPresent() ? securing : OptionalLong.of(System.nanoTime());
        return new Connection.Setup(resolved, between(connecting, connected), between(securing, secured));
    }

    private static Optional<Duration> between(OptionalLong begin, OptionalLong end) {
        return begin.isPresent() && end.isPresent()
                ? Optional.of(Duration.ofNanos(end.getAsLong() - begin.getAsLong()))
                : Optional.empty();
    }
}
