package dev.plimsoll.suites.run;

import dev.plimsoll.engine.SocketTransport;
import dev.plimsoll.engine.TransportOptions;
import dev.plimsoll.model.http.Origin;
import dev.plimsoll.model.oci.Reference;
import dev.plimsoll.suites.check.Sample;
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
        try (var transport = SocketTransport.create(TransportOptions.defaults())) {
            return new ProcessSite(process, SeedImage.push(transport, process.origin()), reason);
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
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
