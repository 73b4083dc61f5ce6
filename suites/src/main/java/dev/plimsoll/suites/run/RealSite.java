package dev.plimsoll.suites.run;

import dev.plimsoll.engine.Login;
import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.suites.check.Sample;
import dev.plimsoll.suites.target.Mode;
import java.util.Optional;

/**
 * A registry that was started for this run and seeded.
 *
 * @param reason why this mode, for the report's first line
 * @param ending stops what was started
 */
record RealSite(
        Mode mode,
        String reason,
        Origin registry,
        Sample sample,
        TransportOptions options,
        Optional<Login> login,
        Runnable ending)
        implements Site {
    @Override
    public Optional<Recording> recording() {
        return Optional.empty();
    }

    @Override
    public PullSource pullSource() {
        return new PullSource(
                "the registry itself",
                Reference.parse(registry.authority() + "/" + sample.repository() + ":" + sample.tag()),
                registry,
                options,
                login);
    }

    @Override
    public void close() {
        ending.run();
    }
}
