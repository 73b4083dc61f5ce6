package dev.plimsoll.suites.run;

import dev.plimsoll.model.http.Origin;
import dev.plimsoll.peers.process.Answering;
import dev.plimsoll.peers.process.FreePort;
import dev.plimsoll.peers.process.PeerException;
import dev.plimsoll.peers.process.Program;
import dev.plimsoll.peers.process.ServerProcess;
import dev.plimsoll.suites.target.ConfigurationException;
import dev.plimsoll.suites.target.RegistryProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A target's own program, started here on a free port with a scratch folder of its own; ends with {@link #close}. */
final class RegistryProcess implements AutoCloseable {
    /** Another program may take the free port between the look and the start. */
    private static final int ATTEMPTS = 3;

    private final ServerProcess process;
    private final Origin origin;

    private RegistryProcess(ServerProcess process, Origin origin) {
        this.process = process;
        this.origin = origin;
    }

    /** Where a target's program is. */
    static Optional<Path> find(RegistryProgram program) {
        return new Program(program.program(), program.remedy()).find();
    }

    /** @throws ConfigurationException if it is not there or does not come up, with the last lines that it printed */
    static RegistryProcess start(RegistryProgram program, Path scratch) {
        var binary = find(program)
                .orElseThrow(() -> new ConfigurationException(
                        program.program() + " is not on the PATH; " + program.remedy() + ", or use mode replay"));
        for (int attempt = 1; ; attempt++) {
            try {
                return startOnce(binary, program, scratch.resolve("attempt-" + attempt));
            } catch (PeerException e) {
                if (attempt == ATTEMPTS) {
                    throw new ConfigurationException(String.valueOf(e.getMessage()), e);
                }
            } catch (IOException e) {
                throw new ConfigurationException("cannot start " + binary + ": " + e.getMessage(), e);
            }
        }
    }

    private static RegistryProcess startOnce(Path binary, RegistryProgram program, Path folder) throws IOException {
        var data = Files.createDirectories(folder.resolve("data"));
        var origin = new Origin("http", "127.0.0.1", FreePort.find());
        var configuration = Files.writeString(
                folder.resolve("configuration.yml"),
                program.configuration()
                        .replace("{port}", Integer.toString(origin.port()))
                        .replace("{data}", data.toString()));
        var command = new ArrayList<>(List.of(binary.toString()));
        program.arguments()
                .forEach(argument -> command.add(argument.replace("{configuration}", configuration.toString())));
        var process = ServerProcess.start(command, folder.resolve("registry.log"), Answering.at(origin + "/v2/"));
        return new RegistryProcess(process, origin);
    }

    Origin origin() {
        return origin;
    }

    @Override
    public void close() {
        process.close();
    }
}
