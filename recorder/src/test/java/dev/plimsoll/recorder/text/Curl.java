package dev.plimsoll.recorder.text;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The curl of this machine. */
final class Curl {
    private Curl() {}

    /** What it prints on standard error, and on standard output if that goes to the same place. */
    static String transcript(Path folder, boolean withOutput, String arguments)
            throws IOException, InterruptedException {
        var installed = List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, "curl")));
        assumeTrue(installed || System.getenv("PLIMSOLL_REQUIRE_PEERS") != null, "curl is not installed");
        // Without -q, a configuration of this user's could change what is printed.
        var command = new ArrayList<>(List.of("curl", "-q", "--noproxy", "*", "--max-time", "20"));
        command.addAll(List.of(arguments.split(" ", -1)));
        var printed = folder.resolve("printed").toFile();
        var builder = new ProcessBuilder(command).redirectError(printed);
        if (withOutput) {
            builder.redirectErrorStream(true).redirectOutput(printed);
        } else {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        var process = builder.start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("curl did not end");
        }
        return Files.readString(printed.toPath());
    }
}
