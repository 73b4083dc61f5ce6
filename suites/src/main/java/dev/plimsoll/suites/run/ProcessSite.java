package dev.plimsoll.suites.run;

import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Platform;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.peers.process.PeerException;
import dev.plimsoll.peers.seed.RegistryWriter;
import dev.plimsoll.peers.seed.SeedImage;
import dev.plimsoll.peers.seed.Seeded;
import dev.plimsoll.suites.check.Sample;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.Mode;
import dev.plimsoll.suites.target.RegistryProgram;
import java.nio.file.Path;
import java.util.Optional;

/** A registry program started here and seeded. */
final class ProcessSite implements Site {
    private final RegistryProcess process;
    private final Sample sample;
    private final String reason;

    private ProcessSite(RegistryProcess process, Sample sample, String reason) {
        this.process = process;
        this.sample = sample;
        this.reason = reason;
    }

    static ProcessSite open(RegistryProgram program, String reason, Path scratch) {
        var process = RegistryProcess.start(program, scratch);
        try {
            var registry = RegistryWriter.to(process.origin(), SeedImage.REPOSITORY, Optional.empty());
            return new ProcessSite(process, sample(SeedImage.push(registry, false)), reason);
        } catch (PeerException e) {
            process.close();
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Docker's formats, as a registry that knows schema 1 can rewrite them. */
    private static Sample sample(Seeded seeded) {
        var image = seeded.docker().on(Platform.LINUX_AMD64);
        return new Sample(
                seeded.repository(),
                seeded.docker().tag(),
                Optional.of(seeded.docker().descriptor().digest()),
                image.manifest(),
                image.config(),
                image.layers().get(0));
    }

    @Override
    public Mode mode() {
        return Mode.PROCESS;
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public Origin registry() {
        return process.origin();
    }

    @Override
    public Sample sample() {
        return sample;
    }

    @Override
    public TransportOptions options() {
        return TransportOptions.defaults();
    }

    @Override
    public Optional<Recording> recording() {
        return Optional.empty();
    }

    @Override
    public int derivedAnswers() {
        return 0;
    }

    @Override
    public PullSource pullSource() {
        return new PullSource(
                "the registry itself",
                Reference.parse(registry().authority() + "/" + sample.repository() + ":" + sample.tag()),
                registry(),
                options());
    }

    @Override
    public void close() {
        process.close();
    }
}
