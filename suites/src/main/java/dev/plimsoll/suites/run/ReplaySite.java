package dev.plimsoll.suites.run;

import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.faults.FaultPlan;
import dev.plimsoll.fixtures.replay.ReplayOptions;
import dev.plimsoll.fixtures.replay.ReplayServer;
import dev.plimsoll.fixtures.twin.SyntheticTwin;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.suites.check.Sample;
import dev.plimsoll.suites.check.Traffic;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A capture served twice: verbatim for the checks, and as its synthetic twin for the engine, which needs bodies. */
final class ReplaySite implements Site {
    private final Capture capture;
    private final Capture twin;
    private final ReplayServer server;
    private final ReplayServer twinServer;
    private final Sample sample;
    private final Sample twinSample;
    private final Origin registry;
    private final DerivedAnswers derived;
    private final String reason;

    private ReplaySite(
            Capture capture,
            Capture twin,
            ReplayServer server,
            ReplayServer twinServer,
            DerivedAnswers derived,
            String reason) {
        this.capture = capture;
        this.twin = twin;
        this.server = server;
        this.twinServer = twinServer;
        this.sample = sampleOf(capture);
        this.twinSample = sampleOf(twin);
        this.registry = registryOf(capture.transcript());
        this.derived = derived;
        this.reason = reason;
    }

    /** @throws ConfigurationException if the target's capture cannot be read, or shows no pull */
    static ReplaySite open(Target target, String reason, Path scratch, FaultPlan faults) {
        try {
            var capture = captureOf(target);
            var twin = SyntheticTwin.of(capture, scratch.resolve("twin"));
            var derived = new DerivedAnswers();
            var server = ReplayServer.start(
                    capture, ReplayOptions.defaults().heardBy(derived).withFaults(faults));
            try {
                return new ReplaySite(
                        capture,
                        twin,
                        server,
                        ReplayServer.start(twin, ReplayOptions.defaults().withFaults(faults)),
                        derived,
                        reason);
            } catch (RuntimeException | IOException e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "cannot replay the capture of the target " + target.id() + ": " + e.getMessage(), e);
        }
    }

    private static Capture captureOf(Target target) throws IOException {
        var name = target.capture().orElseThrow();
        return target.folder().isPresent() && name.contains("/")
                ? Capture.open(target.folder().get().resolve(name))
                : Capture.bundled(name);
    }

    @Override
    public Mode mode() {
        return Mode.REPLAY;
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public Origin registry() {
        return registry;
    }

    @Override
    public Sample sample() {
        return sample;
    }

    @Override
    public TransportOptions options() {
        return optionsFor(server);
    }

    @Override
    public Optional<Recording> recording() {
        var client = capture.info().client();
        return Optional.of(new Recording(client, client.startsWith("plimsoll/"), capture.transcript()));
    }

    @Override
    public boolean hasDerivedAnswers(String userAgent) {
        return derived.hasSome(userAgent);
    }

    @Override
    public PullSource pullSource() {
        return new PullSource(
                "the synthetic twin of the capture " + capture.info().name(),
                new Reference(
                        registry.authority(), twinSample.repository(), Optional.of(twinSample.tag()), Optional.empty()),
                registryOf(twin.transcript()),
                optionsFor(twinServer),
                login());
    }

    @Override
    public void close() {
        try (server;
                twinServer) {
            // Both are closed, the second also if the first fails.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TransportOptions optionsFor(ReplayServer server) {
        return TransportOptions.defaults()
                .withProxy(server.proxy())
                .withTrustedCertificates(List.of(server.authority().certificate()));
    }

    private static Sample sampleOf(Capture capture) {
        return SampleFinder.find(capture.transcript())
                .orElseThrow(() -> new ConfigurationException("the capture "
                        + capture.info().name()
                        + " has no pull of an image by tag with a manifest that can be read: nothing to ask for."
                        + " Record one with its manifest."));
    }

    /** Where the manifests come from. */
    private static Origin registryOf(Transcript transcript) {
        return transcript.stream()
                .filter(Traffic::isManifestAnswer)
                .map(exchange -> exchange.request().url().origin())
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("the capture has no manifest"));
    }
}
